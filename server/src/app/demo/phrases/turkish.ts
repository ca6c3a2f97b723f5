import type { Phrasebook } from './phrasebook.ts';

export const turkish: Phrasebook = {
  fromUs: [
    ['Merhaba {given},', 'Saygılarımla, {agent}'],
    ['Sayın {name},', 'İyi çalışmalar dilerim, {agent}'],
  ],
  toUs: [
    ['Merhaba {agent},', 'Teşekkürler, {given}'],
    ['İyi günler,', 'Saygılar, {name}'],
  ],
  asides: {
    sent: [
      'Aklınıza takılan bir şey olursa beni arayabilirsiniz.',
      'Güncel fiyat listemiz ektedir.',
      'Başka bir gün daha uygunsa haber verin.',
    ],
    written: [
      'Bana en rahat sabah saatlerinde ulaşabilirsiniz.',
      'Muhasebemizi de bilgiye ekler misiniz?',
      'Acelesi yok, ama hafta sonundan önce olursa iyi olur.',
    ],
    call: [
      '{day} günü yeniden görüşeceğiz.',
      'Özet e-postayla gönderilecek.',
      'Görüşme olumlu geçti, açık konu kalmadı.',
    ],
    order: [
      'Teslimat arka kapıdan yapılsın.',
      'Kartla ödendi.',
      'Ay sonunda toplu fatura kesilecek.',
    ],
    web: ['Bültenden geldi.', 'Arama motorundan geldi.', 'Bu ay üçüncü ziyareti.'],
  },
  moments: {
    webMachine: [
      '{machine} sayfası | {machine} sayfasında dört dakika kaldı ve teknik belgeyi açtı.',
      'Makine karşılaştırması | {machine} ile iki başka modeli karşılaştırdı, sonra kiralama sayfasını okudu.',
    ],
    webBeans: [
      '{beans} sayfası | {beans} için tadım notlarını ve demleme tarifini okudu.',
      'Çekirdek mağazası | Espresso kavurmalarını süzdü ve {beans} ürününü istek listesine ekledi.',
    ],
    webSupport: [
      'Yardım sayfaları | “{grinder} temizliği” ve “Kahve çok hızlı akarsa” yazılarını okudu.',
      'Kireç çözme | Kireç çözme kılavuzunu okudu ve kontrol listesini indirdi.',
    ],
    chatMachine: [
      '{machine} hakkında soru | Merhaba, {machine} normal prizde çalışır mı, yoksa trifaze mi gerekir?',
      '{machine} stokta mı? | Yakında ikinci şubemizi açıyoruz. {units} adet {machine} ne kadar sürede gelir?',
    ],
    chatMachineAnswer: [
      'Yanıt: {machine} | 16 amperlik normal bir priz yeterli. Kurulum dâhil teklifimizi gönderiyorum.',
      'Yanıt: teslim süresi | {machine} stokta var, on iş günü içinde kuruyoruz. Rakamları e-postayla yollayayım mı?',
    ],
    chatBeans: [
      '{beans} için öğütme | {beans} kahvesini mokapotta kullanabilir miyim, ne kadar ince öğütmeliyim?',
      'Kavurma tarihi | {beans} en son ne zaman kavruldu? Hediye etmek istiyorum.',
    ],
    chatBeansAnswer: [
      'Yanıt: öğütme | Evet, {beans} mokapota çok yakışır. Espressodan biraz daha iri öğütün.',
      'Yanıt: kavurma tarihi | {beans} her salı kavrulur, bizden çıkan kahve bir haftadan eski olmaz.',
    ],
    quote: [
      'Teklif {quote}: {units} adet {machine} | İlginiz için teşekkür ederiz. {quote} numaralı teklif, {units} adet {machine} ve {grinder} için kurulum dâhil {amount} tutarındadır. 30 gün geçerlidir.',
      'Teklifiniz {quote} | Konuştuğumuz gibi: {units} adet {machine}, iki yıl bakımla birlikte {amount}. Uygun {grinder} fiyata dâhil.',
    ],
    quoteQuestion: [
      'Yanıt: teklif {quote} | {quote} için teşekkürler. Su filtresi fiyata dâhil mi, tesisatı kim ödüyor?',
      '{quote} ve garanti | {quote} teklifini imzalamadan önce: {machine} garantisi neleri kapsıyor?',
    ],
    quoteAnswer: [
      'Yanıt: {quote} | Filtre fiyata dâhil, bağlantı parçalarını ustamız getirir. Yalnızca priz hazır olmalı.',
      'Yanıt: garanti | Parça ve işçilik iki yıl, kazan beş yıl garantilidir. Conta gibi aşınan parçalar kapsam dışındadır.',
    ],
    quoteDeclined: [
      '{quote} hakkında | Bu kez {quote} teklifini kabul edemiyoruz. Yerel bir firma bize ödünç makine veriyor.',
      'Kararımız: {quote} | Merkez bütün yatırımları gelecek yıla bıraktı, bu yüzden {quote} ile devam edemiyoruz.',
    ],
    orderConfirmed: [
      'Sipariş {order} onaylandı | {order} numaralı siparişiniz için teşekkürler. En geç {day} günü depomuzdan çıkar.',
      'Siparişiniz {order} | {order} kaydedildi ve ürünler ayrıldı. Araç yola çıkınca SMS alacaksınız.',
    ],
    thanks: [
      'Teşekkürler | Kısaca yazayım dedim: Artık her şey yolunda. Hızlı yardımınız için sağ olun.',
      'Her şey tamam | Çok iyi oldu, ekip çok memnun kaldı.',
      'İlginize teşekkürler | Bu kadar çabuk yanıt beklemiyordum. Konu bizim için kapandı.',
    ],
    invoiceQuestion: [
      'Fatura {invoice} | {order} siparişine ait {invoice} faturasında satın alma numaramız yok. Yeniden gönderir misiniz?',
      '{invoice} tutarı | {invoice} faturasında kargo ücreti var, oysa {order} ücretsiz kargoluydu. Bakabilir misiniz?',
    ],
    invoiceAnswer: [
      'Yanıt: fatura | Muhasebenizin istediği bütün bilgilerle {invoice} yeniden ektedir.',
      'Yanıt: {invoice} | Haklısınız, özür dileriz. Düzeltilmiş {invoice} ektedir, eskisi iptal edildi.',
    ],
    returnRequest: [
      '{order} iadesi | {order} ile aldığım ürünü iade etmek istiyorum, açılmadı. Ne yapmalıyım?',
      '{order} değişimi | {order} çabuk geldi ama mutfağıma uygun değil. Değiştirebilir miyim?',
    ],
    returnAnswer: [
      'Yanıt: {order} iadesi | Elbette. {order} için iade etiketi ektedir; ürün bize ulaştıktan beş gün sonra paranız yatar.',
      'Yanıt: değişim | Hiç sorun değil. {order} paketini etiketle geri yollayın, yerine ne istediğinizi yazın.',
    ],
    trainingRequest: [
      'Yeni ekip için eğitim | Gelecek ay üç yeni arkadaş başlıyor. Onlara süt ve espresso eğitimi verir misiniz?',
      'Latte art günü | Ekibimiz yarım günlük latte art eğitimi istiyor. Ücreti nedir, ne zaman gelebilirsiniz?',
    ],
    trainingAnswer: [
      'Yanıt: eğitim | Memnuniyetle. Sizin yerinizde, altı kişiye kadar üç saatlik bir eğitim öneririm. Ücreti {fee}.',
      'Yanıt: ekip eğitimi | Kahve sözleşmesi olanlara yılda bir kez ücretsizdir. Süt sürahilerini ben getiririm.',
    ],
    reviewInvite: [
      'Yılınıza bir bakış | Uzun zamandır bir araya gelmedik. {day} günü uğrayıp miktarları ve servisi konuşalım mı?',
      'Üç aylık görüşme | Son ayların rakamlarını hazırladım. {day} size uyar mı?',
    ],
    reviewAccept: [
      'Yanıt: görüşme | İyi fikir, öğleden sonra buyurun. Yöresel kahvelerin fiyatını da konuşalım.',
      'Yanıt: randevu | Evet, uygundur. Bar sorumlumuz da katılacak, menü için istekleri var.',
    ],
    reorder: [
      'Sipariş: {kilos} kg {beans} | Bir sonraki teslimatla {kilos} kg {beans} rica ediyoruz.',
      'Gelecek haftanın kahvesi | Kahvemiz azaldı. {kilos} kg {beans} gönderir misiniz?',
      'Her zamanki gibi | Geçen seferkinin aynısı lütfen: {kilos} kg {beans}, çekirdek olarak.',
    ],
    cancelNotice: [
      'Teslimatların sonu | Gelecek ayın sonunda kapatıyoruz, düzenli teslimatları bitirmemiz gerekiyor.',
      'Ayrılıyoruz | Yakında bir kavurucu bulduk, şimdilik sipariş vermeyeceğiz. Her şey için teşekkürler.',
    ],
    winback: [
      'Sizi yeniden görmek isteriz | Aramız sessizleşti. Sorun fiyatsa, ilk üç teslimatta %10 indirim yapabilirim.',
      'Bizden bir paket | Taze bir paket {beans} yola çıktı, hiçbir koşulu yok. Nasıl bulduğunuzu yazın.',
    ],
    campaignReply: [
      'Yanıt: e-postanız | İlgimizi çekti. Fiyat ve tarihler hakkında bilgi verir misiniz?',
      'Yanıt: bülten | Bizi de listeye yazın lütfen. Kaç kişi gelebiliriz?',
    ],
    quoteCall: [
      '{quote} görüşmesi | {quote} teklifi {given} ile konuşuldu. {machine} uygun, teslim süresi sorun; önce tadım isteniyor.',
      '{quote} üzerine | {given}, {machine} modelini beğeniyor ama bir teklif daha almış. Karar iki hafta içinde.',
    ],
    reorderCall: [
      'Telefonla: {kilos} kg {beans} | {given} aradı, bu hafta teslim edilmek üzere {kilos} kg {beans} istedi.',
      '{beans} bitiyor | {given} iki günlük {beans} kaldığını söyledi, hafta sonuna kadar {kilos} kg gerekiyor.',
    ],
    serviceCall: [
      '{ticket} için arama | {given} ile {ticket} için ilk kontroller yapıldı. Arıza sürüyor, teknisyen gidecek.',
      '{ticket}: neden bulundu | {ticket} adım adım konuşuldu. Aşınmış bir parça; yenisini getireceğiz.',
    ],
    installCall: [
      '{machine} kurulumu | {given} ile kurulum için {day} günü kararlaştırıldı. Su ve elektrik hazır.',
      '{order} için tarih | Usta {day} günü {order} için gidecek. Tezgâh boşaltılmış olacak.',
    ],
    missedCall: [
      'Yanıt yok | Telefon açılmadı. Mesaj bırakıldı, geri aranmak istendi.',
      'Ulaşılamadı | İki kez arandı; {given} yarın işte olacakmış.',
    ],
    checkCall: [
      '{machine} nasıl gidiyor? | {given} makineden memnun. Buhar çubuğuna alışmak biraz zaman almış.',
      'Hatır sorma | Son ziyaretten beri her şey yolunda. {given} biraz daha kireç çözücü istiyor.',
      'Memnuniyet araması | {given} bize on üzerinden dokuz verdi. Bir puan teslimat saatinden gitti.',
    ],
    winbackCall: [
      'Geri kazanma araması | {given} konuşmaya açıktı. Neden fiyat değil, geciken teslimatlarmış.',
      'Nedenini sorduk | {given} yeni tedarikçiden memnun, ama bültenimizi almayı sürdürmek istiyor.',
    ],
    tasting: [
      '{given} ile tadım | Masada beş kişi vardı. {machine} ve {grinder} ile hazırlanan {beans} kazandı.',
      'Makine gösterimi | {machine} çalışırken gösterildi. {given} temizlik süresini sordu.',
    ],
    training: [
      'Barista eğitimi | Üç saat boyunca dozaj, süt ve temizlik çalışıldı. Ekip çok istekliydi.',
      'Yerinde eğitim | Öğütme ayarı ve latte art çalışıldı. {beans} tarif kartı makineye asıldı.',
    ],
    review: [
      'Yıllık görüşme | Miktarlar geçen yılın üzerinde. {given} altı ay sabit fiyat ve teras için ikinci bir harman istiyor.',
      'Servis görüşmesi | Teslimatlar, arızalar ve fiyatlar konuşuldu. {given} referans olmayı kabul etti.',
    ],
    orderMachine: [
      'Sipariş {order}: {units} adet {machine} | {units} adet {machine} ve {grinder}, {amount}. Kurulum dâhil.',
      'Sipariş {order} | Teklife uygun imzalandı: {units} adet {machine}, {amount}.',
    ],
    orderBeans: [
      'Sipariş {order}: {kilos} kg {beans} | {kilos} kg {beans}, {amount}.',
      'Sipariş {order} | Kahve, {kilos} kg {beans}, toplam {amount}. 1 kg’lık paketlerde çekirdek.',
    ],
    orderShop: [
      'Sipariş {order}: {item} | {units} adet {item}, {amount}.',
      'Sipariş {order} | İnternet mağazasından {units} adet {item}, {amount}.',
    ],
    dispatched: [
      'Yola çıktı: {order} | Marlow & Venn: {order} numaralı siparişiniz bugün depomuzdan çıktı.',
      'Paket gönderildi | {order} kargoya verildi, {day} günü elinizde olması bekleniyor.',
    ],
    delivered: [
      'Teslim edildi: {order} | {order} numaralı siparişiniz teslim edildi. Afiyet olsun!',
      'Paket ulaştı | {order} bugün teslim edildi. Bir sorun varsa yanıtlamanız yeterli.',
    ],
    visitReminder: [
      'Yarın görüşmek üzere | Hatırlatma: Marlow & Venn’den {agent} yarın sabah sizi ziyaret edecek.',
      'Yarınki randevu | Kararlaştırdığımız gibi yarın geliyoruz. Bir engel çıkarsa haber verin. {agent}',
    ],
    grinderTicket: [
      '{ticket}: {grinder} düzensiz öğütüyor | Dünden beri {grinder} hem toz hem iri parça veriyor. Kahve on iki saniyede akıyor.',
      '{ticket}: {grinder} duruyor | {grinder} öğütürken duruyor ve uğulduyor. Kapatıp açınca on dakika idare ediyor.',
    ],
    machineTicket: [
      '{ticket}: {machine} basınç kaybediyor | Yoğun saatlerde {machine} altı bara düşüyor. Hafta sonu için gerekli.',
      '{ticket}: {machine} E4 veriyor | {machine} ekranında E4 yazıyor ve ısınmıyor. Fişini çekip takmayı denedik.',
    ],
    deliveryTicket: [
      '{ticket}: {order} eksik | {order} siparişinin bir bölümü eksik. İrsaliyede var, kutuda yok.',
      '{ticket}: {order} hasarlı | {order} yırtık bir kutuyla geldi, bir ürün bozulmuş. Fotoğraflar ektedir.',
    ],
    ticketAnswer: [
      'Yanıt: {ticket} | Geçmiş olsun. Çekirdek haznesi yerine tam oturuyor mu bakar mısınız? Kısa bir video da işimize yarar.',
      'Yanıt: {ticket} | {ticket} bildirimi için teşekkürler. Cihazı on dakika kapalı tutun, sonra ne olduğunu yazın.',
    ],
    ticketReply: [
      'Yanıt: {ticket} | Denedik, değişen bir şey yok. Video ektedir. Bu hafta biri gelebilir mi?',
      'Yanıt: {ticket} | Bir saat iyiydi, sonra aynısı oldu. Siz gelene kadar idare ediyoruz.',
    ],
    ticketResolved: [
      'Çözüldü: {ticket} | Aşınan parça değiştirildi ve {ticket} kapatıldı. Yinelenirse bize yazın.',
      'Çözüldü: {ticket} | Teknisyenimiz ayarları yaptı ve yirmi deneme kahvesi çekti. {ticket} garanti kapsamındadır.',
    ],
    deliveryResolved: [
      'Yanıt: {ticket} | Özür dileriz. {order} siparişinde eksik olanlar bugün ücretsiz olarak yeniden yola çıkıyor.',
      'Yanıt: {ticket} | {order} bilgileri için teşekkürler. Yenisi paketleniyor, bir şey geri göndermenize gerek yok.',
    ],
    socialPraise: [
      'Bizi andı | Evde yaptığım en güzel kahve, Marlow & Venn’in {beans} çekirdekleri sayesinde!',
      'Fotoğraf paylaştı | {item} geldi, mutfak mis gibi kokuyor. Elinize sağlık Marlow & Venn.',
    ],
    socialQuestion: [
      'Gönderi altında soru | {beans} adalara da gönderiliyor mu? Annemler için soruyorum.',
      'Özel mesaj | Merhaba! {beans} bu ay yeniden gelecek mi?',
    ],
    socialReply: [
      'Herkese açık yanıt | Yazdığınız için teşekkürler! Ayrıntıları az önce mesajla gönderdik.',
      '{beans} hakkında yanıt | Evet, seve seve: {beans} her iş günü yola çıkıyor.',
    ],
    socialThanks: [
      'Yanıtladık | Bizi çok sevindirdiniz. Bir sonraki fincanın fotoğrafını bekleriz!',
    ],
    campaignHarvest: [
      'Yeni hasat geldi | Yeni hasat Kirinyaga AA ve Huila Select kavruldu. Bu hafta kargo bizden.',
    ],
    campaignDescale: [
      'Kireç çözme haftası | Sert su makineleri yıpratır. Bütün hafta temizlik setlerinde %20 indirim var.',
    ],
    campaignFair: [
      'Kahve fuarında buluşalım | Üç gün boyunca B 14 standındayız. Bu e-postayı yanıtlayın, iki biletiniz hazır olsun.',
    ],
    campaignColdBrew: [
      'Soğuk demleme mevsimi | Lighthouse Filter ile soğuk demleme kendini sattırır. On litrelik tarifimiz içeride.',
    ],
    campaignFestive: [
      'Kış kavurması | Portakal ve badem notalı kış harmanımız stoklarla sınırlı. Son gönderim günü: 19 Aralık.',
    ],
  },
};
