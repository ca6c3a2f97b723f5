import type { Phrasebook } from './phrasebook.ts';

export const german: Phrasebook = {
  fromUs: [
    ['Guten Tag {name},', 'Mit freundlichen Grüßen, {agent}'],
    ['Hallo {name},', 'Herzliche Grüße, {agent}'],
  ],
  toUs: [
    ['Hallo {agent},', 'Viele Grüße, {given}'],
    ['Guten Tag,', 'Mit freundlichen Grüßen, {name}'],
  ],
  asides: {
    sent: [
      'Wenn etwas unklar ist, rufen Sie mich gern an.',
      'Ich bin heute bis halb sechs im Büro.',
      'Die aktuelle Preisliste liegt bei.',
      'Sagen Sie Bescheid, falls ein anderer Tag besser passt.',
    ],
    written: [
      'Am besten erreichen Sie mich vormittags.',
      'Bitte setzen Sie unsere Buchhaltung in Kopie.',
      'Es eilt nicht, aber vor dem Wochenende wäre schön.',
      'Die neue Röstung kommt bei den Gästen übrigens sehr gut an.',
    ],
    call: [
      'Wir sprechen uns wieder am {day}.',
      'Zusammenfassung folgt per Mail.',
      'Freundliches Gespräch, keine offenen Punkte.',
      'Anrufe bitte vor dem Mittagsgeschäft.',
    ],
    order: [
      'Bitte am Hintereingang anliefern.',
      'Mit Karte bezahlt.',
      'Sammelrechnung zum Monatsende.',
      'Bitte eine halbe Stunde vorher anrufen.',
    ],
    web: [
      'Kam über den Newsletter.',
      'Kam über eine Suchmaschine.',
      'Dritter Besuch in diesem Monat.',
    ],
  },
  moments: {
    webMachine: [
      'Seite der {machine} angesehen | Vier Minuten auf der Seite der {machine}, Datenblatt geöffnet.',
      'Maschinen verglichen | {machine} mit zwei anderen Modellen verglichen, danach die Leasingseite gelesen.',
      'Leasingrechner benutzt | 36 Monate für {units} × {machine} mit {grinder} durchgerechnet.',
    ],
    webBeans: [
      '{beans} angesehen | Verkostungsnotizen und Brührezept zu {beans} gelesen.',
      'Im Bohnenladen gestöbert | Nach Espressoröstungen gefiltert und {beans} auf den Merkzettel gesetzt.',
      'Film über {beans} | Den Film über die Erzeuger von {beans} bis zum Ende gesehen.',
    ],
    webSupport: [
      'Hilfeseiten geöffnet | „Reinigung der {grinder}“ und „Wenn der Bezug zu schnell läuft“ gelesen.',
      'Entkalkung nachgeschlagen | Anleitung zum Entkalken gelesen und die Checkliste heruntergeladen.',
    ],
    chatMachine: [
      'Frage zur {machine} | Guten Tag, läuft die {machine} an einer normalen Steckdose oder brauchen wir Drehstrom?',
      'Lieferzeit {machine} | Wir eröffnen bald eine zweite Filiale. Wie schnell könnten Sie {units} × {machine} liefern?',
      'Welche Maschine? | Bei uns gehen etwa 150 Tassen am Tag über die Theke. Reicht dafür die {machine}?',
    ],
    chatMachineAnswer: [
      'Re: {machine} | Eine normale Steckdose mit 16 A genügt. Ich schicke Ihnen ein Angebot mit Montage.',
      'Re: Lieferzeit | Die {machine} ist auf Lager, wir montieren innerhalb von zehn Werktagen. Soll ich Ihnen die Zahlen mailen?',
      'Re: Auswahl | Für diese Menge nehmen die meisten unserer Cafés die {machine} zusammen mit der {grinder}. Ein Angebot folgt heute.',
    ],
    chatBeans: [
      'Mahlgrad für {beans}? | Kann ich {beans} auch in der Espressokanne zubereiten, und wie fein muss ich mahlen?',
      'Röstdatum | Wann wurde {beans} zuletzt geröstet? Es soll ein Geschenk werden.',
    ],
    chatBeansAnswer: [
      'Re: Mahlgrad | Ja, {beans} passt wunderbar in die Kanne. Bitte etwas gröber mahlen als für Espresso.',
      'Re: Röstdatum | Wir rösten {beans} jeden Dienstag, älter als eine Woche ist bei uns nichts.',
    ],
    quote: [
      'Angebot {quote}: {units} × {machine} | Vielen Dank für Ihr Interesse. Das Angebot {quote} umfasst {units} × {machine} mit {grinder}, montiert, für {amount} netto. Es gilt 30 Tage.',
      'Ihr Angebot {quote} | Wie besprochen die Zahlen: {units} × {machine} zu {amount}, zwei Jahre Wartung inklusive. Die passende {grinder} ist dabei.',
      '{machine} – Angebot {quote} | Anbei {quote}. {units} × {machine} kosten {amount}; Lieferung und eine Schulung am Vormittag übernehmen wir.',
    ],
    quoteQuestion: [
      'Re: Angebot {quote} | Danke für {quote}. Ist der Wasserfilter im Preis enthalten, und wer zahlt den Installateur?',
      'Garantie in {quote} | Bevor ich {quote} unterschreibe: Was deckt die Garantie der {machine} ab?',
      'Frage zu {quote} | Lässt sich der Betrag aus {quote} in drei Raten zahlen?',
    ],
    quoteAnswer: [
      'Re: Angebot {quote} | Der Filter ist enthalten, die Anschlüsse bringt unser Monteur mit. Nur die Steckdose muss vorhanden sein.',
      'Re: Garantie in {quote} | Zwei Jahre auf Teile und Arbeit, fünf Jahre auf den Kessel. Verschleißteile wie Dichtungen sind ausgenommen.',
      'Re: Raten für {quote} | Drei Raten sind möglich: bei Bestellung, bei Lieferung und nach 60 Tagen. Ich habe {quote} angepasst.',
    ],
    quoteDeclined: [
      'Angebot {quote}: leider nein | Wir haben uns gegen {quote} entschieden. Ein Anbieter vor Ort stellt uns eine Leihmaschine.',
      'Unsere Entscheidung zu {quote} | Die Zentrale hat alle Investitionen auf nächstes Jahr verschoben, daher können wir {quote} nicht annehmen.',
    ],
    orderConfirmed: [
      'Auftrag {order} bestätigt | Vielen Dank für den Auftrag {order}. Die Ware verlässt unser Lager spätestens am {day}.',
      'Ihre Bestellung {order} | {order} ist gebucht und reserviert. Sobald der Fahrer unterwegs ist, erhalten Sie eine SMS.',
    ],
    thanks: [
      'Vielen Dank | Nur kurz: Jetzt ist alles in Ordnung. Danke für die schnelle Hilfe.',
      'Alles bestens | Das hat hervorragend geklappt, das Team freut sich.',
      'Danke fürs Kümmern | Mit einer so schnellen Antwort hatte ich nicht gerechnet. Damit ist die Sache erledigt.',
    ],
    invoiceQuestion: [
      'Rechnung {invoice} | Auf {invoice} zum Auftrag {order} fehlt unsere Bestellnummer. Können Sie sie neu ausstellen?',
      'Betrag auf {invoice} | Auf {invoice} stehen Versandkosten, der Auftrag {order} war aber versandfrei. Bitte prüfen Sie das.',
      'Kopie von {invoice} | Unser Steuerberater braucht eine Kopie von {invoice} zum Auftrag {order}.',
    ],
    invoiceAnswer: [
      'Re: Rechnung {invoice} | Sie haben recht, bitte entschuldigen Sie. Die berichtigte {invoice} liegt bei, die alte ist storniert.',
      'Re: Ihre Frage zu {invoice} | Ich habe {invoice} mit dem Auftrag {order} verglichen. Die Differenz schreiben wir mit der nächsten Rechnung gut.',
      'Re: {invoice} | Anbei noch einmal {invoice} mit allen Angaben für Ihre Buchhaltung.',
    ],
    returnRequest: [
      'Rücksendung {order} | Ich möchte die Ware aus {order} zurückschicken, sie ist ungeöffnet. Wie gehe ich vor?',
      'Umtausch {order} | {order} kam schnell an, passt aber nicht in meine Küche. Ist ein Umtausch möglich?',
    ],
    returnAnswer: [
      'Re: Rücksendung {order} | Selbstverständlich. Das Etikett für {order} liegt bei; das Geld ist fünf Tage nach Eingang zurück.',
      'Re: Umtausch {order} | Kein Problem. Schicken Sie {order} mit dem Etikett zurück und schreiben Sie uns, was Sie stattdessen möchten.',
    ],
    trainingRequest: [
      'Schulung für neue Leute | Im nächsten Monat fangen drei Neue bei uns an. Könnten Sie sie in Milch und Espresso schulen?',
      'Latte-Art-Kurs? | Unser Team wünscht sich einen halben Tag Latte Art. Was kostet das, und wann könnten Sie kommen?',
    ],
    trainingAnswer: [
      'Re: Schulung | Sehr gern. Ich schlage drei Stunden für bis zu sechs Personen bei Ihnen vor, zum Preis von {fee}.',
      'Re: Vormittag mit dem Team | Mit Bohnenvertrag ist das einmal im Jahr kostenlos. Milchkännchen und Tamper bringe ich mit.',
    ],
    reviewInvite: [
      'Ein Blick auf Ihr Jahr | Wir haben lange nicht zusammengesessen. Darf ich am {day} vorbeikommen und über Mengen und Service sprechen?',
      'Quartalsgespräch | Ihre Zahlen der letzten Monate liegen bereit. Passt Ihnen der {day} für eine Stunde?',
    ],
    reviewAccept: [
      'Re: Gespräch | Gute Idee, bitte am Nachmittag. Über den Preis der sortenreinen Kaffees sollten wir auch reden.',
      'Re: Termin | Ja, das passt. Unsere Barleitung kommt dazu, es gibt Wünsche zur Karte.',
    ],
    reorder: [
      'Bestellung: {kilos} kg {beans} | Bitte schicken Sie uns mit der nächsten Lieferung {kilos} kg {beans}.',
      'Bohnen für nächste Woche | Bei uns wird es knapp. Können Sie {kilos} kg {beans} mitgeben?',
      'Wie immer | Bitte dasselbe wie beim letzten Mal, also {kilos} kg {beans}, ganze Bohne.',
      'Noch einmal {beans} | Die Gäste fragen ständig nach {beans}. Wir nehmen {kilos} kg.',
    ],
    cancelNotice: [
      'Ende unserer Lieferungen | Wir schließen das Lokal Ende nächsten Monats und müssen die regelmäßigen Lieferungen beenden.',
      'Kündigung | Wir haben eine Rösterei um die Ecke gefunden und bestellen vorerst nicht mehr. Danke für alles.',
    ],
    winback: [
      'Wir würden uns freuen | Es ist still geworden. Falls es am Preis lag: Auf die ersten drei Lieferungen gebe ich 10 %.',
      'Eine Tüte geht auf uns | Eine frische Tüte {beans} ist unterwegs zu Ihnen, ganz ohne Verpflichtung.',
    ],
    campaignReply: [
      'Re: Ihre Mail | Das klingt interessant. Können Sie mir mehr zu Preisen und Terminen schreiben?',
      'Re: Newsletter | Bitte setzen Sie uns auf die Liste. Wie viele Personen dürfen kommen?',
    ],
    quoteCall: [
      'Telefonat zu {quote} | {quote} mit {name} durchgegangen. Die {machine} passt, die Lieferzeit ist der Knackpunkt; zuerst wird eine Verkostung gewünscht.',
      '{quote} besprochen | {name} gefällt die {machine}, es liegt aber noch ein zweites Angebot vor. Entscheidung in zwei Wochen.',
      '{quote}: offene Punkte | Fragen zu Wartung und Wasserhärte beantwortet. {name} spricht mit der Geschäftsführung.',
    ],
    reorderCall: [
      'Telefonisch: {kilos} kg {beans} | {name} bestellt {kilos} kg {beans} nach, Lieferung noch diese Woche.',
      'Bohnen per Telefon | Kurzer Anruf von {name}: {kilos} kg {beans} und eine Dose Reinigungstabletten.',
      '{beans} geht zur Neige | {name} hat noch für zwei Tage {beans} und braucht {kilos} kg bis Ende der Woche.',
    ],
    serviceCall: [
      'Anruf zu {ticket} | Mit {name} die ersten Prüfungen zu {ticket} gemacht. Der Fehler bleibt, ein Techniker kommt.',
      '{ticket}: Fehler am Telefon gefunden | {ticket} Schritt für Schritt durchgegangen. Ein Verschleißteil, wir bringen Ersatz mit.',
    ],
    installCall: [
      'Montage {machine} | Mit {name} die Montage für den {day} vereinbart. Wasser und Strom sind vorbereitet.',
      'Termin zu {order} | Der Monteur kommt am {day} für {order}. Die Theke ist bis dahin frei.',
    ],
    missedCall: [
      'Nicht erreicht | Niemand ging ans Telefon. Nachricht hinterlassen und um Rückruf gebeten.',
      'Kein Kontakt | Zweimal angerufen; laut Kollegin ist {name} erst morgen wieder da.',
    ],
    checkCall: [
      'Wie läuft die {machine}? | {name} ist mit der {machine} zufrieden. An die Dampflanze musste man sich erst gewöhnen.',
      'Nachgefragt | Gefragt, wie es seit dem letzten Besuch läuft. Alles gut, gewünscht wird mehr Entkalker.',
      'Zufriedenheitsanruf | {name} gibt uns neun von zehn Punkten. Einen Punkt Abzug gab es für das Lieferfenster.',
    ],
    winbackCall: [
      'Rückgewinnung | {name} war gesprächsbereit. Nicht der Preis war der Grund, sondern verspätete Lieferungen.',
      'Nach den Gründen gefragt | {name} ist mit dem neuen Lieferanten zufrieden, möchte aber weiter Post von uns.',
    ],
    tasting: [
      'Verkostung mit {name} | Zu fünft am Tisch. Gewonnen hat {beans}, zubereitet auf der {machine} mit der {grinder}.',
      'Vorführung | Die {machine} im Betrieb gezeigt. {name} hat ein Dutzend Bezüge gemacht und nach der Reinigung gefragt.',
    ],
    training: [
      'Baristaschulung | Drei Stunden Dosierung, Milch und Reinigung. Das Team war mit Eifer dabei, zwei haben echtes Talent.',
      'Schulung vor Ort | Mahlgrad und Latte Art geübt. Die Rezeptkarte für {beans} klebt jetzt an der Maschine.',
    ],
    review: [
      'Jahresgespräch | Die Mengen liegen über dem Vorjahr. {name} wünscht Festpreise für sechs Monate und eine zweite Mischung für die Terrasse.',
      'Gespräch über Service | Lieferungen, Störungen und Preise durchgesprochen. {name} steht als Referenz zur Verfügung.',
    ],
    orderMachine: [
      'Auftrag {order}: {units} × {machine} | {units} × {machine} mit {grinder}, {amount}. Montage inbegriffen.',
      'Auftrag {order} | Wie angeboten unterschrieben: {units} × {machine}, {amount}.',
    ],
    orderBeans: [
      'Auftrag {order}: {kilos} kg {beans} | {kilos} kg {beans}, {amount}.',
      'Auftrag {order} | Kaffee, {kilos} kg {beans}, zusammen {amount}. Ganze Bohne in 1-kg-Tüten.',
      'Auftrag {order}: {beans} | {kilos} kg {beans} aus der laufenden Röstung, {amount}.',
    ],
    orderShop: [
      'Bestellung {order}: {item} | {units} × {item}, {amount}.',
      'Bestellung {order} | {units} × {item} für {amount} aus dem Webshop.',
      'Bestellung {order} | {item}, {units} Stück, {amount}. Ohne Geschenkverpackung.',
    ],
    dispatched: [
      'Unterwegs: {order} | Marlow & Venn: Ihre Bestellung {order} hat heute unser Lager verlassen.',
      'Paket verschickt | Gute Nachricht: {order} ist beim Paketdienst und kommt voraussichtlich am {day}.',
    ],
    delivered: [
      'Zugestellt: {order} | Ihre Bestellung {order} wurde zugestellt. Lassen Sie es sich schmecken!',
      'Paket angekommen | {order} wurde heute übergeben. Stimmt etwas nicht? Einfach antworten.',
    ],
    visitReminder: [
      'Bis morgen | Erinnerung: {agent} von Marlow & Venn besucht Sie morgen Vormittag.',
      'Termin morgen | Wir kommen morgen wie vereinbart. Bitte melden, falls etwas dazwischenkommt. {agent}',
    ],
    grinderTicket: [
      '{ticket}: {grinder} mahlt ungleichmäßig | Seit gestern liefert die {grinder} Staub und Brocken gemischt. Der Bezug läuft in zwölf Sekunden durch.',
      '{ticket}: {grinder} bleibt stehen | Die {grinder} bleibt mitten im Mahlen stehen und brummt. Aus- und Einschalten hilft nur zehn Minuten.',
      '{ticket}: laute {grinder} | Unsere {grinder} kreischt, auch wenn sie leer ist. Gereinigt wird sie jeden Abend.',
    ],
    machineTicket: [
      '{ticket}: {machine} verliert Druck | In Stoßzeiten fällt die {machine} auf sechs Bar. Wir brauchen sie am Wochenende.',
      '{ticket}: Wasser unter der {machine} | Jeden Morgen steht eine kleine Pfütze unter der {machine}. Der Schlauch wirkt trocken.',
      '{ticket}: {machine} zeigt E4 | Im Display der {machine} steht E4, und sie bleibt kalt. Vom Strom genommen haben wir sie schon.',
    ],
    deliveryTicket: [
      '{ticket}: {order} unvollständig | Bei {order} fehlt ein Teil. Auf dem Lieferschein steht alles, im Karton liegt es nicht.',
      '{ticket}: {order} beschädigt | {order} kam in einem aufgerissenen Karton, ein Artikel ist verdorben. Fotos anbei.',
    ],
    ticketAnswer: [
      'Re: {ticket} | Das tut mir leid. Bitte prüfen Sie, ob der Bohnenbehälter fest sitzt, und schicken Sie uns ein kurzes Video.',
      'Re: {ticket} | Danke für die Meldung {ticket}. Bitte schalten Sie das Gerät zehn Minuten aus und berichten Sie, was danach passiert.',
    ],
    ticketReply: [
      'Re: {ticket} | Haben wir versucht, kein Unterschied. Das Video liegt bei. Könnte diese Woche jemand kommen?',
      'Re: {ticket} | Eine Stunde lang war es besser, dann wieder dasselbe. Bis Sie kommen, behelfen wir uns.',
    ],
    ticketResolved: [
      'Gelöst: {ticket} | Das verschlissene Teil ist ersetzt und {ticket} geschlossen. Bitte melden Sie sich, falls es wiederkommt.',
      'Gelöst: {ticket} | Unser Techniker hat alles eingestellt und zwanzig Probebezüge gemacht. {ticket} ist auf Garantie erledigt.',
    ],
    deliveryResolved: [
      'Re: {ticket} | Bitte entschuldigen Sie. Was bei {order} fehlt, geht heute kostenlos noch einmal heraus.',
      'Re: {ticket} | Danke für die Angaben zu {order}. Der Ersatz wird gepackt, zurückschicken müssen Sie nichts.',
    ],
    socialPraise: [
      'Hat uns erwähnt | Der beste Cappuccino, den ich zu Hause je gemacht habe, dank {beans} von Marlow & Venn!',
      'Bild gepostet | {item} neu auf der Theke, und die ganze Küche duftet. Klasse, Marlow & Venn.',
    ],
    socialQuestion: [
      'Frage unter einem Beitrag | Liefert ihr {beans} auch auf die Inseln? Frage für meine Eltern.',
      'Direktnachricht | Hallo! Kommt {beans} in diesem Monat wieder herein?',
    ],
    socialReply: [
      'Öffentlich geantwortet | Danke fürs Schreiben! Alles Weitere haben wir gerade als Nachricht geschickt.',
      'Zu {beans} geantwortet | Ja, sehr gern: {beans} geht jeden Werktag heraus, überallhin, wo die Post fährt.',
    ],
    socialThanks: [
      'Geantwortet | Das freut uns sehr. Schick uns gern ein Foto der nächsten Tasse!',
    ],
    campaignHarvest: [
      'Die neue Ernte ist da | Kirinyaga AA und Huila Select der neuen Ernte sind geröstet. In dieser Woche liefern wir versandfrei.',
    ],
    campaignDescale: [
      'Woche des Entkalkens | Hartes Wasser frisst Maschinen. Die ganze Woche gibt es 20 % auf unsere Reinigungssets.',
    ],
    campaignFair: [
      'Besuchen Sie uns auf der Kaffeemesse | Drei Tage lang schenken wir am Stand B 14 aus. Antworten Sie, und zwei Karten liegen bereit.',
    ],
    campaignColdBrew: [
      'Zeit für Cold Brew | Aus Lighthouse Filter wird ein Cold Brew, der sich von selbst verkauft. Anbei unser Rezept für zehn Liter.',
    ],
    campaignFestive: [
      'Die Winterröstung | Unsere Wintermischung mit Orange und Mandel ist da, solange der Vorrat reicht. Letzter Versandtag: 19. Dezember.',
    ],
  },
};
