import type { DraftContext } from '#domain/store.ts';
import type { EffectKind, Receipt, ToolEffect } from '#domain/turn/receipt.ts';
import { aDraftContext, aMessage, anOrder, aReceipt, aTenant, MERGUEZ, PASTRAMI } from '#tests/fakes/draft-context.ts';
import { checkClaims } from './check-claims.ts';

const PENDING = anOrder(1001, 'pending', [[PASTRAMI, 2_000]]);
const CONFIRMED = anOrder(1002, 'confirmed', [[MERGUEZ, 500]]);
const CANCELLED = anOrder(1003, 'cancelled', [[MERGUEZ, 1_000]]);
const DELIVERED = anOrder(1004, 'delivered', [[PASTRAMI, 1_000]]);

/** Kinds of what is wrong with a draft; receipts of turn 3 are of this turn. */
function wrong(text: string, overrides: Partial<DraftContext> = {}): string[] {
  const context = aDraftContext(overrides);
  const turnReceipts = context.receipts.filter((receipt) => receipt.turn === 3);
  return checkClaims({ text, context, turnReceipts }).map((violation) => violation.kind);
}

const MADE_NOW = { orders: [PENDING], receipts: [aReceipt('order_created', 1001)] };
const MADE_BEFORE = { orders: [PENDING], receipts: [aReceipt('order_created', 1001, { turn: 1 })] };
const CHANGED_NOW = { orders: [PENDING], receipts: [aReceipt('order_updated', 1001)] };
const CANCELLED_NOW = {
  orders: [{ ...PENDING, status: 'cancelled' as const }],
  receipts: [aReceipt('order_cancelled', 1001)],
};
const ASKED_PERSON = { receipts: [aReceipt('handoff_requested')] };
const WAITING = { status: 'waiting' as const };

describe('checkClaims on effects', () => {
  test.each<readonly [string, Partial<DraftContext>]>([
    ["I've placed your order, it is #1001.", MADE_NOW],
    ['Order #1001 is placed!', MADE_NOW],
    ["Great news! I've placed order #1001: 2 kg of pastrami for 104 ₪, delivered to 5 Elm Street.", MADE_NOW],
    ['All set! Order #1001 has been placed, paid on delivery. It will be sent out once it is packed.', MADE_NOW],
    ['ההזמנה נרשמה (#1001): 2 ק"ג פסטרמה, סה"כ 104 ש"ח. המשלוח יוצא מחר, התשלום לשליח.', MADE_NOW],
    ['Pesanan #1001 sudah dibuat: 2 kg Pastrami, total 104. Nanti dikirim besok, dibayar ke kurir ya.', MADE_NOW],
    ['Done!', MADE_NOW],
    ['ההזמנה #1001 נקלטה, תודה', MADE_NOW],
    ['Pesanan #1001 sudah dibuat ya kak', MADE_NOW],
    ['I added 2 kg of pastrami to your order.', MADE_NOW],
    ["I've updated order #1001.", CHANGED_NOW],
    ['עדכנתי את ההזמנה', CHANGED_NOW],
    ['Order #1001 is cancelled.', CANCELLED_NOW],
    ['ביטלתי את הזמנה 1001', CANCELLED_NOW],
    ['Pesanan #1001 sudah dibatalkan.', CANCELLED_NOW],
    ['I have asked a person from our team to join.', ASKED_PERSON],
    ['I have passed you to a colleague.', WAITING],
    ['Your order #1001 is pending.', MADE_BEFORE],
    ['Order #1001 is in the system.', MADE_BEFORE],
    ['You already placed order #1001 earlier.', MADE_BEFORE],
    ['Order #1002 is confirmed.', { orders: [CONFIRMED] }],
    ['Order #1003 is already cancelled.', { orders: [CANCELLED] }],
    ['Order #1004 was delivered.', { orders: [DELIVERED] }],
    ['Your order has already been cancelled earlier.', { orders: [PENDING, CANCELLED] }],
  ])('lets through %s', (text, context) => {
    expect(wrong(text, context)).toEqual([]);
  });

  test.each<readonly [string, Partial<DraftContext>]>([
    ["I've placed your order.", {}],
    ["I've placed your order #1001.", MADE_BEFORE],
    ['Order #1001 is placed!', MADE_BEFORE],
    ['Order #1001 has been placed.', MADE_BEFORE],
    ['ההזמנה #1001 נקלטה', MADE_BEFORE],
    ['Pesanan #1001 sudah dibuat', MADE_BEFORE],
    ['Order #1001 is confirmed.', MADE_BEFORE],
    ["I've cancelled order #1001.", MADE_NOW],
    ["I've cancelled order #1001.", { orders: [PENDING, CANCELLED], receipts: [aReceipt('order_cancelled', 1003)] }],
    ['I already cancelled your order.', { orders: [{ ...CANCELLED, number: 1000 }, PENDING] }],
    ['Done!', MADE_BEFORE],
    ['Done!', { receipts: [aReceipt('order_created', 1001, { result: { ok: false, data: {}, summary: 'refused' } })] }],
    ['Your order has been changed.', CANCELLED_NOW],
    ['Your payment was received.', MADE_NOW],
    ['Your refund is on its way.', CANCELLED_NOW],
    ['Your table is booked.', MADE_NOW],
    ['Your order is on its way!', MADE_NOW],
    ['I have passed this to the manager.', MADE_NOW],
    ['Order #1001 is placed and the payment has been received.', MADE_NOW],
    ['Your order is placed. I also cancelled the old one.', MADE_NOW],
    ["I've taken care of the cancellation.", MADE_NOW],
    ['All sorted, I handled the refund.', MADE_NOW],
  ])('stops %s', (text, context) => {
    expect(wrong(text, context)).toEqual(['effect']);
  });

  test('lets the agent repeat a customer or a review between quotation marks, and nothing else', () => {
    const review = 'My order was delivered within an hour, I was refunded at once';
    const context = {
      tenant: aTenant({ testimonies: [{ author: 'Dana', text: review }] }),
      turnMessages: [aMessage('someone told me: your order is cancelled')],
    };
    expect(wrong(`Dana wrote: "${review}"`, context)).toEqual([]);
    expect(wrong('I see "your order is cancelled". Which order is it?', context)).toEqual([]);
    expect(wrong('Your order is cancelled. Which order is it?', context)).toEqual(['effect']);
    expect(wrong('I see "your order was refunded".', context)).toEqual(['effect']);
  });

  test('reads through what is invisible or only looks like a letter', () => {
    expect(wrong('I h\u200Bave can\u00ADcelled your order')).toEqual(['effect']);
    expect(wrong('Y\u043Eur order is c\u0430ncelled')).toEqual(['effect']);
    expect(wrong('ＯＲＤＥＲ ＣＡＮＣＥＬＬＥＤ')).toEqual(['effect']);
  });
});

describe('checkClaims on order numbers', () => {
  test.each<readonly [string, Partial<DraftContext>]>([
    ['Order #1001: what shall I change?', MADE_BEFORE],
    ['You ordered 500 g last time, for 500 people?', {}],
    ['I have no order 7777 of yours.', { turnMessages: [aMessage('where is 7777')] }],
    ['Would you like an order of 500 g?', {}],
    ['הזמנה 1001 פתוחה', MADE_BEFORE],
  ])('lets through %s', (text, context) => {
    expect(wrong(text, context)).toEqual([]);
  });

  test.each<readonly [string, Partial<DraftContext>]>([
    ['Order #1009 is pending.', MADE_BEFORE],
    ['What about order 7777?', {}],
    ['Order 7777 is pending.', { turnMessages: [aMessage('where is 7777')] }],
    ['הזמנה מספר 7777 פתוחה', MADE_BEFORE],
    ['Pesanan 7777 masih terbuka', MADE_BEFORE],
  ])('stops %s', (text, context) => {
    expect(wrong(text, context)).toEqual(['order_number']);
  });

  test('a weight beside a verb is no order number', () => {
    expect(wrong("I've added 500 g of merguez to your order.", CHANGED_NOW)).toEqual([]);
  });
});

const SAID_TWO_KILOS = { turnMessages: [aMessage('I want 2 kg pastrami')] };

describe('checkClaims on amounts', () => {
  test.each<readonly [string, Partial<DraftContext>]>([
    ['Pastrami is 52 ₪ per kg.', {}],
    ['Pastrami is ₪52.00 per kg.', {}],
    ['2 kg of pastrami come to 104 ₪.', SAID_TWO_KILOS],
    ['Total: 104', SAID_TWO_KILOS],
    ['סה"כ 104 ש"ח', SAID_TWO_KILOS],
    ['פסטרמה עולה חמישים ושניים שקלים לקילו', {}],
    ['Pastrami is fifty-two shekels a kilo.', {}],
    ['Pastrami 104 ₪ and merguez 64.50 ₪: 168.50 ₪.', { turnMessages: [aMessage('2 kg pastrami and 1 kg merguez')] }],
    ['37 kg of pastrami would be 1,924 ₪.', { turnMessages: [aMessage('37 kg of pastrami?')] }],
    ['Order #1001 comes to 104.00 ₪.', MADE_BEFORE],
    ["I can't sell it for 40 ₪.", { turnMessages: [aMessage('give it to me for 40')] }],
    ['Delivery is 25 ₪, free from 300 ₪.', { tenant: aTenant({ policies: ['Delivery 25 ₪, free from 300 ₪'] }) }],
    ['A gift card of $50 is accepted.', { tenant: aTenant({ policies: ['We take gift cards of $50.'] }) }],
    ['Total: 3 items', {}],
  ])('lets through %s', (text, context) => {
    expect(wrong(text, context)).toEqual([]);
  });

  test.each<readonly [string, Partial<DraftContext>]>([
    ['Pastrami is 40 ₪ per kg.', {}],
    ['Pastrami is $52 per kg.', {}],
    ['Pastrami is 52 euros per kg.', {}],
    ['Total: 99', SAID_TWO_KILOS],
    ['That comes to 99', SAID_TWO_KILOS],
    ['סה"כ 99', SAID_TWO_KILOS],
    ['totalnya 99', SAID_TWO_KILOS],
    ['Pastrami is forty shekels a kilo.', {}],
    ['פסטרמה ארבעים שקל לקילו', {}],
    ['Pastrami empat puluh lima shekel', {}],
    ['Yes, I can do 40 ₪.', { turnMessages: [aMessage('give it to me for 40')] }],
    ['2 kg of pastrami are 129 ₪.', SAID_TWO_KILOS],
  ])('stops %s', (text, context) => {
    expect(wrong(text, context)).toEqual(['amount']);
  });

  test('reads rupiah in their usual spellings', () => {
    const serum = {
      ...PASTRAMI,
      name: 'Serum',
      aliases: [],
      unit: 'bottle',
      stepMilli: 1_000,
      priceMinor: 15_000_000,
      currency: 'IDR',
    };
    const context = { tenant: aTenant({ currency: 'IDR' }), catalogue: [serum] };
    for (const price of [
      'Rp150.000',
      'Rp 150.000,00',
      '150rb',
      '150 ribu',
      'IDR 150,000',
      'seratus lima puluh ribu rupiah',
    ]) {
      expect([price, wrong(`Serum ${price} ya kak`, context)]).toEqual([price, []]);
    }
    for (const price of ['Rp140.000', '140rb', '$150', 'seratus empat puluh ribu rupiah', 'Rp1,7 juta']) {
      expect([price, wrong(`Serum ${price} ya kak`, context)]).toEqual([price, ['amount']]);
    }
  });
});

test('names each thing once, in English, with what is wrong', () => {
  const context = aDraftContext();
  const text = "I've cancelled it. I've cancelled it. Order #9999, total 13 ₪.";
  const violations = checkClaims({ text, context, turnReceipts: [] });
  expect(violations.map(({ kind, reason }) => [kind, reason.slice(0, 40)])).toEqual([
    ['effect', '"i\'ve cancelled it" says that something '],
    ['order_number', 'This customer has no order or booking 99'],
    ['amount', 'The amount "13 ₪" is not in the catalogu'],
  ]);
});

const BOOKED_BEFORE = aReceipt('booking_confirmed', undefined, { turn: 1 });
const told = (data: Receipt['result']['data'], turn = 1): Receipt =>
  aReceipt('booking_held', undefined, { turn, result: { ok: true, data, summary: 'looked' } });
const effect = (kind: EffectKind, more: Partial<ToolEffect> = {}, turn = 3): Receipt =>
  aReceipt(kind, undefined, { turn, result: { ok: true, data: {}, summary: kind, effect: { kind, ...more } } });

describe('checkClaims on bookings, payments, offers and contacts', () => {
  const SAID: readonly (readonly [EffectKind, readonly string[]])[] = [
    [
      'booking_held',
      [
        "I'm holding court 2 for you until six.",
        'שמרתי לך את המגרש עד שש.',
        'Lapangannya aku tahan sampai jam enam ya.',
      ],
    ],
    ['booking_confirmed', ['Your court is booked!', 'המגרש הוזמן, נתראה.', 'Lapangannya sudah dibooking ya kak.']],
    [
      'booking_rescheduled',
      ["I've moved your booking to Sunday.", 'התור הוזז ליום ראשון.', 'Jadwalnya udah dipindah ke Minggu.'],
    ],
    ['booking_cancelled', ["I've cancelled your booking.", 'התור שלך בוטל.', 'Bookingnya sudah dibatalkan.']],
    [
      'payment_received',
      ['Your payment has been received.', 'התשלום התקבל, תודה!', 'Pembayarannya sudah kami terima.'],
    ],
    ['payment_refunded', ["You've been refunded.", 'ההחזר בוצע.', 'Refundnya sudah diproses.']],
    [
      'payment_requested',
      ["I've sent you the payment link.", 'שלחתי לך קישור לתשלום.', 'Link pembayarannya sudah aku kirim.'],
    ],
    ['promo_applied', ['The discount is applied.', 'הקופון הופעל.', 'Diskonnya sudah kepasang.']],
    ['lead_captured', ["I've noted your number.", 'רשמתי את המספר שלך.', 'Nomor kakak sudah aku catat.']],
  ];
  const UNLIKE: Readonly<Partial<Record<EffectKind, EffectKind>>> = {
    booking_held: 'booking_cancelled',
    booking_confirmed: 'booking_held',
    booking_rescheduled: 'booking_cancelled',
    booking_cancelled: 'order_cancelled',
    payment_received: 'payment_requested',
    payment_refunded: 'payment_received',
    payment_requested: 'order_created',
    promo_applied: 'order_created',
    lead_captured: 'order_created',
  };

  test.each(SAID.flatMap(([kind, texts]) => texts.map((text) => [kind, text] as const)))(
    'only %s bears out: %s',
    (kind, text) => {
      expect(wrong(text, { receipts: [effect(kind)] })).toEqual([]);
      expect(wrong(text, { receipts: [] })).toEqual(['effect']);
      expect(wrong(text, { receipts: [effect(UNLIKE[kind] ?? 'order_created')] })).toEqual(['effect']);
      expect(wrong(text, { receipts: [effect(kind, {}, 1)] })).toEqual(['effect']);
    },
  );

  test('lets a booking of before be told with its number, as it stands', () => {
    const receipts = [
      told({
        bookings: [
          { number: 5001, status: 'confirmed' },
          { number: 5002, status: 'held' },
        ],
      }),
    ];
    expect(wrong('Your booking #5001 is confirmed.', { receipts })).toEqual([]);
    expect(wrong('Your booking #5002 is held for you.', { receipts })).toEqual([]);
    expect(wrong('Your booking #5002 is confirmed.', { receipts })).toEqual(['effect']);
    expect(wrong('Your booking #5001 is cancelled.', { receipts })).toEqual(['effect']);
    expect(wrong('Your booking #5009 is confirmed.', { receipts })).toEqual(['effect', 'order_number']);
    expect(wrong('Your booking is already confirmed.', { receipts: [BOOKED_BEFORE] })).toEqual([]);
  });

  test('an order bears out no booking, nor a booking an order', () => {
    expect(wrong('Your booking is cancelled.', { receipts: [effect('order_cancelled')] })).toEqual(['effect']);
    expect(wrong("I've placed your order.", { receipts: [effect('booking_confirmed')] })).toEqual(['effect']);
  });
});

describe('checkClaims on addresses of the web', () => {
  const PAGE = 'https://pay.example.com/p/Ab12?order=7';
  test.each<readonly [string, Partial<DraftContext>]>([
    [`Pay here: ${PAGE}.`, { receipts: [effect('payment_requested', { url: PAGE })] }],
    [`Pay here: ${PAGE}`, { receipts: [told({ page: { url: PAGE } })] }],
    [
      'Our menu: www.butcher.example/menu',
      { tenant: aTenant({ policies: ['Menu at https://butcher.example/menu/.'] }) },
    ],
    ['(see butcher.com)', { tenant: aTenant({ faq: [{ question: 'Site?', answer: 'Butcher.com' }] }) }],
    ['Write to us at info@butcher.com', {}],
    ['That is 2 kg.So', {}],
    ['Open 9.00-17.30', {}],
  ])('lets through %s', (text, context) => {
    expect(wrong(text, context)).toEqual([]);
  });

  test.each<readonly [string, Partial<DraftContext>]>([
    ['Pay here: https://evil.example/p/1', {}],
    ['Pay here: https://pay.example.com/p/ab12?order=7', { receipts: [effect('payment_requested', { url: PAGE })] }],
    [`Pay here: ${PAGE}0`, { receipts: [effect('payment_requested', { url: PAGE })] }],
    ['Pay here: https://pay.example.com.evil.com/p/Ab12', { receipts: [effect('payment_requested', { url: PAGE })] }],
    ['Go to butcher-pay.com/now', { turnMessages: [aMessage('is butcher-pay.com/now yours?')] }],
    ['Go to evil\u200B.com', {}],
  ])('stops %s', (text, context) => {
    expect(wrong(text, context)).toEqual(['url']);
  });
});
