import type { DraftContext } from '#domain/store.ts';
import { PAYMENT_PHRASES } from '#adapters/models/offline/payments/payment-phrases.ts';
import type { PaymentPhrases } from '#adapters/models/offline/payments/phrases/types.ts';
import type { Json, Receipt, ToolEffect } from '#domain/turn/receipt.ts';
import { aDraftContext, aMessage, anOrder, aReceipt, PASTRAMI } from '#tests/fakes/draft-context.ts';
import { checkClaims } from './check-claims.ts';

/* What the embedded model says of payments, in each language: let through with its receipt, held back without. */

const URL = 'https://checkout.stripe.com/c/pay/cs_test_1';
const LANGUAGES = ['en', 'he', 'id'] as const;

interface Facts {
  readonly order: 'pending' | 'confirmed' | 'cancelled';
  readonly effect?: ToolEffect;
  readonly data: Json;
}

const payment = (status: string, more: Record<string, Json> = {}): Json => ({
  payment: { for: 'order #1001', total: '104.00', currency: 'ILS', status, ...more },
});
const PAID: Facts = {
  order: 'confirmed',
  effect: { kind: 'payment_received', orderNumber: 1001 },
  data: { ...(payment('paid') as object), order: { number: 1001, status: 'confirmed' }, left: { total: '50.00' } },
};
const LINKED: Facts = {
  order: 'pending',
  effect: { kind: 'payment_requested', orderNumber: 1001, url: URL },
  data: payment('open', { url: URL }),
};
const REFUNDED: Facts = {
  order: 'cancelled',
  effect: { kind: 'payment_refunded', orderNumber: 1001 },
  data: {
    ...(payment('refunded') as object),
    refunded: { total: '104.00' },
    order: { number: 1001, status: 'cancelled' },
  },
};
const EXPIRED: Facts = { order: 'pending', data: payment('expired') };
const NOTHING: Facts = { order: 'pending', data: {} };

const AMOUNT = '104.00 ₪';

/** Each phrase with the facts it is said with. */
const SAID: readonly (readonly [keyof PaymentPhrases, Facts, (phrases: PaymentPhrases, what: string) => string])[] = [
  ['link', LINKED, (phrases, what) => phrases.link(what, AMOUNT, URL)],
  ['canPay', NOTHING, (phrases) => phrases.canPay()],
  ['alreadyPaid', NOTHING, (phrases) => phrases.alreadyPaid()],
  ['notPayable', NOTHING, (phrases) => phrases.notPayable()],
  ['tooSmall', NOTHING, (phrases) => phrases.tooSmall()],
  ['off', NOTHING, (phrases) => phrases.off()],
  ['failed', NOTHING, (phrases) => phrases.failed()],
  ['isPaid', PAID, (phrases, what) => phrases.isPaid(what, AMOUNT)],
  ['isOpen', LINKED, (phrases, what) => phrases.isOpen(what, AMOUNT, URL)],
  ['isOnItsWay', LINKED, (phrases) => phrases.isOnItsWay()],
  ['hasEnded', EXPIRED, (phrases, what) => phrases.hasEnded(what)],
  ['isRefunded', REFUNDED, (phrases, what) => phrases.isRefunded(what)],
  ['none', NOTHING, (phrases) => phrases.none()],
  ['received', PAID, (phrases, what) => `${phrases.received(what, AMOUNT)}\n${phrases.confirmed(what)}`],
  ['short', PAID, (phrases, what) => `${phrases.received(what, AMOUNT)}\n${phrases.short('50.00 ₪')}`],
  ['undeliverable', PAID, (phrases, what) => `${phrases.received(what, AMOUNT)}\n${phrases.undeliverable(what)}`],
  ['refunded', REFUNDED, (phrases, what) => `${phrases.refunded(what, AMOUNT)}\n${phrases.cancelled(what)}`],
  ['didNotGoThrough', NOTHING, (phrases, what) => `${phrases.didNotGoThrough(what, AMOUNT)}\n${phrases.newLink()}`],
  ['expired', EXPIRED, (phrases, what) => `${phrases.expired(what)}\n${phrases.slotFree()}\n${phrases.newLink()}`],
  ['reminder', LINKED, (phrases, what) => phrases.reminder(what, AMOUNT, URL)],
];

function check(text: string, facts: Facts): readonly string[] {
  const receipt: Receipt = {
    ...aReceipt('order_created', 1001),
    step: 0,
    result: { ok: true, data: facts.data, summary: 'test', ...(facts.effect && { effect: facts.effect }) },
  };
  const context: DraftContext = aDraftContext({
    orders: [anOrder(1001, facts.order, [[PASTRAMI, 2_000]])],
    receipts: [receipt],
    turnMessages: [aMessage('ok')],
  });
  return checkClaims({ text, context, turnReceipts: [receipt] }).map(({ reason }) => reason);
}

describe.each(LANGUAGES)('payments in %s', (language) => {
  const phrases = PAYMENT_PHRASES[language];
  it.each(SAID)('"%s" may be said with its facts', (_, facts, words) => {
    expect(check(words(phrases, phrases.order(1001)), facts)).toEqual([]);
  });

  it('money is not said to have come without its receipt', () => {
    expect(check(phrases.received(phrases.order(1001), AMOUNT), LINKED)).not.toEqual([]);
    expect(check(phrases.isPaid(phrases.order(1001), AMOUNT), EXPIRED)).not.toEqual([]);
    expect(check(phrases.refunded(phrases.order(1001), AMOUNT), PAID)).not.toEqual([]);
  });

  it('an address that no receipt holds is not sent', () => {
    expect(check(phrases.link(phrases.order(1001), AMOUNT, 'https://evil.example/pay'), LINKED)).not.toEqual([]);
  });
});
