import type { Phrasebook } from './phrasebook.ts';

export const dutch: Phrasebook = {
  fromUs: [
    ['Beste {given},', 'Met vriendelijke groet, {agent}'],
    ['Dag {given},', 'Hartelijke groet, {agent}'],
  ],
  toUs: [
    ['Hoi {agent},', 'Groet, {given}'],
    ['Beste {agent},', 'Met vriendelijke groet, {given}'],
  ],
  asides: {
    sent: [
      'Bel gerust als er iets niet duidelijk is.',
      'Ik ben vandaag tot half zes op kantoor.',
      'De nieuwe prijslijst zit erbij.',
      'Laat het weten als een andere dag beter uitkomt.',
    ],
    written: [
      'Ik ben ’s ochtends het best bereikbaar.',
      'Zet onze administratie graag in de cc.',
      'Er is geen haast bij, maar vóór het weekend zou fijn zijn.',
      'De gasten zijn trouwens erg te spreken over de nieuwe branding.',
    ],
    call: [
      'We spreken elkaar weer op {day}.',
      'Een samenvatting volgt per mail.',
      'Prettig gesprek, geen open punten.',
      'Liefst bellen vóór de lunchdrukte.',
    ],
    order: [
      'Graag leveren via de achteringang.',
      'Betaald met iDEAL.',
      'Op de verzamelfactuur aan het eind van de maand.',
      'Graag een halfuur van tevoren bellen.',
    ],
    web: ['Kwam via de nieuwsbrief.', 'Kwam via een zoekmachine.', 'Derde bezoek deze maand.'],
  },
  moments: {
    webMachine: [
      '{machine} bekeken | Vier minuten op de pagina van de {machine} en het gegevensblad geopend.',
      'Machines vergeleken | De {machine} naast twee andere modellen gezet en daarna de leasepagina gelezen.',
      'Leasecalculator gebruikt | 36 maanden doorgerekend voor {units} × {machine} met een {grinder}.',
    ],
    webBeans: [
      '{beans} bekeken | De proefnotities en het zetrecept van {beans} gelezen.',
      'In de bonenwinkel | Op espressobrandingen gefilterd en {beans} op de verlanglijst gezet.',
      'Film over {beans} | De film over de telers van {beans} tot het eind bekeken.',
    ],
    webSupport: [
      'Hulppagina’s geopend | ‘Uw {grinder} schoonmaken’ en ‘Als de espresso te snel loopt’ gelezen.',
      'Ontkalken opgezocht | De handleiding voor ontkalken gelezen en de checklist gedownload.',
    ],
    chatMachine: [
      'Vraag over de {machine} | Hallo, werkt de {machine} op een gewoon stopcontact of hebben we krachtstroom nodig?',
      'Levertijd {machine} | We openen binnenkort een tweede zaak. Hoe snel kunnen jullie {units} × {machine} leveren?',
      'Welke machine? | Wij schenken zo’n 150 koppen per dag. Is de {machine} dan groot genoeg?',
    ],
    chatMachineAnswer: [
      'Re: {machine} | Een gewoon stopcontact van 16 A is genoeg. Ik stuur een offerte inclusief installatie.',
      'Re: levertijd | De {machine} ligt op voorraad; we plaatsen binnen tien werkdagen. Zal ik de cijfers mailen?',
      'Re: keuze | Voor dat aantal koppen gebruiken de meeste van onze cafés de {machine} met een {grinder}. De offerte volgt vandaag.',
    ],
    chatBeans: [
      'Maling voor {beans}? | Kan ik {beans} in een percolator gebruiken, en hoe fijn moet ik dan malen?',
      'Branddatum | Wanneer is de {beans} van nu gebrand? Het is voor een cadeau.',
    ],
    chatBeansAnswer: [
      'Re: maling | Zeker, {beans} is heerlijk uit de percolator. Maal iets grover dan voor espresso.',
      'Re: branddatum | We branden {beans} elke dinsdag, dus ouder dan een week is het nooit.',
    ],
    quote: [
      'Offerte {quote}: {units} × {machine} | Dank voor je interesse. Offerte {quote} omvat {units} × {machine} met een {grinder}, geïnstalleerd, voor {amount} exclusief btw. Geldig tot 30 dagen.',
      'Je offerte {quote} | Zoals besproken de cijfers voor {units} × {machine}: {amount}, met twee jaar service. De bijpassende {grinder} zit erin.',
      '{machine} – offerte {quote} | In de bijlage {quote}. {units} × {machine} komt op {amount}; levering en een ochtend training nemen wij voor onze rekening.',
    ],
    quoteQuestion: [
      'Re: offerte {quote} | Dank voor {quote}. Zit het waterfilter bij de prijs in, en wie betaalt de loodgieter?',
      'Garantie in {quote} | Voordat ik {quote} teken: wat valt er onder de garantie van de {machine}?',
      'Vraag over {quote} | Kunnen we het bedrag van {quote} in drie termijnen betalen?',
    ],
    quoteAnswer: [
      'Re: offerte {quote} | Het filter zit erbij en onze monteur neemt de aansluitingen mee. Alleen het stopcontact moet er zijn.',
      'Re: garantie in {quote} | Twee jaar op onderdelen en arbeid, vijf jaar op de boiler. Slijtdelen zoals rubbers vallen erbuiten.',
      'Re: termijnen voor {quote} | Drie termijnen is prima: bij bestelling, bij levering en na 60 dagen. Ik heb {quote} aangepast.',
    ],
    quoteDeclined: [
      'Offerte {quote}: toch niet | We gaan niet verder met {quote}. Een leverancier in de buurt geeft ons een machine in bruikleen.',
      'Ons besluit over {quote} | Het hoofdkantoor schuift investeringen door naar volgend jaar, dus {quote} gaat helaas niet door.',
    ],
    orderConfirmed: [
      'Order {order} bevestigd | Dank voor order {order}. De goederen vertrekken uiterlijk {day}.',
      'Je bestelling {order} | {order} is geboekt en staat klaar. Je krijgt een sms als de chauffeur onderweg is.',
    ],
    thanks: [
      'Bedankt | Even kort: alles is nu in orde. Dank voor de snelle hulp.',
      'Helemaal goed | Dat ging uitstekend, het team is er blij mee.',
      'Dank voor het regelen | Zo’n snel antwoord had ik niet verwacht. Wat mij betreft is het afgerond.',
    ],
    invoiceQuestion: [
      'Factuur {invoice} | Op {invoice} bij order {order} ontbreekt ons inkoopnummer. Kunnen jullie hem opnieuw sturen?',
      'Bedrag op {invoice} | Op {invoice} staan bezorgkosten, maar order {order} was zonder. Willen jullie dat nakijken?',
      'Kopie van {invoice} | Onze accountant vraagt een kopie van {invoice} bij order {order}.',
    ],
    invoiceAnswer: [
      'Re: factuur {invoice} | Je hebt gelijk, excuses. De verbeterde {invoice} zit erbij, de oude vervalt.',
      'Re: je vraag over {invoice} | Ik heb {invoice} naast order {order} gelegd. Het verschil verrekenen we met de volgende factuur.',
      'Re: {invoice} | Hierbij nogmaals {invoice}, nu met alle gegevens voor jullie administratie.',
    ],
    returnRequest: [
      'Retour {order} | Ik wil de spullen van {order} terugsturen, ze zijn nog dicht. Hoe gaat dat?',
      'Ruilen {order} | {order} was er snel, maar past niet in mijn keuken. Kan ik ruilen?',
    ],
    returnAnswer: [
      'Re: retour {order} | Natuurlijk. Het label voor {order} zit erbij; vijf dagen na ontvangst heb je het geld terug.',
      'Re: ruilen {order} | Geen enkel probleem. Stuur {order} terug met het label en laat weten wat je liever hebt.',
    ],
    trainingRequest: [
      'Training nieuwe mensen | Volgende maand beginnen er drie nieuwe mensen. Kunnen jullie ze de basis van melk en espresso leren?',
      'Ochtend latte art? | Ons team wil graag een halve dag latte art. Wat kost dat en wanneer kunnen jullie?',
    ],
    trainingAnswer: [
      'Re: training | Graag! Ik stel drie uur bij jullie voor, met hooguit zes mensen. Dat kost {fee}.',
      'Re: ochtend met het team | Met een bonencontract is dat één keer per jaar gratis. Melkkannetjes en tampers neem ik mee.',
    ],
    reviewInvite: [
      'Even terugkijken | We hebben lang niet om tafel gezeten. Zal ik op {day} langskomen voor volumes en service?',
      'Kwartaalgesprek | Ik heb jullie cijfers van de laatste maanden klaar. Komt {day} uit, een uurtje?',
    ],
    reviewAccept: [
      'Re: gesprek | Goed idee, liefst in de middag. Over de prijs van de single origins wil ik het ook hebben.',
      'Re: afspraak | Ja, dat komt uit. De barmanager schuift aan, er zijn wensen voor de kaart.',
    ],
    reorder: [
      'Bestelling: {kilos} kg {beans} | Graag {kilos} kg {beans} bij de volgende levering.',
      'Bonen voor volgende week | We raken erdoorheen. Kan er {kilos} kg {beans} mee?',
      'Zelfde als altijd | Graag hetzelfde als de vorige keer, dus {kilos} kg {beans}, hele bonen.',
      'Weer {beans} | Gasten blijven naar {beans} vragen. Doe ons maar {kilos} kg.',
    ],
    cancelNotice: [
      'Einde van de leveringen | Eind volgende maand sluiten we de zaak. De vaste leveringen moeten dan stoppen.',
      'Opzegging | We hebben een brander om de hoek gevonden en bestellen voorlopig niet meer. Dank voor alles.',
    ],
    winback: [
      'We zien je graag terug | Het is stil geworden. Als de prijs de reden was: op de eerste drie leveringen geef ik 10 %.',
      'Een zak van ons | Er is een verse zak {beans} naar je onderweg, zonder verplichtingen.',
    ],
    campaignReply: [
      'Re: jullie mail | Klinkt goed. Kun je meer vertellen over prijzen en data?',
      'Re: nieuwsbrief | Zet ons maar op de lijst. Met hoeveel mensen mogen we komen?',
    ],
    quoteCall: [
      'Gebeld over {quote} | {quote} doorgenomen met {given}. De {machine} past, de levertijd is het knelpunt; eerst proeven.',
      '{quote} besproken | {given} is enthousiast over de {machine}, maar heeft nog een tweede offerte. Besluit binnen twee weken.',
      '{quote}: open punten | Vragen over service en waterhardheid beantwoord. {given} overlegt met de directie.',
    ],
    reorderCall: [
      'Telefonisch: {kilos} kg {beans} | {given} belde voor {kilos} kg {beans}, deze week te leveren.',
      'Bonen per telefoon | Kort belletje van {given}: {kilos} kg {beans} en een pot reinigingstabletten.',
      '{beans} bijna op | {given} heeft nog voor twee dagen {beans} en wil {kilos} kg vóór het eind van de week.',
    ],
    serviceCall: [
      'Gebeld over {ticket} | Met {given} de eerste controles voor {ticket} gedaan. De storing blijft, er komt een monteur.',
      '{ticket}: oorzaak gevonden | {ticket} stap voor stap doorgelopen. Het is een slijtdeel; we nemen een nieuw mee.',
    ],
    installCall: [
      'Plaatsing {machine} | Met {given} de plaatsing op {day} afgesproken. Water en stroom liggen klaar.',
      'Datum voor {order} | De monteur komt op {day} voor {order}. De bar is dan leeg.',
    ],
    missedCall: [
      'Geen gehoor | Er werd niet opgenomen. Voicemail ingesproken met de vraag terug te bellen.',
      'Niet bereikt | Twee keer gebeld; volgens een collega is {given} er morgen weer.',
    ],
    checkCall: [
      'Hoe bevalt de {machine}? | {given} is blij met de {machine}. Aan de stoompijp was het even wennen.',
      'Nagebeld | Gevraagd hoe het gaat sinds het laatste bezoek. Alles goed; graag meer ontkalker.',
      'Tevredenheid | {given} geeft ons een negen. Het bezorgvenster kostte een punt.',
    ],
    winbackCall: [
      'Gebeld om terug te winnen | {given} stond open voor een gesprek. Niet de prijs, maar late leveringen waren de reden.',
      'Gevraagd naar de reden | {given} is tevreden met de nieuwe leverancier, maar blijft graag op de mailinglijst.',
    ],
    tasting: [
      'Proeverij met {given} | Met z’n vijven aan tafel. {beans} won, gezet met de {machine} en de {grinder}.',
      'Demonstratie | De {machine} aan het werk laten zien. {given} zette een dozijn espresso’s en vroeg naar het schoonmaken.',
    ],
    training: [
      'Baristatraining | Drie uur doseren, melk en schoonmaken. Een leergierig team, twee hebben echt talent.',
      'Training op locatie | Gewerkt aan de maling en latte art. De receptkaart van {beans} hangt aan de machine.',
    ],
    review: [
      'Jaargesprek | De volumes liggen boven vorig jaar. {given} wil zes maanden vaste prijzen en een tweede melange voor het terras.',
      'Gesprek over service | Leveringen, storingen en prijzen doorgenomen. {given} wil wel als referentie dienen.',
    ],
    orderMachine: [
      'Order {order}: {units} × {machine} | {units} × {machine} met {grinder}, {amount}. Inclusief plaatsing.',
      'Order {order} | Getekend zoals geoffreerd: {units} × {machine}, {amount}.',
    ],
    orderBeans: [
      'Order {order}: {kilos} kg {beans} | {kilos} kg {beans}, {amount}.',
      'Order {order} | Koffie, {kilos} kg {beans}, samen {amount}. Hele bonen in zakken van 1 kg.',
      'Order {order}: {beans} | {kilos} kg {beans} uit de huidige branding, {amount}.',
    ],
    orderShop: [
      'Bestelling {order}: {item} | {units} × {item}, {amount}.',
      'Bestelling {order} | {units} × {item} voor {amount} uit de webwinkel.',
      'Bestelling {order} | {item}, {units} stuks, {amount}. Niet als cadeau ingepakt.',
    ],
    dispatched: [
      'Onderweg: {order} | Marlow & Venn: je bestelling {order} heeft vandaag ons magazijn verlaten.',
      'Pakket verstuurd | Goed nieuws: {order} is bij de vervoerder en komt naar verwachting {day} aan.',
    ],
    delivered: [
      'Bezorgd: {order} | Je bestelling {order} is bezorgd. Geniet van de koffie!',
      'Pakket aangekomen | {order} is vandaag afgegeven. Klopt er iets niet? Antwoord gerust.',
    ],
    visitReminder: [
      'Tot morgen | Herinnering: {agent} van Marlow & Venn komt morgenochtend langs.',
      'Afspraak morgen | We komen morgen zoals afgesproken. Laat het weten als er iets tussenkomt. {agent}',
    ],
    grinderTicket: [
      '{ticket}: {grinder} maalt ongelijk | Sinds gisteren geeft de {grinder} stof en brokken door elkaar. De espresso loopt in twaalf seconden.',
      '{ticket}: {grinder} valt stil | De {grinder} stopt halverwege het malen en bromt. Uit- en aanzetten helpt tien minuten.',
      '{ticket}: {grinder} maakt lawaai | Onze {grinder} piept, ook als hij leeg is. We maken hem elke avond schoon.',
    ],
    machineTicket: [
      '{ticket}: {machine} verliest druk | Tijdens de drukte zakt de {machine} naar zes bar. We hebben hem dit weekend nodig.',
      '{ticket}: water onder de {machine} | Elke ochtend ligt er een plasje onder de {machine}. De slang lijkt droog.',
      '{ticket}: {machine} geeft E4 | Op het scherm van de {machine} staat E4 en hij blijft koud. De stekker is er al uit geweest.',
    ],
    deliveryTicket: [
      '{ticket}: {order} niet compleet | Er ontbreekt iets aan {order}. Op de pakbon staat alles, in de doos niet.',
      '{ticket}: {order} beschadigd | {order} kwam in een gescheurde doos en één artikel is bedorven. Foto’s zitten erbij.',
    ],
    ticketAnswer: [
      'Re: {ticket} | Wat vervelend. Kijk je of de bonenbak goed vastzit, en stuur je ons een filmpje van de storing?',
      'Re: {ticket} | Dank voor de melding {ticket}. Zet het apparaat tien minuten uit en vertel wat er daarna gebeurt.',
    ],
    ticketReply: [
      'Re: {ticket} | Geprobeerd, geen verschil. Het filmpje zit erbij. Kan er deze week iemand komen?',
      'Re: {ticket} | Een uur ging het beter, daarna weer hetzelfde. We redden ons tot jullie komen.',
    ],
    ticketResolved: [
      'Opgelost: {ticket} | Het versleten deel is vervangen en {ticket} is gesloten. Laat het weten als het terugkomt.',
      'Opgelost: {ticket} | De monteur heeft alles afgesteld en twintig proefkoppen gezet. {ticket} valt onder de garantie.',
    ],
    deliveryResolved: [
      'Re: {ticket} | Onze excuses. Wat er aan {order} ontbreekt, gaat vandaag kosteloos opnieuw de deur uit.',
      'Re: {ticket} | Dank voor de details over {order}. De vervanging wordt ingepakt; terugsturen hoeft niet.',
    ],
    socialPraise: [
      'Noemde ons | De beste cappuccino die ik ooit thuis heb gemaakt, met {beans} van Marlow & Venn!',
      'Plaatste een foto | {item} staat op het aanrecht en de hele keuken ruikt heerlijk. Top, Marlow & Venn.',
    ],
    socialQuestion: [
      'Vraag onder een bericht | Sturen jullie {beans} ook naar de Waddeneilanden? Het is voor mijn ouders.',
      'Privébericht | Hoi! Komt {beans} deze maand weer binnen?',
    ],
    socialReply: [
      'Openbaar geantwoord | Dank voor je bericht! We hebben je net alles gestuurd.',
      'Geantwoord over {beans} | Ja hoor, {beans} gaat elke werkdag de deur uit, overal waar de post komt.',
    ],
    socialThanks: ['Geantwoord | Daar worden we blij van. Stuur ons een foto van je volgende kop!'],
    campaignHarvest: [
      'De nieuwe oogst is er | Kirinyaga AA en Huila Select van de nieuwe oogst zijn gebrand. Deze week bezorgen we gratis.',
    ],
    campaignDescale: [
      'Ontkalkweek | Hard water is slecht voor machines. De hele week 20 % korting op onze schoonmaaksets.',
    ],
    campaignFair: [
      'Zien we je op de koffiebeurs? | Drie dagen lang schenken we op stand B 14. Antwoord op deze mail en er liggen twee kaarten klaar.',
    ],
    campaignColdBrew: [
      'Tijd voor cold brew | Van Lighthouse Filter maak je een cold brew die zichzelf verkoopt. Ons recept voor tien liter zit erbij.',
    ],
    campaignFestive: [
      'De winterbranding | Onze wintermelange met sinaasappel en amandel is er, zolang de voorraad strekt. Laatste verzenddag: 19 december.',
    ],
  },
};
