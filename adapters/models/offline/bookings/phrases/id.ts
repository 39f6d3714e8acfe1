import type { BookingPhrases } from './types.ts';

const STATUSES: Readonly<Record<string, string>> = {
  held: 'ditahan',
  confirmed: 'terkonfirmasi',
  cancelled: 'sudah dibatalkan',
  expired: 'sudah lewat batas waktunya',
};

const call = (name: string | null): string => (name === null ? ' Kak' : ` Kak ${name}`);

export const INDONESIAN_BOOKINGS: BookingPhrases = {
  locale: 'id',
  when: (day, hours) => (hours === null ? day : `${day} pukul ${hours}`),
  askWhat: (names) => `Mau booking apa, Kak? Yang bisa disewa: ${names}.`,
  askDay: (what) => `Untuk ${what}, mau tanggal berapa, Kak?`,
  askDayOf: (days) => `Maksudnya hari yang mana, Kak: ${days}?`,
  askTime: (what, day) => `Mau jam berapa untuk ${what} ${day}?`,
  askTimeOf: (times) => `Maksudnya jam ${times}?`,
  noSuchDay: (said) => `Maaf, tanggal "${said}" tidak ada di kalender. Mau tanggal berapa, Kak?`,
  pastDay: (day) => `Maaf, ${day} sudah lewat. Mau tanggal berapa, Kak?`,
  pastTime: () => 'Maaf, jam itu sudah lewat. Mau jam berapa, Kak?',
  freeTimes: (day, list) => `Jam kosong ${day}:\n${list}`,
  nothingFree: (what, day) => `Maaf, ${what} penuh ${day}.`,
  isFree: (what, when, price) => `${what} kosong ${when}, harganya ${price}.`,
  offer: () => 'Mau saya booking-kan?',
  pickTime: () => 'Mau jam berapa, Kak?',
  notFree: (what) => `Maaf, ${what} tidak kosong di jam itu.`,
  alternatives: (list) => `Yang masih kosong terdekat:\n${list}\nMau yang mana?`,
  takenMeanwhile: () => 'Maaf, jam itu baru saja terisi, jadi belum ada yang saya booking.',
  closed: (what) => `Maaf, ${what} tutup di hari itu.`,
  noSuchTime: () => 'Maaf, booking tidak bisa mulai di jam itu.',
  badDuration: () => 'Maaf, lama sewanya tidak bisa segitu; sewanya per slot penuh dan ada batas paling lama.',
  tooFar: () => 'Maaf, tanggal itu masih terlalu jauh untuk booking.',
  tooSoon: () => 'Maaf, jam itu terlalu dekat untuk booking di sini.',
  tooMany: () =>
    'Booking Kakak yang akan datang sudah mencapai batas. Mau batalkan salah satu dulu, atau dibantu tim kami?',
  confirmed: (booking, name) =>
    `Siap${call(name)}! Booking #${booking.number} sudah dikonfirmasi: ${booking.what}, ${booking.when}. Total: ${booking.price}`,
  held: (booking, until, name) =>
    `Siap${call(name)}! Booking #${booking.number} saya tahan sampai ${until}: ${booking.what}, ${booking.when}. Total: ${booking.price}`,
  rescheduled: (booking) =>
    `Booking #${booking.number} sudah dipindah: ${booking.what}, ${booking.when}. Total: ${booking.price}`,
  cancelled: (booking) => `Booking #${booking.number} sudah dibatalkan.`,
  askNewTime: (booking) =>
    `Booking #${booking.number} (${booking.what}, ${booking.when}) mau dipindah ke hari dan jam berapa?`,
  whichBooking: (list) => `Booking yang mana, Kak?\n${list}`,
  noBookings: () => 'Saya tidak melihat booking atas nama Kakak.',
  noSuchBooking: () => 'Saya tidak menemukan nomor booking itu di booking Kakak.',
  notOpen: () => 'Booking itu sudah tidak berlaku, jadi tidak ada yang bisa diubah.',
  tooLate: () => 'Maaf, waktunya sudah terlalu dekat untuk diubah di sini. Mau dibantu orang dari tim kami?',
  listTitle: () => 'Ini booking Kakak:',
  line: (booking, status) =>
    `• #${booking.number} (${STATUSES[status] ?? status}): ${booking.what}, ${booking.when}; ${booking.price}`,
  prices: (list) => `Harga sewa:\n${list}`,
  openHours: (what, hours) => `${what} buka: ${hours}.`,
  reminder: (what) => `Halo Kak, sekadar mengingatkan: ${what}. Sampai ketemu!`,
  newsExpired: (what) => `Kak, waktu tahan ${what} sudah habis, jadi jamnya kembali kosong. Mau dicoba booking lagi?`,
  newsConfirmed: (what) => `Kabar baik, Kak: ${what} sudah dikonfirmasi.`,
  newsMoved: (what) => `Kak, jadwal Kakak dipindah oleh tim kami. Yang baru: ${what}.`,
  newsCancelled: (what) => `Mohon maaf Kak, ${what} sudah dibatalkan oleh tim kami. Mau dicarikan jadwal lain?`,
  unchanged: () => 'Baik Kak, booking-nya tidak diubah.',
};
