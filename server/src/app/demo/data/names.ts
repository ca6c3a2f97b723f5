import type { Language } from '../audience.ts';

export interface NamePool {
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** By part; a person of a firm gets one of these. */
  readonly jobTitles: Readonly<
    Record<'decider' | 'buyer' | 'barista' | 'accounts', readonly string[]>
  >;
}

// Telugu names stand as `script/Latin`, the Latin form for e-mail addresses.
export const namePools: Readonly<Record<Language, NamePool>> = {
  en: {
    given:
      'Oliver Amelia Harry Isla Jack Freya Callum Niamh Aaron Priya Megan Dylan Beth Marcus Fiona Tessa Rory Imogen Joel Naomi Patrick Leah Dominic Hazel Simon Claire Theo Maya Gareth Ellen'.split(
        ' ',
      ),
    family:
      'Ashworth Bellamy Carrow Devlin Everett Farrow Gallagher Hartley Ingram Jessop Kearney Langford Mercer Norwood Ogden Pemberton Quinlan Radcliffe Sutcliffe Thorne Underhill Vickers Whitlock Yardley Okonkwo Sharma Delaney Brennan'.split(
        ' ',
      ),
    jobTitles: {
      decider: ['Owner', 'General Manager', 'Food and Beverage Manager', 'Operations Director'],
      buyer: ['Purchasing Manager', 'Office Manager', 'Procurement Officer'],
      barista: ['Head Barista', 'Café Supervisor', 'Bar Manager'],
      accounts: ['Accounts Payable', 'Finance Officer', 'Bookkeeper'],
    },
  },
  de: {
    given:
      'Anna Jonas Katharina Felix Sabine Markus Julia Stefan Birgit Tobias Lena Matthias Ingrid Florian Heike Sebastian Miriam Jürgen Nadine Philipp Ulrike Björn Svenja Dieter Franziska Holger Lea Moritz Renate Käthe'.split(
        ' ',
      ),
    family:
      'Albers Baumgartner Claasen Dörfler Eggert Fuhrmann Gerlach Hellwig Imhoff Jürgens Köster Lohmann Möller Niemann Osterkamp Petersen Quandt Reinhardt Schäfer Thiele Uhlig Voigt Wessels Zöllner Großmann Weiß Bachmann Krüger'.split(
        ' ',
      ),
    jobTitles: {
      decider: ['Inhaber', 'Geschäftsführung', 'Leitung Gastronomie', 'Hoteldirektion'],
      buyer: ['Einkauf', 'Büroleitung', 'Leitung Beschaffung'],
      barista: ['Barchef', 'Leitung Café', 'Barista'],
      accounts: ['Buchhaltung', 'Kreditorenbuchhaltung', 'Rechnungswesen'],
    },
  },
  nl: {
    given:
      'Sanne Bram Femke Joost Lotte Thijs Anouk Maarten Noor Sjoerd Hanneke Pieter Iris Ruben Marloes Wouter Eline Koen Jolanda Bas Lieke Teun Mirjam Gijs Roos Stijn Annelies Jeroen Fleur Niels'.split(
        ' ',
      ),
    family:
      'van Dijk/Bosman/de Wit/Kuipers/van der Laan/Hoekstra/Meijer/de Graaf/Dekker/van Leeuwen/Postma/Schouten/Vermeer/Zijlstra/van den Heuvel/Kramer/Driessen/Peeters/Goossens/de Smet/Claes/Wouters/Blom/Verhoeven/ten Brink/Huisman'.split(
        '/',
      ),
    jobTitles: {
      decider: ['Eigenaar', 'Directeur', 'Hotelmanager', 'Manager horeca'],
      buyer: ['Inkoper', 'Officemanager', 'Facilitair medewerker'],
      barista: ['Hoofdbarista', 'Bedrijfsleider', 'Chef bediening'],
      accounts: ['Crediteurenadministratie', 'Boekhouder', 'Financiële administratie'],
    },
  },
  tr: {
    given:
      'Ayşe Mehmet Zeynep Emre Fatma Burak Esra Çağlar Gülşen Ozan İpek Yiğit Şule Kerem Nazlı Tuğba Serkan Işıl Hakan Derya Ömer Sibel Umut Pınar Cem Ebru'.split(
        ' ',
      ),
    family:
      'Yıldırım Korkmaz Şahin Öztürk Çelik Aydın Güneş Doğan Kılıç Arslan Işık Taş Uçar Erdoğmuş Bozkurt Gökçe Karaca İnan Tunç Özkan Sağlam Demirci'.split(
        ' ',
      ),
    jobTitles: {
      decider: ['İşletme sahibi', 'Genel müdür', 'Yiyecek içecek müdürü'],
      buyer: ['Satın alma müdürü', 'Ofis yöneticisi'],
      barista: ['Baş barista', 'Kafe sorumlusu'],
      accounts: ['Muhasebe', 'Finans uzmanı'],
    },
  },
  fr: {
    given:
      'Camille Hugo Élodie Julien Margaux Antoine Océane Mathieu Aurélie Rémi Solène Benoît Hélène Guillaume Noémie Bastien Sylvie Étienne Clémence Loïc Anaïs Thibault'.split(
        ' ',
      ),
    family:
      'Lefèvre Moreau Garnier Chevalier Rousseau Marchand Perrin Gauthier Besson Delorme Fontaine Bouvier Masson Leclercq Renaud Tessier Vasseur Colin Dubosc Lambert Hamel'.split(
        ' ',
      ),
    jobTitles: {
      decider: ['Gérante', 'Direction générale', 'Responsable restauration'],
      buyer: ['Responsable des achats', 'Office manager'],
      barista: ['Cheffe barista', 'Responsable de salle'],
      accounts: ['Comptabilité', 'Service fournisseurs'],
    },
  },
  es: {
    given:
      'Lucía Javier Marta Álvaro Carmen Sergio Nuria Íñigo Begoña Rubén Inés Gonzalo Rocío Andrés Pilar Iker Amaia Óscar Leire Jorge'.split(
        ' ',
      ),
    family:
      'Navarro Ibáñez Muñoz Castaño Etxeberria Peña Ferrer Quiroga Beltrán Sáez Olmedo Cuesta Llorens Aguirre Zabala Montes Rivas Yáñez Soler Pardo'.split(
        ' ',
      ),
    jobTitles: {
      decider: ['Propietaria', 'Dirección general', 'Responsable de restauración'],
      buyer: ['Responsable de compras', 'Gestión de oficina'],
      barista: ['Jefe de barra', 'Barista principal'],
      accounts: ['Contabilidad', 'Administración'],
    },
  },
  id: {
    given:
      'Putri Agus Dewi Bayu Ratna Eko Sari Wayan Indah Rizky Kadek Yuni Dimas Lestari Fajar Nyoman Intan Hendra'.split(
        ' ',
      ),
    family:
      'Wijaya Santoso Kusuma Hartono Prasetyo Suryani Nugroho Saraswati Gunawan Permana Widodo Anggraini Setiawan Maharani Wibowo Utami'.split(
        ' ',
      ),
    jobTitles: {
      decider: ['Pemilik', 'Direktur operasional', 'Manajer F&B'],
      buyer: ['Manajer pembelian', 'Manajer kantor'],
      barista: ['Kepala barista', 'Supervisor kafe'],
      accounts: ['Bagian keuangan', 'Akuntan'],
    },
  },
  te: {
    given:
      'లక్ష్మి/Lakshmi రవి/Ravi స్వాతి/Swathi శ్రీనివాస్/Srinivas పద్మ/Padma కిరణ్/Kiran అనూష/Anusha వెంకటేశ్/Venkatesh దివ్య/Divya సురేశ్/Suresh మాధవి/Madhavi అర్జున్/Arjun సుజాత/Sujatha నరేశ్/Naresh హారిక/Harika ప్రకాశ్/Prakash'.split(
        ' ',
      ),
    family:
      'రెడ్డి/Reddy రావు/Rao నాయుడు/Naidu శర్మ/Sarma చౌదరి/Chowdary వర్మ/Varma యాదవ్/Yadav గౌడ్/Goud ప్రసాద్/Prasad కొమ్మినేని/Kommineni తాడేపల్లి/Tadepalli మల్లాది/Malladi'.split(
        ' ',
      ),
    jobTitles: {
      decider: ['యజమాని', 'జనరల్ మేనేజర్', 'ఆహార విభాగ మేనేజర్'],
      buyer: ['కొనుగోలు మేనేజర్', 'ఆఫీస్ మేనేజర్'],
      barista: ['ప్రధాన బరిస్తా', 'కేఫ్ సూపర్‌వైజర్'],
      accounts: ['అకౌంట్స్', 'ఫైనాన్స్ అధికారి'],
    },
  },
};
