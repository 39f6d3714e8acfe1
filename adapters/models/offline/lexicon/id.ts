import { patterns, values, words } from './notation.ts';
import type { Lexicon } from './types.ts';

export const INDONESIAN: Lexicon = {
  intents: {
    greet: patterns(`
      ^ halo|hallo|hai|hi|hey|hei|pagi|siang|sore|malam|permisi|assalamualaikum|salam|p|helo;
      selamat pagi|siang|sore|malam|datang
    `),
    catalogue: patterns(`
      ada|jual|jualan|punya|tersedia ?apa apa ?aja|saja|sih; apa aja|saja; jual|jualan|punya|menjual apa;
      produk|barang apa; daftar produk|harga|menu|barang; katalog|menu|pricelist;
      lihat|liat|tampilkan|tunjukkan * produk|produknya|katalog|menu|barang|semua; produk|produknya apa;
      semua produk; yang dijual; bisa|boleh pesan|beli|order apa; apa * bisa|boleh dipesan|dibeli|pesan|beli
    `),
    price: patterns(`
      harga|harganya|berapaan|hargaya; berapa|brp ?ya ?kak ?sih $;
      berapa|brp harga|harganya|duit|satu|per|se~; berapa|brp * harga|harganya
    `),
    tell: patterns(`
      ceritakan|ceritain|jelaskan|jelasin|info|informasi|detail|deskripsi; tentang; gimana|bagaimana|gmn;
      apa itu|kandungan|kandungannya|manfaat|manfaatnya|fungsi|fungsinya|isinya;
      bagus|enak|cocok|aman|ampuh;
      bahan|bahannya|komposisi|komposisinya|kandungan|kandungannya|manfaat|manfaatnya; cara pakai|pakainya
    `),
    recommend: patterns(`
      yang ?tidak|gak|ga|nggak|enggak|bukan|tanpa;
      rekomendasi|rekomendasiin|rekomendasikan|rekomen|saran|sarankan|rekom|saranin;
      yang cocok|bagus|terbaik|paling|untuk|buat|aman; cocok|bagus|aman untuk|buat|bagi|utk; sesuatu;
      cari|mencari|nyari|butuh|perlu; terlaris|favorit|populer; apa yang; ada yang
    `),
    available: patterns(`ada|punya|jual|tersedia|ready; stok|stoknya`),
    question: patterns(`
      apa|apakah|berapa|brp|kapan|dimana|siapa|kenapa|mengapa|gimana|bagaimana|mana|bisakah|gmn;
      ^ bisa|boleh|ada
    `),
    order: patterns(`
      mau|pengen|ingin|pingin|pgn ?pesan|order|beli|ambil;
      saya|aku|gue|kita|kami ?mau ?ingin ?pengen mau|pesan|order|beli|ambil|ingin|minta|pengen;
      pesan|pesen|order|beli|memesan|membeli|checkout|co; minta|ambil|bungkus|kirimin|tolong|kasih;
      jadi beli|pesan|order|ambil; boleh|bisa pesan|order|minta|beli
    `),
    add: patterns(`tambah|tambahin|tambahkan|nambah|menambah|ditambah|tambahan; juga|jg|sekalian; lagi`),
    remove: patterns(`
      hapus|hapuskan|hilangkan|keluarkan|buang|dihapus|kurangi|hapusin|hilangin|coret;
      gak|ga|nggak|enggak|tidak|tdk jadi|pakai|usah; batalkan|batal|batalin; gajadi|gakjadi|gjadi
    `),
    change: patterns(`
      ubah|ubahlah|rubah|ganti|gantikan|diganti|diubah|update|revisi|edit|mengubah|ngubah|gantiin|koreksi|dikurangi|dikurangin|kurangin|ditambahin;
      jadi|jd|menjadi|jadikan|jadiin * saja|aja|deh; jadikan|jadiin
    `),
    replace: patterns(`
      ganti|tukar|gantikan|tukarkan|diganti|ditukar * dengan|jadi|jd|sama|pakai|pake; alih alih;
      bukan * tapi|melainkan
    `),
    cancel: patterns(`
      batal|batalkan|batalin|dibatalkan|membatalkan|cancel|pembatalan|cancelin|batalkanlah;
      gak|ga|nggak|enggak|tidak|tdk jadi ?saja|aja ?pesan|order|beli; gajadi|gakjadi
    `),
    again: patterns(`lagi`),
    orderWord: patterns(`
      pesanan|pesananku|pesanannya|order|orderan|orderannya|orderanku|semua|semuanya|pembelian
    `),
    total: patterns(
      `berapa|brp ?semuanya ?jadi total|totalnya; total|totalnya ?semua ?jadi berapa|brp; semuanya ?jadi berapa|brp`,
    ),
    myOrders: patterns(`
      pesanan|orderan|order|pembelian saya|aku|ku|gue|kami|apa|mana; pesananku|orderanku;
      cek|lihat|liat|status|riwayat|daftar|history * pesanan|orderan|order|pesananku|orderanku;
      apa|mana|dimana * pesanan|pesananku|orderan; saya|aku pesan|order|beli apa;
      sudah|udah|pernah * pesan|order|beli apa; sudah|udah|beneran * dibatalkan|dibatalin|diubah|masuk
    `),
    pastOrder: patterns(`
      pernah|sudah|udah|dulu|kemarin|barusan ?saya|aku ?pernah pesan|order|beli|memesan|membeli;
      tadi|kemarin ?saya|aku pesan|order|beli
    `),
    history: patterns(`
      pernah|dulu|kayaknya|sepertinya|kemarin|ingat|rasanya|riwayat|apa|lalu|apakah|minggu|bulan
    `),
    yes: patterns(`
      
      ^ ya|iya|iyaa|yaa|yap|yup|ok|oke|okee|okay|okey|sip|siap|betul|benar|bener|boleh|setuju|lanjut|gas|yoi|deal|y|yes|baik|mau|tentu|pasti|cocok;
      iya|ya betul|benar|boleh|dong|kak|mau; jadi|lanjutkan|konfirmasi|lanjut; silakan|silahkan
    `),
    no: patterns(`
      ^ tidak|tdk|gak|ga|nggak|enggak|ngga|engga|gk|nggk|jangan|belum|no;
      tidak|gak|ga|nggak|enggak usah|jadi|dulu|perlu|mau|terima; nanti saja|aja|dulu
    `),
    human: patterns(`
      
      bicara|ngobrol|ngomong|chat|hubungkan|sambungkan|hubungi|panggil|panggilkan|mau|minta|butuh|berbicara|bisa * manusia|orang|admin|cs|petugas|manajer|agen|staf|pemilik|owner|adminnya|manager;
      customer service|care|support; orang|manusia|admin asli|beneran|langsung;
      cs|admin dong|aja|saja|langsung; ^ cs|admin|manusia|operator ?kak ?dong ?please $; layanan pelanggan;
      telepon|telpon|hubungi saya|aku
    `),
    complaint: patterns(`
      
      komplain|keluhan|mengeluh|kecewa|marah|parah|jelek|buruk|penipu|penipuan|nipu|rusak|busuk|basi|pecah|refund|lambat|payah|zonk|bohong|kesal|kesel;
      belum|gak|ga|nggak|tidak sampai|datang|nyampe|terima|diterima|dikirim; lama banget|sekali;
      salah kirim|barang|produk; kurang ajar; kembalikan uang; uang kembali; anjing|bangsat|goblok|tolol
    `),
    thanks: patterns(`
      
      terima|trima|trims|makasih|makasi|thanks|thx|tengkyu|tq|mksh|thank|trimakasih|terimakasih|thankyou|suwun|nuhun
    `),
    bye: patterns(`
      dadah|dah|bye|dadaah|daah; sampai jumpa|nanti|ketemu; itu|segitu|cukup saja|aja|dulu|itu;
      sudah cukup|itu; udah itu|cukup|segitu; ^ sekian; selamat tinggal|tidur|istirahat
    `),
    howAreYou: patterns(`apa kabar|kabarnya|kbr; gimana|bagaimana kabar|kabarnya; kabar baik`),
    areYouBot: patterns(`
      
      ini|kamu|kakak|kak|anda|lu|situ|adminnya|admin ?admin ?ini ?beneran ?apakah ?ini bot|robot|manusia|orang|ai|mesin;
      bot|robot ya|bukan|kah|apa; siapa kamu|ini|anda; kamu|anda siapa; robot|bot|manusia * bukan;
      chat|bicara|ngobrol sama|dengan bot|robot|ai|mesin
    `),
    hesitate: patterns(`
      ragu|bimbang|bingung|galau|ragu~; masih mikir|pikir|ragu|bingung|bimbang;
      gak|ga|nggak|belum|kurang|tidak|ngga|blm yakin;
      takut gak|ga|nggak|tidak|salah|gatal|iritasi|breakout|zonk; takut;
      beneran|emang|memang|yakin|apakah|benar ?ini ?nya bagus|ampuh|manjur|works|work|aman|bisa;
      pikir|mikir dulu|pikir; pikir pikir; khawatir; kurang percaya
    `),
    testimony: patterns(`
      testimoni|testimoninya|testi|testinya|review|reviewnya|ulasan|ulasannya|bukti;
      kata pelanggan|orang|pembeli|customer; pelanggan|pembeli|customer lain;
      yang sudah|udah coba|pakai|pake; pengalaman
    `),
    promo: patterns(`
      
      promo|promonya|diskon|diskonnya|discount|potongan|voucher|kupon|bonus|cashback|penawaran|bundling|promosi;
      lebih murah; harga khusus|spesial|teman; bisa kurang|nego|dikurangi|murah; nego
    `),
    expensive: patterns(`
      mahal|kemahalan|mahalnya|mahal~; budget|duit * terbatas|pas|kurang; gak|ga|nggak cukup uang; kantong
    `),
    injection: patterns(`
      abaikan|lupakan|hiraukan * instruksi|perintah|aturan|sebelumnya|prompt|instruksimu; instruksi sistem;
      prompt sistem; ubah|ganti|set|jadikan|buat|atur * harga|harganya|total;
      harga|harganya ?jadi 0|1|nol|satu; gratis|gratisin|gratiskan
    `),
    asking: patterns(`
      
      mau|ingin|pengen|boleh|bisa tanya|nanya|bertanya|tau|tahu|lihat|liat|cek|bicara|komplain|ngobrol|konsul|konsultasi;
      numpang tanya; tanya|nanya
    `),
    each: patterns(`masing; tiap|setiap ?satu; dua duanya`),
    pickup: patterns(`ambil sendiri; jemput sendiri; ambil di toko|tempat; diambil`),
    addressWord: patterns(`alamat|alamatnya|alamatku; kirim|antar|dikirim|diantar|pengiriman ke|alamat`),
    noteWord: patterns(`catatan|catatannya|notes|keterangan|pesan khusus`),
    needHelp: patterns(`
      bantu|bantuan|cari|mencari|butuh|perlu|nyari; mau|ingin|pengen ?saya belanja|beli|pesan|order ?sesuatu
    `),
    correction: patterns(`
      ^ eh|salah|maaf|bukan|tunggu|oops|ralat; cuma|saja|aja|hanya; maksudku|maksudnya|maksud saya
    `),
  },
  shop: {
    askQuantity: patterns(`
      berapa|brp banyak|yang|jumlah|kilo|kg|botol|pcs|buah; mau|pesan|butuh|perlu|ambil berapa;
      jumlahnya|berapa
    `),
    askConfirm: patterns(`dibuatkan|buatkan pesanan; 
      konfirmasi; saya|kami pesankan|proses|buatkan ?sekarang ?ya; apakah|sudah benar|sesuai|betul;
      boleh ?saya|kami diproses|proses|dipesan; dipesankan
    `),
    askWhich: patterns(`yang mana; maksud|maksudnya ?kakak ?anda; pilih yang|mana`),
    askAddress: patterns(`kirim|dikirim|antar|diantar ke|kemana; alamat|alamatnya; ke alamat|mana`),
    askCancel: patterns(`batalkan|dibatalkan ?seluruh|semua|keseluruhan ?pesanan; pembatalan`),
    offerPerson: patterns(`tim|admin|staf|orang|cs|manusia`),
    notUnderstood: patterns(`belum|tidak|kurang|gak paham|mengerti|menangkap|ngerti; kurang|belum jelas`),
    offerOrder: patterns(`
      mau|ingin|berminat|tertarik * pesan|order|coba|ambil|beli; mau|ingin|berminat|tertarik
    `),
  },
  numbers: values(`
    nol=0 satu=1 dua=2 tiga=3 empat=4 lima=5 enam=6 tujuh=7 delapan=8 sembilan=9 sepuluh=10 sebelas=11
    seratus=100 setengah=0.5 stengah=0.5 separuh=0.5 seperempat=0.25 sepasang=2 sebuah=1 puluh=10 ratus=100
    belas=10
  `),
  units: {
    kg: words(`kg kilo kilogram kgs`),
    g: words(`gram gr g ons`),
    l: words(`liter l ltr`),
    ml: words(`ml mililiter`),
    piece: words(`pcs pc buah biji potong unit bh item butir`),
    dozen: words(`lusin`),
    container: words(`
      botol bungkus pak pack kotak dus toples kantong tube set paket kaleng loyang lembar sachet box porsi
      jar karton pot
    `),
  },
  functionWords: words(`
    ok okay order hi cancel stock saya aku gue gw kamu anda kami kita dia mereka yang yg dan atau dengan
    dgn untuk utk buat dari ke di pada ini itu ada adalah apa apakah berapa brp kapan dimana siapa kenapa
    gimana bagaimana mana mau ingin pengen bisa boleh minta tolong pesan pesanan beli jual punya harga
    harganya tidak tdk gak ga nggak enggak ngga bukan belum jangan tanpa ya iya oke kak kakak min gan sis
    bang mas mbak dong sih deh nih kok kah lah aja saja juga lagi sudah udah pernah akan masih sama jadi jd jg
    kalau kalo karena tapi terima kasih makasih halo selamat pagi siang sore malam besok hari satu dua tiga
    empat lima setengah kirim alamat catatan nama batalkan batal tambah hapus ubah ganti cocok bagus banget
    sekali sangat lebih kurang paling semua sesuatu cari butuh perlu kulit anak produk saran ragu mahal
    murah dulu nanti baru bantu para nya se tersedia bikin pakai pake seperti kayak dalam luar dikirim
    kirimkan antar tentang ceritakan jelaskan orang beneran cukup kabar hapuskan manusia abaikan botol buah
    tambahkan tambahin batalin kecewa sekilo permisi hai sampai jumpa dadah adakah rekomendasi oh eh wah
    loh barusan tadi kemarin
  `),
  negations: words(`tidak tdk gak ga nggak enggak ngga bukan tanpa jangan bebas non kurang`),
  confirmFirst: patterns(`
    konfirmasi~ * sebelum|dulu|dahulu; sebelum * pesan~|order * konfirmasi~;
    selalu|wajib|harus ?minta konfirmasi~; sebelum membuat|memproses|mencatat pesanan|order;
    ulangi * pesanan
  `),
};
