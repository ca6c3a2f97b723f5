import type { Phrasebook } from './phrasebook.ts';

export const spanish: Phrasebook = {
  fromUs: [
    ['Hola, {given}:', 'Un saludo, {agent}'],
    ['Buenos días, {given}:', 'Muchas gracias, {agent}'],
  ],
  toUs: [
    ['Hola, {agent}:', 'Gracias, {given}'],
    ['Buenos días:', 'Un cordial saludo, {name}'],
  ],
  asides: {
    sent: [
      'Si algo no queda claro, llámeme.',
      'Adjunto la tarifa vigente.',
      'Dígame si le viene mejor otro día.',
    ],
    written: [
      'Por la mañana es más fácil localizarme.',
      'Por favor, ponga en copia a contabilidad.',
      'No corre prisa, pero antes del fin de semana sería ideal.',
    ],
    call: [
      'Volvemos a hablar el {day}.',
      'Se enviará un resumen por correo.',
      'Conversación cordial, sin temas pendientes.',
    ],
    order: ['Entregar por la puerta trasera.', 'Pagado con tarjeta.', 'Facturar a fin de mes.'],
    web: ['Llegó desde el boletín.', 'Llegó desde un buscador.', 'Tercera visita de este mes.'],
  },
  moments: {
    webMachine: [
      'Página de {machine} | Pasó cuatro minutos en la página de la {machine} y abrió la ficha técnica.',
      'Comparó máquinas | Comparó la {machine} con otros dos modelos y leyó la página de leasing.',
    ],
    webBeans: [
      'Página de {beans} | Leyó las notas de cata y la receta de {beans}.',
      'Visitó la tienda | Filtró los tuestes para espresso y guardó {beans} en favoritos.',
    ],
    webSupport: [
      'Páginas de ayuda | Leyó «Limpieza del {grinder}» y «Cuando el café sale demasiado rápido».',
      'Descalcificación | Leyó la guía de descalcificación y descargó la lista de control.',
    ],
    chatMachine: [
      'Consulta sobre {machine} | Hola, ¿la {machine} funciona con un enchufe normal o hace falta corriente trifásica?',
      '¿Hay {machine} en existencias? | Abrimos pronto un segundo local. ¿En cuánto tiempo podrían entregar {units} × {machine}?',
    ],
    chatMachineAnswer: [
      'Re: {machine} | Basta un enchufe normal de 16 A. Le envío un presupuesto con instalación.',
      'Re: plazo | La {machine} está en almacén e instalamos en diez días laborables. ¿Le mando las cifras por correo?',
    ],
    chatBeans: [
      '¿Qué molienda para {beans}? | ¿Puedo usar {beans} en cafetera italiana? ¿Cómo de fino hay que molerlo?',
      'Fecha de tueste | ¿Cuándo se tostó el último {beans}? Es para un regalo.',
    ],
    chatBeansAnswer: [
      'Re: molienda | Sí, {beans} queda estupendo en la italiana. Muélalo algo más grueso que para espresso.',
      'Re: tueste | Tostamos {beans} todos los martes, así que nunca sale con más de una semana.',
    ],
    quote: [
      'Presupuesto {quote}: {units} × {machine} | Gracias por su interés. El presupuesto {quote} incluye {units} × {machine} con {grinder}, instalación incluida, por {amount} sin impuestos. Es válido 30 días.',
      'Su presupuesto {quote} | Como hablamos, estas son las cifras: {units} × {machine} por {amount}, con dos años de servicio. El molino {grinder} va incluido.',
    ],
    quoteQuestion: [
      'Re: presupuesto {quote} | Gracias por {quote}. ¿El filtro de agua está incluido? ¿Quién paga al fontanero?',
      'Garantía en {quote} | Antes de firmar {quote}, ¿qué cubre la garantía de la {machine}?',
    ],
    quoteAnswer: [
      'Re: presupuesto {quote} | El filtro está incluido y nuestro técnico lleva los racores. Solo hace falta el enchufe.',
      'Re: garantía | Dos años en piezas y mano de obra, cinco en la caldera. Las juntas y otras piezas de desgaste no entran.',
    ],
    quoteDeclined: [
      'Presupuesto {quote}: esta vez no | No seguimos adelante con {quote}. Un proveedor local nos cede una máquina.',
      'Nuestra decisión sobre {quote} | La central aplaza las inversiones al próximo año, así que no podemos aceptar {quote}.',
    ],
    orderConfirmed: [
      'Pedido {order} confirmado | Gracias por el pedido {order}. Sale de nuestro almacén a más tardar el {day}.',
      'Su pedido {order} | {order} está registrado y reservado. Recibirá un SMS cuando salga el reparto.',
    ],
    thanks: [
      'Gracias | Solo quería decir que ya está todo en orden. Gracias por la rapidez.',
      'Todo perfecto | Ha salido muy bien y el equipo está encantado.',
      'Gracias por la gestión | No esperaba una respuesta tan rápida. Por mi parte, asunto cerrado.',
    ],
    invoiceQuestion: [
      'Factura {invoice} | En {invoice}, del pedido {order}, falta nuestro número de compra. ¿Pueden enviarla de nuevo?',
      'Importe de {invoice} | En {invoice} aparecen portes, pero el pedido {order} no los llevaba. Revísenlo, por favor.',
    ],
    invoiceAnswer: [
      'Re: {invoice} | Aquí tiene otra vez {invoice}, con todos los datos para contabilidad.',
      'Re: factura {invoice} | Tiene razón, disculpe. Adjunto {invoice} corregida; la anterior queda anulada.',
    ],
    returnRequest: [
      'Devolución de {order} | Quiero devolver lo que compré con {order}; está sin abrir. ¿Cómo lo hago?',
      'Cambio de {order} | {order} llegó rápido, pero no encaja en mi cocina. ¿Puedo cambiarlo?',
    ],
    returnAnswer: [
      'Re: devolución de {order} | Por supuesto. Adjunto la etiqueta para {order}; el reembolso llega cinco días después de recibirlo.',
      'Re: cambio de {order} | Sin problema. Devuelva {order} con la etiqueta y díganos qué prefiere.',
    ],
    trainingRequest: [
      'Formación para el equipo | El mes que viene entran tres personas. ¿Podrían enseñarles lo básico de leche y espresso?',
      '¿Mañana de latte art? | Al equipo le gustaría media jornada de latte art. ¿Cuánto cuesta y cuándo podrían venir?',
    ],
    trainingAnswer: [
      'Re: formación | Con mucho gusto. Propongo tres horas en su local, hasta seis personas, por {fee}.',
      'Re: mañana con el equipo | Con contrato de café es gratis una vez al año. Yo llevo las jarras y los tampers.',
    ],
    reviewInvite: [
      'Repaso del año | Hace tiempo que no nos sentamos. ¿Puedo pasar el {day} para hablar de volúmenes y servicio?',
      'Reunión trimestral | Tengo listas sus cifras de los últimos meses. ¿Le viene bien el {day}?',
    ],
    reviewAccept: [
      'Re: reunión | Buena idea, mejor por la tarde. Hablemos también del precio de los cafés de origen.',
      'Re: cita | Sí, nos viene bien. Vendrá la persona que lleva la barra, hay ideas para la carta.',
    ],
    reorder: [
      'Pedido: {kilos} kg de {beans} | Por favor, añadan {kilos} kg de {beans} a la próxima entrega.',
      'Café para la semana que viene | Nos queda poco. ¿Pueden mandarnos {kilos} kg de {beans}?',
      'Lo de siempre | Lo mismo que la última vez: {kilos} kg de {beans}, en grano.',
    ],
    cancelNotice: [
      'Fin de las entregas | Cerramos el local a finales del mes que viene y tenemos que terminar las entregas periódicas.',
      'Baja | Hemos encontrado un tostador cerca y de momento no pediremos más. Gracias por todo.',
    ],
    winback: [
      'Nos gustaría que volviera | Hace tiempo que no sabemos de ustedes. Si fue el precio, puedo ofrecer un 10 % en tres entregas.',
      'Invitamos nosotros | Va de camino un paquete de {beans} recién tostado, sin compromiso. Cuénteme qué le parece.',
    ],
    campaignReply: [
      'Re: su mensaje | Suena interesante. ¿Puede contarme más sobre precios y fechas?',
      'Re: boletín | Apúntennos, por favor. ¿Cuántos podemos ir?',
    ],
    quoteCall: [
      'Llamada sobre {quote} | Repasamos {quote} con {given}. La {machine} encaja, el plazo es lo difícil; pide una cata antes.',
      '{quote}, conversación | A {given} le gusta la {machine}, pero compara con otra oferta. Decide en dos semanas.',
    ],
    reorderCall: [
      'Por teléfono: {kilos} kg de {beans} | {given} llamó para pedir {kilos} kg de {beans}, con entrega esta semana.',
      'Se acaba {beans} | A {given} le quedan dos días de {beans} y necesita {kilos} kg antes del fin de semana.',
    ],
    serviceCall: [
      'Llamada por {ticket} | Primeras comprobaciones de {ticket} con {given}. El fallo sigue; irá un técnico.',
      '{ticket}: causa encontrada | Repasamos {ticket} paso a paso. Es una pieza gastada; llevamos la nueva.',
    ],
    installCall: [
      'Instalación de {machine} | Acordado con {given} instalar el {day}. El agua y la corriente están listas.',
      'Fecha para {order} | El técnico va el {day} por {order}. El mostrador estará despejado.',
    ],
    missedCall: [
      'Sin respuesta | Nadie cogió el teléfono. Dejado mensaje para que devuelvan la llamada.',
      'No localizado | Dos llamadas; según su equipo, {given} vuelve mañana.',
    ],
    checkCall: [
      '¿Qué tal la {machine}? | Para {given} todo va bien. Costó un poco acostumbrarse al vaporizador.',
      'Llamada de seguimiento | Todo en orden desde la última visita. {given} pide más descalcificador.',
      'Llamada de satisfacción | {given} nos da un nueve. Un punto menos por el horario de entrega.',
    ],
    winbackCall: [
      'Llamada de recuperación | {given} aceptó hablar. No fue el precio, sino los retrasos en las entregas.',
      'Preguntamos el motivo | {given} está a gusto con su proveedor, pero quiere seguir en nuestra lista.',
    ],
    tasting: [
      'Cata con {given} | Cinco personas a la mesa. Ganó {beans}, preparado con la {machine} y el {grinder}.',
      'Demostración | La {machine} en marcha. {given} sacó una docena de cafés y preguntó por la limpieza.',
    ],
    training: [
      'Formación de baristas | Tres horas de dosis, leche y limpieza. Un equipo con ganas y dos con verdadero talento.',
      'Formación en el local | Ajuste de molienda y latte art. La receta de {beans} queda pegada en la máquina.',
    ],
    review: [
      'Reunión anual | Los volúmenes superan los del año pasado. {given} quiere precio fijo seis meses y otra mezcla para la terraza.',
      'Repaso del servicio | Vimos entregas, averías y precios. {given} acepta dar referencias nuestras.',
    ],
    orderMachine: [
      'Pedido {order}: {units} × {machine} | {units} × {machine} con {grinder}, {amount}. Instalación incluida.',
      'Pedido {order} | Firmado según presupuesto: {units} × {machine}, {amount}.',
    ],
    orderBeans: [
      'Pedido {order}: {kilos} kg de {beans} | {kilos} kg de {beans}, {amount}.',
      'Pedido {order} | Café, {kilos} kg de {beans}, total {amount}. En grano, bolsas de 1 kg.',
    ],
    orderShop: [
      'Pedido {order}: {item} | {units} × {item}, {amount}.',
      'Pedido {order} | {units} × {item} por {amount}, tienda en línea.',
    ],
    dispatched: [
      'En camino: {order} | Marlow & Venn: su pedido {order} ha salido hoy de nuestro almacén.',
      'Paquete enviado | Buenas noticias: {order} ya está en reparto; llegada prevista el {day}.',
    ],
    delivered: [
      'Entregado: {order} | Su pedido {order} ha sido entregado. ¡Que lo disfrute!',
      'Paquete recibido | {order} se ha entregado hoy. ¿Algún problema? Responda a este mensaje.',
    ],
    visitReminder: [
      'Hasta mañana | Recordatorio: {agent}, de Marlow & Venn, le visita mañana por la mañana.',
      'Cita mañana | Vamos mañana según lo acordado. Avísenos si surge algo. {agent}',
    ],
    grinderTicket: [
      '{ticket}: el {grinder} muele desigual | Desde ayer el {grinder} mezcla polvo y trozos. El café sale en doce segundos.',
      '{ticket}: el {grinder} se para | El {grinder} se para a mitad y zumba. Apagarlo ayuda diez minutos.',
    ],
    machineTicket: [
      '{ticket}: la {machine} pierde presión | En hora punta la {machine} baja a seis bares. La necesitamos el fin de semana.',
      '{ticket}: la {machine} muestra E4 | La pantalla de la {machine} marca E4 y sigue fría. Ya la hemos desenchufado.',
    ],
    deliveryTicket: [
      '{ticket}: {order} incompleto | Falta parte de {order}. En el albarán está todo, en la caja no.',
      '{ticket}: {order} dañado | {order} llegó con la caja rota y un artículo estropeado. Adjunto fotos.',
    ],
    ticketAnswer: [
      'Re: {ticket} | Sentimos las molestias. Compruebe que la tolva esté bien encajada y mándenos un vídeo corto.',
      'Re: {ticket} | Gracias por avisar de {ticket}. Apague el aparato diez minutos y cuéntenos qué ocurre después.',
    ],
    ticketReply: [
      'Re: {ticket} | Lo hemos probado y sigue igual. Adjunto el vídeo. ¿Puede venir alguien esta semana?',
      'Re: {ticket} | Mejoró una hora y luego lo mismo. Nos apañamos hasta que vengan.',
    ],
    ticketResolved: [
      'Resuelto: {ticket} | Se ha cambiado la pieza gastada y {ticket} queda cerrado. Avísenos si se repite.',
      'Resuelto: {ticket} | El técnico lo ha ajustado todo y ha sacado veinte cafés de prueba. {ticket} entra en garantía.',
    ],
    deliveryResolved: [
      'Re: {ticket} | Le pedimos disculpas. Lo que falta de {order} sale hoy de nuevo, sin coste.',
      'Re: {ticket} | Gracias por los detalles de {order}. Preparamos la reposición; no hace falta devolver nada.',
    ],
    socialPraise: [
      'Nos mencionó | El mejor café que he hecho en casa, con {beans} de Marlow & Venn.',
      'Publicó una foto | {item} ya en la encimera y toda la cocina huele de maravilla. ¡Bravo, Marlow & Venn!',
    ],
    socialQuestion: [
      'Preguntó en una publicación | ¿Enviáis {beans} también a Canarias? Es para mis padres.',
      'Mensaje directo | ¡Hola! ¿Volverá {beans} este mes?',
    ],
    socialReply: [
      'Respuesta pública | ¡Gracias por escribir! Acabamos de enviarte los detalles por mensaje.',
      'Respuesta sobre {beans} | Sí, con gusto: {beans} sale cada día laborable, adonde llegue el correo.',
    ],
    socialThanks: ['Respondimos | Nos alegras el día. ¡Mándanos una foto de la próxima taza!'],
    campaignHarvest: [
      'Ha llegado la nueva cosecha | Kirinyaga AA y Huila Select de la nueva cosecha ya están tostados. Esta semana, portes gratis.',
    ],
    campaignDescale: [
      'Semana de la descalcificación | El agua dura acaba con las máquinas. Toda la semana, 20 % en los kits de limpieza.',
    ],
    campaignFair: [
      'Nos vemos en la feria del café | Tres días de cata en el stand B 14. Responda y le guardamos dos entradas.',
    ],
    campaignColdBrew: [
      'Temporada de café frío | Con Lighthouse Filter la infusión en frío se vende sola. Dentro, la receta para diez litros.',
    ],
    campaignFestive: [
      'El tueste de invierno | Nuestra mezcla de invierno con naranja y almendra, hasta agotar existencias. Último envío: 19 de diciembre.',
    ],
  },
};
