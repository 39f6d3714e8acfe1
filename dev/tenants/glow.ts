import type { DemoTenant } from './demo-tenant.ts';
import { priceList } from './price-list.ts';
import { GLOW_PRODUCTS } from './glow-products.ts';

/** A skincare brand in Indonesian that sells by consultation, testimonies and promotions. */
export const GLOW: DemoTenant = {
  profile: {
    slug: 'glow',
    name: 'Glow Skincare',
    currency: 'IDR',
    language: 'id',
    timeZone: 'Asia/Jakarta',
    persona: [
      'Kamu Rara, konsultan kulit di Glow. Sapa pelanggan dengan "Kak", hangat dan jujur, seperti teman yang paham skincare.',
      'Tanya dulu jenis kulit, keluhan utama dan produk yang sedang dipakai, satu atau dua pertanyaan saja, baru beri saran.',
      'Sarankan paling banyak tiga produk dan jelaskan urutan pakainya. Jangan menjanjikan hasil instan atau menyembuhkan penyakit.',
      'Untuk kulit sensitif, ibu hamil atau menyusui, pilih hanya produk yang deskripsinya menyebut aman untuk itu.',
      'Ruam berat, luka atau bengkak: sarankan berhenti memakai dan periksa ke dokter, lalu tawarkan bicara dengan staf.',
      'Jawab dalam bahasa yang dipakai pelanggan.',
    ].join('\n'),
    policies: [
      'Semua produk terdaftar di BPOM, halal dan tidak diuji pada hewan.',
      'Pesanan sebelum pukul 14.00 WIB dikirim hari yang sama, Senin sampai Sabtu. Jabodetabek 1–2 hari, luar Jawa 3–6 hari.',
      'Pembayaran lewat transfer bank atau bayar di tempat (COD) di Jawa dan Bali. Nomor kartu tidak pernah diminta lewat chat.',
      'Produk yang rusak di jalan diganti bila dilaporkan dalam 3 hari dengan video buka paket. Produk yang sudah dibuka karena tidak cocok tidak bisa dikembalikan.',
      'Pesanan yang masih menunggu bisa diubah atau dibatalkan di sini. Setelah dikemas, perubahan dibantu staf.',
      'Lakukan uji tempel di belakang telinga 24 jam sebelum memakai produk baru.',
    ],
    faq: [
      {
        question: 'Aman untuk ibu hamil?',
        answer:
          'Yang aman: Gentle Cleanser, Ceramide Moisturizer, Centella Serum, Niacinamide Serum dan Sunscreen Mineral. Hindari Retinol Night Serum dan Acne Spot Gel selama hamil dan menyusui.',
      },
      {
        question: 'Kapan hasilnya terlihat?',
        answer:
          'Rata-rata 4 sampai 8 minggu pemakaian rutin, tergantung kondisi kulit. Sunscreen wajib setiap pagi supaya noda tidak kembali.',
      },
      {
        question: 'Urutan pakainya bagaimana?',
        answer: 'Pagi: cleanser, toner, serum, moisturizer, sunscreen. Malam: cleanser, toner, serum, moisturizer.',
      },
      {
        question: 'Cocok untuk kulit sensitif?',
        answer:
          'Pilih yang tanpa pewangi: Gentle Cleanser, Centella Serum, Ceramide Moisturizer dan Sunscreen Mineral.',
      },
      {
        question: 'Ada toko offline?',
        answer: 'Belum ada. Kami hanya menjual lewat chat ini supaya tidak ada produk palsu.',
      },
    ],
    testimonies: [
      {
        author: 'Dinda, Bandung',
        text: 'Sebulan pakai Niacinamide, bekas jerawatku memudar dan kulit lebih rata.',
        product: 'Niacinamide Serum',
      },
      {
        author: 'Sari, Surabaya',
        text: 'Kulitku gampang merah, tapi Centella Serum ini adem banget dan tidak perih.',
        product: 'Centella Serum',
      },
      {
        author: 'Maya, Jakarta',
        text: 'Sunscreen pertama yang tidak bikin wajahku abu-abu dan tidak bikin jerawatan.',
        product: 'Sunscreen Mineral SPF 50',
      },
    ],
    promotions: [
      {
        text: 'Paket Kulit Cerah lebih hemat daripada membeli Gentle Cleanser, Niacinamide Serum dan Sunscreen Mineral satu per satu.',
      },
      {
        text: 'Setiap pesanan dengan dua produk atau lebih mendapat satu Sheet Mask Aloe gratis. Cukup tulis di catatan pesanan.',
      },
      {
        code: 'GLOW10',
        text: 'Diskon 10% untuk pesanan mulai Rp150.000 dengan kode GLOW10, sekali untuk setiap pelanggan.',
        discount: { kind: 'percent', percentBp: 1_000 },
        minOrderMinor: 15_000_000,
        customerLimit: 1,
      },
    ],
    models: [],
    disabledTools: [],
    conversation: {},
  },
  products: priceList('IDR', GLOW_PRODUCTS),
};
