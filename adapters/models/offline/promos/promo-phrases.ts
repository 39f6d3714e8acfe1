import type { Language } from '#adapters/models/offline/lexicon/types.ts';

/** What the offline model says of promo codes, in one language. Amounts are printed. */
export interface PromoPhrases {
  applied(code: string, number: number, discount: string, total: string): string;
  noOrder(): string;
  unknown(): string;
  notNow(): string;
  usedUp(): string;
  smallOrder(least: string): string;
  other(): string;
  closed(): string;
}

export const PROMO_PHRASES: Readonly<Record<Language, PromoPhrases>> = {
  en: {
    applied: (code, number, discount, total) =>
      `Code ${code} takes ${discount} off order #${number}. The total is now ${total}.`,
    noOrder: () => 'A code is taken off an open order. What would you like to order?',
    unknown: () => 'I do not know that code, so nothing was changed.',
    notNow: () => 'That code is not valid today, so nothing was changed.',
    usedUp: () => 'That code can not be used any more, so nothing was changed.',
    smallOrder: (least) => `That code needs an order of at least ${least}; nothing was changed.`,
    other: () => 'An order takes one code, so nothing was changed.',
    closed: () => 'That order can no longer be changed here. Would you like a person from our team to help?',
  },
  he: {
    applied: (code, number, discount, total) =>
      `הקוד ${code} מוריד ${discount} מהזמנה #${number}. הסכום עכשיו ${total}.`,
    noOrder: () => 'קוד מורידים מהזמנה פתוחה. מה תרצו להזמין?',
    unknown: () => 'אני לא מכיר את הקוד הזה, ולכן שום דבר לא השתנה.',
    notNow: () => 'הקוד הזה לא בתוקף היום, ולכן שום דבר לא השתנה.',
    usedUp: () => 'אי אפשר להשתמש יותר בקוד הזה, ולכן שום דבר לא השתנה.',
    smallOrder: (least) => `הקוד הזה דורש הזמנה של ${least} לפחות; שום דבר לא השתנה.`,
    other: () => 'אפשר קוד אחד בלבד להזמנה, ולכן שום דבר לא השתנה.',
    closed: () => 'אי אפשר לשנות כאן את ההזמנה הזו. תרצו שנציג מהצוות יעזור?',
  },
  id: {
    applied: (code, number, discount, total) =>
      `Kode ${code} memotong ${discount} dari pesanan #${number}. Totalnya sekarang ${total}.`,
    noOrder: () => 'Kode dipotong dari pesanan yang masih terbuka. Kakak mau pesan apa?',
    unknown: () => 'Kode itu tidak saya kenal, jadi tidak ada yang berubah.',
    notNow: () => 'Kode itu tidak berlaku hari ini, jadi tidak ada yang berubah.',
    usedUp: () => 'Kode itu tidak bisa dipakai lagi, jadi tidak ada yang berubah.',
    smallOrder: (least) => `Kode itu untuk pesanan minimal ${least}; tidak ada yang berubah.`,
    other: () => 'Satu pesanan hanya untuk satu kode, jadi tidak ada yang berubah.',
    closed: () => 'Pesanan itu tidak bisa diubah di sini lagi. Mau dibantu orang dari tim kami?',
  },
};
