import type { ClaimKind, Matter } from '#agent/claim-gate/claim.ts';
import { listOf, remembering, type Entry, type Role, type Vocabulary } from '#agent/claim-gate/reading/words.ts';

/*
 * Roles of Indonesian words: I the shop ("saya", "kami"), S a person or room of it, Y the customer, O "-nya", K what makes
 * a deed done ("sudah", "telah", "barusan"), g what makes it going on ("sedang"), A adverb, h "at once", n now, L filler,
 * l the "ya" that closes a report, M a matter, V a verb of the trade (deed), v its passive, W any other verb and w its
 * passive by form, T how things stand after a deed, m verbs of mind and mouth, X a denial or doubt, R preposition, k thanks.
 */

const ENTRIES: readonly Entry[] = [
  [{ tag: 'I' }, 'saya, aku, kami, kita, mimin'],
  [
    { tag: 'S', matter: 'person' },
    'kurir, abang kurir, tim, admin, staf, manajer, manager, cs, rekan, petugas, dapur, sopir, driver, supervisor, atasan, owner, beliau, orang, orang langsung, gudang, chef, bank',
  ],
  [{ tag: 'Y' }, 'kakak, anda, kamu'],
  [{ tag: 'O' }, 'nya'],
  [{ tag: 'K' }, 'sudah, telah, berhasil, barusan, sukses, resmi, baru saja'],
  [{ tag: 'g' }, 'sedang, lagi, tengah'],
  [{ tag: 'A' }, 'juga, semua, semuanya, otomatis, ikut, tadi, tadi pagi, kini, secara, bantu, kedua, ini'],
  [{ tag: 'h' }, 'langsung, sekalian'],
  [{ tag: 'n' }, 'sekarang, sekarang ini'],
  [
    { tag: 'L' },
    'oke, ok, okay, siap, baik, sip, yap, yup, iya, nah, gampang, mantap, tenang, kabar baik, mohon maaf, maaf, halo, hai, tentu, boleh banget',
  ],
  [{ tag: 'l' }, 'ya, yah'],
  [{ tag: 'k' }, 'makasih, terima kasih, thanks, thank you'],
  [{ tag: 'X' }, 'tidak, belum, bukan, jangan, bisa, mau, akan, boleh, kalau, jika'],
  [{ tag: 'R' }, 'ke, dari, di, untuk, buat, oleh, dengan, sama, jadi, menjadi, atas nama, nomer, no'],
  [
    { tag: 'D' },
    'itu, tersebut, yang lama|baru|pertama|kedua|tadi|itu, lama, pertama, duplikat, baru, pengganti, kemarin',
  ],
  [{ tag: '#' }, 'jam, senin, selasa, rabu, kamis, jumat, sabtu, minggu, besok, hari, tanggal'],
  [{ tag: 'd', deed: 'booked' }, 'dapet, dapat, kebagian'],
  [{ tag: 'e', deed: 'handoff' }, 'minta, meminta, suruh, nyuruh'],
  [{ tag: 'q' }, 'anggap, anggap saja'],
];

const STATUS: readonly Entry[] = [
  [
    { tag: 'T' },
    'beres, kelar, selesai, rampung, tuntas, done, clear, aman, fix, deal, tembus, masuk, tersimpan, aktif, nonaktif, non-aktif, aktif kembali, tidak ada di, ada, jalan',
  ],
  [{ tag: 'T', deed: 'created' }, 'confirmed, terkonfirmasi, masuk dapur, dalam proses, ini konfirmasi'],
  [{ tag: 'T', deed: 'cancelled' }, 'batal, hangus, dihapus, tidak ada'],
  [{ tag: 'T', deed: 'paid' }, 'lunas, tembus, cair'],
  [{ tag: 'T', deed: 'refunded' }, 'jalan balik, balik ke rekening, kembali ke rekening'],
  [
    { tag: 'T', deed: 'booked' },
    'jadi milik|punya|hak, punya kakak, milik kakak, terjadwal, terbooking, ke-lock, kelock, aman buat, masuk jadwal|daftar',
  ],
  [
    { tag: 'T', deed: 'shipped' },
    'otw, meluncur, berangkat, di kurir, di jalan, di tangan kurir, dalam perjalanan|pengiriman, on the way, nyampe, sampai, tiba, datang, landing, ikut mobil, menuju, bawa, gang lagi sampai, dua gang, menit lagi',
  ],
  [{ tag: 'T', deed: 'handoff' }, 'tahu, tau, menangani, mengecek, memeriksa, ngecek, nangani, ngurus, baca, menuju'],
];

type Deed = ClaimKind | undefined;
/** Verbs of the trade without prefix and ending. */
const STEMS: readonly (readonly [Deed, string])[] = [
  [
    'created',
    'buat bikin pesan pesen order catat catet proses terima konfirmasi input daftar rekam rekap siap fix deal closing checkout masuk submit sah setuju approve acc kemas packing bungkus masak panggang kerja kerjain rancang',
  ],
  [
    'updated',
    'ubah rubah ganti tambah update perbarui perbaharui kurang keluar hapus simpan koreksi revisi edit tukar hilang sesuai naik turun upgrade perpanjang panjang maju switch gabung pisah perbesar perkecil pasang copot coret jadi',
  ],
  ['cancelled', 'batal cancel henti stop nonaktif beku jeda pause buang tarik'],
  ['held', 'aman keep hold blok pegang tahan sisih amankan'],
  ['booked', 'booking book boking jadwal reservasi agenda kunci lock atur selip alokasi'],
  ['rescheduled', 'pindah geser undur mundur tunda'],
  ['paid', 'bayar lunas tagih debit charge gesek settle transfer'],
  ['refunded', 'refund kembali balik kredit cair pulang ganti rugi'],
  ['promo', 'terap klaim aktif potong'],
  ['shipped', 'kirim antar anter jemput ambil serah luncur pickup'],
  [
    'handoff',
    'terus sampai sampe hubung lapor kabar sambung alih eskalasi forward info informasi oper arah kontak panggil tag',
  ],
  [
    undefined,
    'urus beres tangan aju final tuntas laksana laku tindak rilis verifikasi kosong bebas selesai tugas lepas sedia satu',
  ],
];
/** "kirim" in "mengirim", "pesan" in "memesan", "tukar" in "menukar", "simpan" in "menyimpan": the first letter melts. */
const MELTS: Readonly<Record<string, string>> = { k: '(?:me)?ng', p: '(?:me)?m', t: '(?:me)?n', s: '(?:me)?ny' };

function formsOf(stem: string): string {
  const melted = MELTS[stem[0] ?? ''];
  const whole = `(?:me\\p{L}{0,3}|ber|nge|ng|ny|ku|m)?${stem}`;
  return melted === undefined ? whole : `${whole}|${melted}${stem.slice(1)}`;
}

const FORMS: readonly (readonly [RegExp, Role])[] = [
  [
    /^(?:me\p{L}{0,3}|di|ter|ng|nge|ke)?(?:baca|cek|lihat|liat|paham|mengerti|ngerti|pilih|tulis|jelas|sebut|coba|cari|tahu|tau|dengar|denger|bilang|ingat|pikir|jawab|tanya|tunjuk|rekomendasi|saran|kenal|nemu|temu|rangkum|janji|makna|kena|bukti|diri|cantum|tera|batas|beda|buka|jual|isi|coba|uji|formulasi)(?:kan|in|i|an)?$/u,
    { tag: 'm' },
  ],
  ...STEMS.flatMap(([deed, stems]): (readonly [RegExp, Role])[] => {
    const role = deed === undefined ? {} : { deed };
    const list = stems.split(' ');
    return [
      [new RegExp(`^(?:di-?|ter-?|ke-?)(?:${list.join('|')})(?:kan|in|i|an)?$`, 'u'), { tag: 'v', ...role }],
      [new RegExp(`^(?:${list.map(formsOf).join('|')})(?:kan|in|i)?$`, 'u'), { tag: 'V', ...role }],
    ];
  }),
  [/^[a-z]+\d+$/u, { tag: 'M', matter: 'promo' }],
  [/^(?:di|ter)-?\p{L}{3,}$/u, { tag: 'w' }],
  [/^(?:me[mn]?|meng|meny|nge|ng|ny|ber)\p{L}{3,}$|^\p{L}{3,}(?:kan|in)$/u, { tag: 'W' }],
];

const MATTERS: readonly (readonly [Matter, Deed, string])[] = [
  [
    'order',
    undefined,
    'pesanan pesenan order orderan pembelian pemesanan langganan keranjang transaksi member membership akun',
  ],
  ['order', 'cancelled', 'pembatalan'],
  ['change', undefined, 'alamat jumlah catatan perubahan penambahan revisi penggantian item permintaan'],
  [
    'booking',
    undefined,
    'booking bookingan booking-an reservasi jadwal slot meja lapangan tempat ruangan kursi kelas janji penjemputan sesi antrian masa les kursus',
  ],
  ['payment', undefined, 'pembayaran transfer transferan tagihan dp deposit kartu invoice saldo'],
  ['link', undefined, 'link tautan'],
  ['refund', undefined, 'refund pengembalian dana uang retur'],
  ['promo', undefined, 'promo diskon voucher kupon kode potongan'],
  ['delivery', undefined, 'paket barang pengiriman kiriman'],
  ['person', undefined, 'keluhan komplain chat laporan pesan pertanyaan percakapan kasus'],
  ['lead', undefined, 'nomor kontak data email nama'],
];
const MATTER_ENTRIES: readonly Entry[] = MATTERS.map(([matter, deed, list]) => [
  { tag: 'M', matter, ...(deed === undefined ? {} : { deed }) },
  list.split(' ').join(', '),
]);
const JOINED: Entry = [{ tag: 'M', matter: 'booking' }, 'janji temu'];
/** Bare verbs that are first of all nouns of the customer's matters. */
const NO_VERB =
  /^(?:pesan|siap|masuk|sampai|aktif|tangan|satu|tugas|sedia|kembali|balik|jadi|info|kurang|keluar|naik|turun|maju|terus|aman|fix|deal|kerja|pulang)$/u;
const HARMLESS =
  /^(?:termasuk|tergantung|terkenal|tersedia|terbatas|tertera|tercantum|berisi|berbeda|dibuka|terjual|terbukti|terisi|teruji|bermain|berjalan|berbagai|berapa|bersama|berlaku|dingin|dinding|dipakai|dingin|diminum|merek|merah|mesin|menu|menit|terlalu|terbaik|termurah|terbaru|penuh|habis|keburu|rusak|basi|lengkap|tutup|buka|kosong|berpengalaman|main|lain|ngerti|kemarin|bukan|makan|ikan|bahkan|melainkan|sedangkan|sekian|kemasan|pakai)$/u;

function byForm(word: string): Role | undefined {
  if (HARMLESS.test(word)) return { tag: 'm' };
  const role = FORMS.find(([form]) => form.test(word))?.[1];
  return role?.tag === 'V' && NO_VERB.test(word) ? { ...role, tag: 'U' } : role;
}

const LISTED = listOf([...STATUS, ...ENTRIES, ...MATTER_ENTRIES, JOINED]);
/** Words that only colour a chat. */
const PARTICLES = new Set('kak dong deh nih kok sih tuh lho loh kan yuk gan sis bun banget aja saja'.split(' '));

/** Particles fall away; "pesanannya" is two words, and so is "kucatat". */
function split(written: string): readonly string[] {
  if (PARTICLES.has(written)) return [];
  if (LISTED.has(written)) return [written];
  const [, owned, own] = /^(\p{L}{2,}?)-?(nya)$/u.exec(written) ?? [];
  if (owned !== undefined && own !== undefined) return [owned, own];
  const done = /^ku(\p{L}{4,})$/u.exec(written)?.[1];
  return done !== undefined && byForm(done)?.tag === 'V' ? ['aku', done] : [written];
}

export const INDONESIAN_WORDS: Vocabulary = { listed: LISTED, split: remembering(split), byForm: remembering(byForm) };
