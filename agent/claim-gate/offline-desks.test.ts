import { ENGLISH_BOOKINGS } from '#adapters/models/offline/bookings/phrases/en.ts';
import { HEBREW_BOOKINGS } from '#adapters/models/offline/bookings/phrases/he.ts';
import { INDONESIAN_BOOKINGS } from '#adapters/models/offline/bookings/phrases/id.ts';
import { PAYMENT_PHRASES } from '#adapters/models/offline/payments/payment-phrases.ts';
import type { Json, Receipt, ToolEffect } from '#domain/turn/receipt.ts';
import { aDraftContext, aTenant } from '#tests/fakes/draft-context.ts';
import { checkClaims } from './check-claims.ts';

/* What the embedded model says of bookings and payments, in each language, with its receipts and without. */

const URL = 'https://pay.example.com/p/1';
const BOOKING = { number: 5001, what: 'Padel 1', when: 'Sunday, 19:00-20:00', price: '₪52.00' };

function receipt(effect: ToolEffect, data: Json = {}): Receipt {
  return {
    turn: 3,
    step: 1,
    callId: 'c',
    tool: effect.kind,
    input: {},
    result: { ok: true, data, effect, summary: '' },
  };
}

/** What is wrong with the words when these receipts are there, order and booking known to the customer. */
function reasons(text: string, receipts: readonly Receipt[]): readonly string[] {
  const known: Receipt = {
    turn: 1,
    step: 1,
    callId: 'k',
    tool: 'get_customer_bookings',
    input: {},
    result: {
      ok: true,
      data: {
        booking: { number: 5001, status: 'held' },
        page: { url: URL },
        order: { number: 1001, status: 'pending', total: '52.00' },
      },
      summary: '',
    },
  };
  const context = aDraftContext({
    receipts: [known, ...receipts],
    tenant: aTenant({ policies: ['Padel 52 ₪ an hour'] }),
  });
  return checkClaims({ text, context, turnReceipts: receipts }).map((violation) => violation.reason);
}

const BOOKINGS = { en: ENGLISH_BOOKINGS, he: HEBREW_BOOKINGS, id: INDONESIAN_BOOKINGS } as const;

describe.each(Object.entries(BOOKINGS))('bookings in %s', (_language, say) => {
  test('says nothing false without a receipt', () => {
    const quiet = [
      say.askWhat('Padel 1, Padel 2'),
      say.askDay('Padel 1'),
      say.askDayOf('Sunday, Monday'),
      say.askTime('Padel 1', 'Sunday'),
      say.askTimeOf('7:00, 19:00'),
      say.noSuchDay('31 February'),
      say.pastDay('Sunday'),
      say.pastTime(),
      say.freeTimes('Sunday', '• Padel 1: 19:00'),
      say.nothingFree('Padel 1', 'Sunday'),
      say.isFree('Padel 1', 'Sunday', '₪52.00'),
      say.offer(),
      say.pickTime(),
      say.notFree('Padel 1'),
      say.alternatives('• Padel 2: 19:00'),
      say.takenMeanwhile(),
      say.closed('Padel 1'),
      say.noSuchTime(),
      say.badDuration(''),
      say.tooFar(),
      say.tooSoon(),
      say.tooMany(),
      say.askNewTime(BOOKING),
      say.whichBooking(say.line(BOOKING, 'held')),
      say.noBookings(),
      say.noSuchBooking(),
      say.notOpen(),
      say.tooLate(),
      say.listTitle(),
      say.line(BOOKING, 'held'),
      say.prices('• Padel: ₪52.00'),
      say.openHours('Padel 1', '9:00-22:00'),
      say.reminder('Padel 1, Sunday, 19:00'),
      say.unchanged(),
    ];
    expect(quiet.map((text) => [text, reasons(text, [])]).filter(([, found]) => found?.length !== 0)).toEqual([]);
  });

  test.each([
    ['booking_confirmed', say.confirmed(BOOKING, 'Dana')],
    ['booking_held', say.held(BOOKING, '18:00', null)],
    ['booking_rescheduled', say.rescheduled(BOOKING)],
    ['booking_cancelled', say.cancelled(BOOKING)],
    ['booking_confirmed', say.newsConfirmed('Padel 1 #5001')],
    ['booking_rescheduled', say.newsMoved('Padel 1 #5001')],
    ['booking_cancelled', say.newsCancelled('Padel 1 #5001')],
    ['booking_cancelled', say.newsExpired('Padel 1 #5001')],
  ] as const)('says of %s what its receipt bears out: %s', (kind, text) => {
    expect(reasons(text, [receipt({ kind, bookingNumber: 5001 })])).toEqual([]);
  });

  test.each([
    ['confirmed', say.confirmed(BOOKING, null)],
    ['rescheduled', say.rescheduled(BOOKING)],
    ['cancelled', say.cancelled(BOOKING)],
    ['news', say.newsCancelled('Padel 1 #5001')],
  ])('may not say %s without one: %s', (_kind, text) => {
    expect(reasons(text, [])).not.toEqual([]);
  });
});

describe.each(Object.entries(PAYMENT_PHRASES))('payments in %s', (_language, say) => {
  const what = say.order(1001);
  const booking = say.booking(5001);

  test('says nothing false without a receipt', () => {
    const quiet = [
      say.link(what, '₪52.00', URL),
      say.canPay(),
      say.alreadyPaid(),
      say.notPayable(),
      say.tooSmall(),
      say.off(),
      say.failed(),
      say.isOpen(what, '₪52.00', URL),
      say.isOnItsWay(),
      say.hasEnded(what),
      say.none(),
      say.short('₪52.00'),
      say.didNotGoThrough(what, '₪52.00'),
      say.expired(what),
      say.newLink(),
      say.reminder(what, '₪52.00', URL),
    ];
    expect(quiet.map((text) => [text, reasons(text, [])]).filter(([, found]) => found?.length !== 0)).toEqual([]);
  });

  test.each([
    ['payment_received', say.received(what, '₪52.00'), { order: { number: 1001, status: 'confirmed' } }],
    [
      'payment_received',
      `${say.received(booking, '₪52.00')} ${say.confirmed(booking)}`,
      { booking: { number: 5001, status: 'confirmed' } },
    ],
    [
      'payment_received',
      `${say.received(what, '₪52.00')} ${say.confirmed(what)}`,
      { order: { number: 1001, status: 'confirmed' } },
    ],
    ['payment_refunded', say.refunded(what, '₪52.00'), {}],
    [
      'payment_refunded',
      `${say.refunded(what, '₪52.00')} ${say.cancelled(what)}`,
      { order: { number: 1001, status: 'cancelled' } },
    ],
  ] as const)('says of %s what its receipt bears out: %s', (kind, text, data) => {
    expect(
      reasons(text, [receipt({ kind, orderNumber: 1001 }, data), receipt({ kind, bookingNumber: 5001 }, data)]),
    ).toEqual([]);
  });

  test('tells an earlier payment from its status', () => {
    const paid = {
      ...receipt({ kind: 'handoff_requested' }, { payment: { for: 'order #1001', status: 'paid' } }),
      turn: 3,
    };
    const back = {
      ...receipt({ kind: 'handoff_requested' }, { payment: { for: 'order #1001', status: 'refunded' } }),
      turn: 3,
    };
    expect(reasons(say.isPaid(what, '₪52.00'), [paid])).toEqual([]);
    expect(reasons(say.isRefunded(what), [back])).toEqual([]);
    expect(reasons(say.isPaid(what, '₪52.00'), [])).not.toEqual([]);
    expect(reasons(say.isRefunded(what), [paid])).not.toEqual([]);
    expect(reasons(say.confirmed(booking), [])).not.toEqual([]);
  });
});
