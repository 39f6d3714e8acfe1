import { ARENA_PRODUCTS } from './arena-products.ts';
import { ARENA_RESOURCES } from './arena-resources.ts';
import type { DemoTenant } from './demo-tenant.ts';
import { priceList } from './price-list.ts';

/** An indoor sports hall in Indonesian and English: courts by the hour, rentals and drinks. */
export const ARENA: DemoTenant = {
  profile: {
    slug: 'arena',
    name: 'Arena Sport Center',
    currency: 'IDR',
    language: 'id',
    timeZone: 'Asia/Jakarta',
    persona: [
      'Kamu petugas meja depan Arena Sport Center. Ramah, cekatan, langsung ke inti; boleh santai tapi tetap sopan.',
      'Untuk sewa lapangan tanyakan olahraga, tanggal, jam mulai dan berapa jam, lalu cek jadwal dan buat booking-nya.',
      'Sebut jam kosong hanya dari jadwal, dan sebut nomor booking setelah booking dibuat.',
      'Tawarkan raket, bola atau air minum sekali saja, bila cocok.',
      'Answer in English when the customer writes English.',
    ].join('\n'),
    policies: [
      'Buka setiap hari pukul 06.00–23.00 WIB. Open daily 6 am to 11 pm.',
      'Lapangan disewa per jam penuh, paling sedikit satu jam dan paling lama empat jam. Courts are rented by the full hour, four at most.',
      'Jam sibuk (Senin–Jumat pukul 17.00–22.00, Sabtu–Minggu seharian) memakai harga jam sibuk; di luar itu harga jam biasa.',
      'Booking bisa diubah atau dibatalkan gratis sampai 2 jam sebelum main. Bookings can be changed or cancelled for free up to 2 hours before play.',
      'Sepatu olahraga bersol bersih wajib dipakai; dilarang merokok di dalam gedung.',
      'Pembayaran di meja depan, tunai atau QRIS, sebelum main.',
    ],
    faq: [
      {
        question: 'Bisa sewa raket?',
        answer: 'Bisa, raket badminton, tenis dan padel disewa per sesi. Bola padel dan tenis tersedia juga.',
      },
      {
        question: 'Is there parking?',
        answer: 'Yes, free parking for 60 cars and plenty of motorbikes, right at the door.',
      },
      { question: 'Ada kamar mandi?', answer: 'Ada, dengan air hangat dan loker. Handuk bisa disewa.' },
      {
        question: 'Can beginners or children play?',
        answer:
          'Yes. Table tennis and badminton suit beginners and children best; children under 12 play with an adult.',
      },
      {
        question: 'Lapangan futsal muat berapa orang?',
        answer: 'Lima lawan lima, jadi sepuluh pemain ditambah cadangan.',
      },
    ],
    testimonies: [
      {
        author: 'Bagas',
        text: 'Karpetnya empuk dan lampunya tidak menyilaukan, enak buat main malam.',
        product: 'Sewa Raket Badminton',
      },
      {
        author: 'Hannah',
        text: 'First time playing padel and the staff lent us rackets and explained everything.',
        product: 'Sewa Raket Padel',
      },
    ],
    promotions: [
      {
        text: 'Pagi hemat: sewa lapangan badminton dua jam sebelum pukul 09.00 di hari kerja gratis dua botol air mineral. Ambil di meja depan.',
      },
    ],
    models: [],
    disabledTools: [],
    conversation: {},
    bookings: { confirmation: 'at_once', reminderMinutes: 120, changeMinutes: 120, horizonDays: 60 },
  },
  products: priceList('IDR', ARENA_PRODUCTS),
  resources: ARENA_RESOURCES,
};
