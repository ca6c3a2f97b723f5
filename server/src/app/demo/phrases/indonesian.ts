import type { Phrasebook } from './phrasebook.ts';

export const indonesian: Phrasebook = {
  fromUs: [
    ['Halo {given},', 'Salam hangat, {agent}'],
    ['Yth. {name},', 'Hormat kami, {agent}'],
  ],
  toUs: [
    ['Halo {agent},', 'Terima kasih, {given}'],
    ['Selamat pagi,', 'Salam, {name}'],
  ],
  asides: {
    sent: [
      'Kalau ada yang kurang jelas, silakan telepon saya.',
      'Daftar harga terbaru kami lampirkan.',
      'Kabari saja kalau hari lain lebih cocok.',
    ],
    written: [
      'Saya paling mudah dihubungi di pagi hari.',
      'Tolong tembuskan ke bagian keuangan kami.',
      'Tidak mendesak, tetapi sebelum akhir pekan lebih baik.',
    ],
    call: [
      'Kami akan berbicara lagi pada {day}.',
      'Ringkasan dikirim lewat surel.',
      'Pembicaraan lancar, tidak ada hal yang tertunda.',
    ],
    order: [
      'Mohon diantar lewat pintu belakang.',
      'Dibayar dengan kartu.',
      'Ditagih di akhir bulan.',
    ],
    web: ['Datang dari buletin.', 'Datang dari mesin pencari.', 'Kunjungan ketiga bulan ini.'],
  },
  moments: {
    webMachine: [
      'Melihat {machine} | Empat menit di halaman {machine} dan membuka lembar data.',
      'Membandingkan mesin | Membandingkan {machine} dengan dua model lain, lalu membaca halaman sewa.',
    ],
    webBeans: [
      'Melihat {beans} | Membaca catatan rasa dan resep seduh {beans}.',
      'Menjelajah toko biji | Menyaring sangrai espresso dan menyimpan {beans} ke daftar keinginan.',
    ],
    webSupport: [
      'Membuka halaman bantuan | Membaca “Membersihkan {grinder}” dan “Bila kopi mengalir terlalu cepat”.',
      'Panduan kerak | Membaca panduan membersihkan kerak dan mengunduh daftar periksa.',
    ],
    chatMachine: [
      'Tanya soal {machine} | Halo, apakah {machine} cukup memakai stopkontak biasa atau perlu listrik tiga fase?',
      '{machine} tersedia? | Kami segera membuka kedai kedua. Berapa lama pengiriman {units} unit {machine}?',
    ],
    chatMachineAnswer: [
      'Re: {machine} | Stopkontak biasa 16 A sudah cukup. Saya kirimkan penawaran termasuk pemasangan.',
      'Re: pengiriman | {machine} ada di gudang, kami pasang dalam sepuluh hari kerja. Boleh saya kirim angkanya lewat surel?',
    ],
    chatBeans: [
      'Gilingan untuk {beans}? | Bisakah {beans} dipakai di moka pot, dan sehalus apa gilingannya?',
      'Tanggal sangrai | Kapan {beans} terakhir disangrai? Untuk hadiah.',
    ],
    chatBeansAnswer: [
      'Re: gilingan | Bisa, {beans} enak sekali dengan moka pot. Giling sedikit lebih kasar daripada espresso.',
      'Re: tanggal sangrai | Kami menyangrai {beans} setiap Selasa, jadi tidak pernah lebih dari seminggu.',
    ],
    quote: [
      'Penawaran {quote}: {units} unit {machine} | Terima kasih atas minat Anda. Penawaran {quote} mencakup {units} unit {machine} dengan {grinder}, termasuk pemasangan, seharga {amount} sebelum pajak. Berlaku 30 hari.',
      'Penawaran Anda {quote} | Sesuai pembicaraan: {units} unit {machine} seharga {amount}, dengan perawatan dua tahun. {grinder} sudah termasuk.',
    ],
    quoteQuestion: [
      'Re: penawaran {quote} | Terima kasih untuk {quote}. Apakah saringan air sudah termasuk, dan siapa yang membayar tukang pipa?',
      'Garansi {quote} | Sebelum menandatangani {quote}, apa saja yang ditanggung garansi {machine}?',
    ],
    quoteAnswer: [
      'Re: penawaran {quote} | Saringan sudah termasuk dan teknisi kami membawa sambungannya. Cukup siapkan stopkontak.',
      'Re: garansi | Suku cadang dan jasa dua tahun, ketel lima tahun. Karet dan bagian aus lain tidak termasuk.',
    ],
    quoteDeclined: [
      'Penawaran {quote}: belum kali ini | Kami tidak melanjutkan {quote}. Pemasok setempat meminjamkan mesin kepada kami.',
      'Keputusan kami tentang {quote} | Kantor pusat menunda investasi ke tahun depan, jadi {quote} belum bisa kami terima.',
    ],
    orderConfirmed: [
      'Pesanan {order} dikonfirmasi | Terima kasih atas pesanan {order}. Barang keluar dari gudang paling lambat {day}.',
      'Pesanan Anda {order} | {order} sudah dicatat dan disiapkan. Anda akan menerima SMS saat kurir berangkat.',
    ],
    thanks: [
      'Terima kasih | Sekadar kabar, semuanya sudah beres. Terima kasih atas bantuan cepatnya.',
      'Semua lancar | Hasilnya bagus sekali, tim kami senang.',
      'Terima kasih sudah dibantu | Saya tidak menyangka dibalas secepat ini. Urusan ini selesai.',
    ],
    invoiceQuestion: [
      'Faktur {invoice} | Di {invoice} untuk pesanan {order} tidak ada nomor pembelian kami. Bisa dikirim ulang?',
      'Jumlah di {invoice} | Ada ongkos kirim di {invoice}, padahal pesanan {order} bebas ongkos. Mohon diperiksa.',
    ],
    invoiceAnswer: [
      'Re: {invoice} | Berikut {invoice} sekali lagi, lengkap untuk bagian keuangan Anda.',
      'Re: faktur {invoice} | Anda benar, mohon maaf. {invoice} yang sudah diperbaiki terlampir, yang lama dibatalkan.',
    ],
    returnRequest: [
      'Pengembalian {order} | Saya ingin mengembalikan barang dari {order}, belum dibuka. Bagaimana caranya?',
      'Tukar {order} | {order} cepat sampai, tetapi tidak cocok untuk dapur saya. Boleh ditukar?',
    ],
    returnAnswer: [
      'Re: pengembalian {order} | Tentu. Label untuk {order} terlampir; uang kembali lima hari setelah barang kami terima.',
      'Re: tukar {order} | Tidak masalah. Kirim kembali {order} dengan label ini dan beri tahu kami penggantinya.',
    ],
    trainingRequest: [
      'Pelatihan staf baru | Bulan depan ada tiga orang baru. Bisakah mereka dilatih dasar susu dan espresso?',
      'Pelatihan latte art? | Tim kami ingin setengah hari latte art. Berapa biayanya, dan kapan bisa datang?',
    ],
    trainingAnswer: [
      'Re: pelatihan | Dengan senang hati. Saya usulkan tiga jam di tempat Anda untuk enam orang, biayanya {fee}.',
      'Re: pelatihan tim | Dengan kontrak kopi, ini gratis sekali setahun. Teko susu dan tamper saya bawa.',
    ],
    reviewInvite: [
      'Meninjau tahun ini | Sudah lama kita tidak duduk bersama. Boleh saya mampir pada {day} untuk membahas volume dan layanan?',
      'Tinjauan triwulan | Angka beberapa bulan terakhir sudah saya siapkan. Apakah {day} cocok?',
    ],
    reviewAccept: [
      'Re: tinjauan | Ide bagus, sebaiknya sore hari. Kita bahas juga harga kopi asal tunggal.',
      'Re: janji temu | Ya, cocok. Manajer bar kami akan ikut, ada usulan untuk menu.',
    ],
    reorder: [
      'Pesan: {kilos} kg {beans} | Mohon kirim {kilos} kg {beans} pada pengantaran berikutnya.',
      'Biji untuk minggu depan | Stok kami menipis. Bisa disiapkan {kilos} kg {beans}?',
      'Seperti biasa | Sama seperti terakhir, yaitu {kilos} kg {beans}, biji utuh.',
    ],
    cancelNotice: [
      'Menghentikan pengiriman | Kedai kami tutup akhir bulan depan, jadi pengiriman rutin harus dihentikan.',
      'Berhenti dulu | Kami menemukan penyangrai dekat sini dan belum akan memesan lagi. Terima kasih untuk semuanya.',
    ],
    winback: [
      'Kami menanti Anda | Sudah lama tidak ada kabar. Kalau soal harga, saya bisa beri 10 % untuk tiga pengiriman.',
      'Satu kantong dari kami | Sekantong {beans} segar sedang menuju Anda, tanpa syarat. Ceritakan rasanya.',
    ],
    campaignReply: [
      'Re: surel Anda | Menarik. Bisa dijelaskan lebih lanjut soal harga dan tanggalnya?',
      'Re: buletin | Tolong daftarkan kami. Boleh datang berapa orang?',
    ],
    quoteCall: [
      'Telepon tentang {quote} | {quote} dibahas dengan {given}. {machine} cocok, waktu kirim jadi kendala; minta uji rasa dulu.',
      'Membahas {quote} | {given} suka {machine}, tetapi masih membandingkan satu penawaran lain. Putusan dalam dua minggu.',
    ],
    reorderCall: [
      'Lewat telepon: {kilos} kg {beans} | {given} menelepon memesan {kilos} kg {beans}, diantar minggu ini.',
      '{beans} hampir habis | {given} punya {beans} untuk dua hari lagi dan perlu {kilos} kg sebelum akhir pekan.',
    ],
    serviceCall: [
      'Telepon soal {ticket} | Pemeriksaan awal {ticket} bersama {given}. Gangguan masih ada, teknisi akan datang.',
      '{ticket}: penyebab ditemukan | {ticket} ditelusuri langkah demi langkah. Ada bagian aus; kami bawa gantinya.',
    ],
    installCall: [
      'Pemasangan {machine} | Sepakat dengan {given} untuk memasang pada {day}. Air dan listrik sudah siap.',
      'Tanggal untuk {order} | Teknisi datang pada {day} untuk {order}. Meja bar akan dikosongkan.',
    ],
    missedCall: [
      'Tidak dijawab | Telepon tidak diangkat. Sudah meninggalkan pesan agar ditelepon balik.',
      'Belum terhubung | Dua kali menelepon; kata rekannya, {given} ada besok.',
    ],
    checkCall: [
      'Bagaimana {machine}? | {given} puas dengan mesinnya. Pipa uapnya perlu sedikit pembiasaan.',
      'Telepon tindak lanjut | Semua baik sejak kunjungan terakhir. {given} minta tambahan pembersih kerak.',
      'Telepon kepuasan | {given} memberi nilai sembilan. Berkurang satu karena jam pengantaran.',
    ],
    winbackCall: [
      'Telepon pelanggan lama | {given} mau berbincang. Bukan soal harga, melainkan pengiriman yang terlambat.',
      'Menanyakan alasan | {given} cocok dengan pemasok baru, tetapi tetap ingin menerima buletin.',
    ],
    tasting: [
      'Uji rasa dengan {given} | Lima orang di meja. {beans} menang, diseduh dengan {machine} dan {grinder}.',
      'Peragaan mesin | {machine} diperlihatkan bekerja. {given} mencoba belasan kali dan bertanya soal pembersihan.',
    ],
    training: [
      'Pelatihan barista | Tiga jam soal takaran, susu, dan kebersihan. Timnya bersemangat, dua orang berbakat.',
      'Pelatihan di tempat | Berlatih setelan gilingan dan latte art. Kartu resep {beans} ditempel di mesin.',
    ],
    review: [
      'Tinjauan tahunan | Volume di atas tahun lalu. {given} ingin harga tetap enam bulan dan campuran kedua untuk teras.',
      'Tinjauan layanan | Pengiriman, gangguan, dan harga dibahas. {given} bersedia menjadi rujukan.',
    ],
    orderMachine: [
      'Pesanan {order}: {units} unit {machine} | {units} unit {machine} dengan {grinder}, {amount}. Termasuk pemasangan.',
      'Pesanan {order} | Ditandatangani sesuai penawaran: {units} unit {machine}, {amount}.',
    ],
    orderBeans: [
      'Pesanan {order}: {kilos} kg {beans} | {kilos} kg {beans}, {amount}.',
      'Pesanan {order} | Kopi, {kilos} kg {beans}, jumlah {amount}. Biji utuh, kantong 1 kg.',
    ],
    orderShop: [
      'Pesanan {order}: {item} | {units} × {item}, {amount}.',
      'Pesanan {order} | {units} × {item} seharga {amount} dari toko daring.',
    ],
    dispatched: [
      'Dalam perjalanan: {order} | Marlow & Venn: pesanan {order} hari ini keluar dari gudang kami.',
      'Paket dikirim | Kabar baik: {order} sudah di kurir, perkiraan tiba {day}.',
    ],
    delivered: [
      'Sudah sampai: {order} | Pesanan {order} sudah diterima. Selamat menikmati!',
      'Paket tiba | {order} diserahkan hari ini. Ada masalah? Balas saja pesan ini.',
    ],
    visitReminder: [
      'Sampai besok | Pengingat: {agent} dari Marlow & Venn berkunjung besok pagi.',
      'Janji besok | Kami datang besok sesuai janji. Kabari kalau ada halangan. {agent}',
    ],
    grinderTicket: [
      '{ticket}: {grinder} menggiling tidak rata | Sejak kemarin {grinder} menghasilkan bubuk dan butiran kasar. Kopi mengalir dalam dua belas detik.',
      '{ticket}: {grinder} berhenti | {grinder} berhenti di tengah jalan dan berdengung. Dimatikan sebentar hanya menolong sepuluh menit.',
    ],
    machineTicket: [
      '{ticket}: tekanan {machine} turun | Saat ramai tekanan {machine} turun ke enam bar. Kami butuh untuk akhir pekan.',
      '{ticket}: {machine} menampilkan E4 | Layar {machine} menunjukkan E4 dan mesin tetap dingin. Sudah dicabut dari listrik.',
    ],
    deliveryTicket: [
      '{ticket}: {order} kurang | Ada barang dari {order} yang kurang. Di surat jalan ada, di kotak tidak.',
      '{ticket}: {order} rusak | {order} datang dengan kotak sobek dan satu barang rusak. Foto terlampir.',
    ],
    ticketAnswer: [
      'Re: {ticket} | Mohon maaf atas gangguannya. Tolong periksa apakah wadah biji terpasang rapat dan kirimkan video pendek.',
      'Re: {ticket} | Terima kasih atas laporan {ticket}. Matikan alat sepuluh menit dan kabari apa yang terjadi.',
    ],
    ticketReply: [
      'Re: {ticket} | Sudah dicoba, sama saja. Video terlampir. Bisakah ada yang datang minggu ini?',
      'Re: {ticket} | Sejam membaik, lalu kembali lagi. Kami bertahan dulu sampai Anda datang.',
    ],
    ticketResolved: [
      'Selesai: {ticket} | Bagian yang aus sudah diganti dan {ticket} ditutup. Kabari kalau terulang.',
      'Selesai: {ticket} | Teknisi kami menyetel semuanya dan mencoba dua puluh seduhan. {ticket} ditanggung garansi.',
    ],
    deliveryResolved: [
      'Re: {ticket} | Mohon maaf. Yang kurang dari {order} dikirim lagi hari ini tanpa biaya.',
      'Re: {ticket} | Terima kasih atas rincian {order}. Penggantinya sedang dikemas; tidak perlu mengembalikan apa pun.',
    ],
    socialPraise: [
      'Menyebut kami | Kopi terenak yang pernah saya seduh di rumah, berkat {beans} dari Marlow & Venn!',
      'Mengunggah foto | {item} sudah di dapur dan baunya harum sekali. Mantap, Marlow & Venn.',
    ],
    socialQuestion: [
      'Bertanya di unggahan | Apakah {beans} dikirim ke Lombok juga? Untuk orang tua saya.',
      'Pesan langsung | Halo! Apakah {beans} tersedia lagi bulan ini?',
    ],
    socialReply: [
      'Dibalas terbuka | Terima kasih sudah menulis! Rinciannya baru saja kami kirim lewat pesan.',
      'Dibalas tentang {beans} | Bisa, dengan senang hati: {beans} dikirim setiap hari kerja.',
    ],
    socialThanks: ['Dibalas | Senang sekali membacanya. Kirim foto cangkir berikutnya, ya!'],
    campaignHarvest: [
      'Panen baru sudah tiba | Kirinyaga AA dan Huila Select panen baru sudah disangrai. Minggu ini bebas ongkos kirim.',
    ],
    campaignDescale: [
      'Pekan bebas kerak | Air sadah merusak mesin. Sepekan penuh ada potongan 20 % untuk perangkat pembersih.',
    ],
    campaignFair: [
      'Temui kami di pameran kopi | Tiga hari kami menyeduh di stan B 14. Balas surel ini, dua tiket kami siapkan.',
    ],
    campaignColdBrew: [
      'Musim kopi dingin | Lighthouse Filter menjadi kopi seduh dingin yang laris. Resep sepuluh liter ada di dalam.',
    ],
    campaignFestive: [
      'Sangrai akhir tahun | Campuran musim dingin dengan nada jeruk dan badam, selama persediaan ada. Kirim terakhir: 19 Desember.',
    ],
  },
};
