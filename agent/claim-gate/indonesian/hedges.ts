import type { Hedges } from '#agent/claim-gate/reading/language.ts';

const REPORTED =
  '\\b(?<!\\b(?:seperti|sesuai|yang|karena) )(?:kakak|kak|kamu|anda|katanya)(?: (?:tadi|sempat|memang|di)?)? ?(?:bilang|dibilang|tulis|sebut|katakan|pikir|kira|dengar|diberi tahu)\\b|\\bkatanya\\b|\\bmaksudnya\\b';

export const INDONESIAN_HEDGES: Hedges = {
  notYet:
    /\b(?:pernah|apakah|mau|ingin|pengen|pengin|boleh|bisa|bisakah|akan|bakal|bakalan|perlu|haruskah|gimana kalau|bagaimana kalau|nanti|silakan|mohon|tolong|agar|supaya|(?<!(?:sudah|telah) )untuk(?= (?:me|di|ber|batal|konfirmasi|lanjut|pesan |order ))|hendak|sebelum|kalau|jika|dapat|segera|biar|sebaiknya|cara|coba|yuk|minta|buat batalin|keburu)\b(?!.*\b(?:sudah|telah|barusan) (?:saya|aku|kami|ku))|\S siap $/u,
  negation: /\b(?:tidak|tak|nggak|gak|enggak|ga|belum|blm|bukan|jangan|tanpa|nda|baru ngecek)(?: \S+){0,4} ?$/u,
  condition:
    /\b(?:jika|kalau|kalo|bila|apabila|setelah|sesudah|begitu|saat|ketika|asalkan|sebelum|sampai(?= (?:di\w{4,}|ada|kakak|kak|anda|kamu|saya|kami|pesanan|barang|pembayaran))|jikalau|usai|andai|dulu|balas|ketik|kalau sudah)\b/u,
  bidding:
    /^(?:(?:siap|oke|kak|kakak|tinggal|cukup) )*(?:bilang|balas|ketik|jawab|kirim|tulis|klik|tekan|pilih)(?= )(?!.*\b(?:saya|aku|kami|sudah)\b)/u,
  politeness:
    /(?:(?:kabari|hubungi|chat|tanya|bilang|tulis|beri tahu|infokan|kasih tahu)(?:kan)?(?: saja| aja| ke)?(?: saya| kami)?(?: saja| aja)? )(?:jika|kalau|kalo|bila).*$/u,
  reported: new RegExp(REPORTED, 'u'),
  reporting: new RegExp(`(?:${REPORTED})(?: bahwa| kalau)?$`, 'u'),
  unknown:
    /\b(?:(?:tidak|tak|belum) (?:\p{L}+ )?(?:melihat|lihat|tahu|tau|punya|menemukan|nemu|yakin|pasti|bisa|dapat|ada|memastikan)|semoga|mudah-mudahan|moga|harusnya|seharusnya|pastikan|biasanya|paham|mengerti|kurang tahu|kurang tau)(?!\p{L})/u,
  later:
    /\b(?:besok|nanti|lusa|tiap|setiap|biasanya|senin|selasa|rabu|kamis|jumat|sabtu)\b|\bper (?:jam|hari|orang|malam|kg|buah)\b|^(?!di)\S+ (?:dari|dengan)\b/u,
  generic:
    /\b(?:pesanan|pembayaran|order|paket|barang) yang (?!kemarin|tadi|itu)|^(?:setiap|tiap|semua|rata-rata) (?:pesanan|order|pembayaran|paket|slot|produk)|^pesanan (?:hari|sebelum|setelah|di atas|di bawah)|\b(?:banyak|para|kebanyakan) (?:pelanggan|orang|customer|pembeli)\b|(?:^| )(?:pelanggan|pembeli|kakak|kamu|anda) (?:sudah|telah) (?:pesan|order|bayar|transfer|coba|beli|pakai)\b|^(?!.*\b(?:sudah|telah)\b).*\bdalam \S+ (?:hari|jam|menit|minggu)\b/u,
  affairs:
    /\b(?:tahun lalu|musim lalu|sejak (?:19|20)\d\d|sejak lama|sejak (?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)|(?:pada|di|tahun) (?:19|20)\d\d|setiap (?:hari|pagi|minggu|bulan)|tiap (?:hari|pagi|minggu|bulan)|bpom|mui|bersertifikat)(?!\p{L})|\b(?:urutkan|urutin|bandingkan|rangkum|kumpulkan|kelompokkan|hitung|jumlah)(?:kan|in)?(?!\p{L})|\b(?:kami|kita)(?: sudah)? (?:buka|pindah|tutup)(?! (?:meja|jadwal|pesanan|tiket|slot))(?!\p{L})|\b(?:daging|kue|bumbu|kopi|roti|ayam|ikan|buah|sayur)\p{L}*(?: \p{L}+)? sudah di(?:potong|bumbui|masak|cuci|isi|hias|panggang|goreng|marinasi|bersihkan)|^(?:semua )?(?:harga|menu|website|situs|jam buka|jam operasional|stok|kebijakan|katalog|daftar|koleksi|resep|halaman(?! bayar| pembayaran)|foto|ukuran itu|model itu|produk|kamar|ruangan (?!nya)|yang paling|(?:toko|studio)\p{L}*(?: kami)?(?: sudah)? (?:buka|tutup|berdiri|pindah|ada))(?:nya)?(?!\p{L})/u,
};
