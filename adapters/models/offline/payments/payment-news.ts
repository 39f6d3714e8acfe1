import type { Context } from '#adapters/models/offline/context.ts';
import { joined, money } from '#adapters/models/offline/phrases/format.ts';
import { PAYMENT_PHRASES, printSubject } from './payment-phrases.ts';
import type { PaymentPhrases } from './phrases/types.ts';

type Facts = Readonly<Record<string, string | undefined>>;

/** The parts of the lines in which payments are told; see `domain/payment/payment-news.ts`. */
const AMOUNT = '(?<currency>[A-Z]{3}) (?<amount>[\\d.]+)';
const KINDS: readonly (readonly [RegExp, (facts: Facts, phrases: PaymentPhrases) => string])[] = [
  [new RegExp(`^Payment of ${AMOUNT} for (?<what>.+?) was received\\.(?<rest>.*)$`, 'u'), received],
  [new RegExp(`^${AMOUNT} of the payment for (?<what>.+?) was refunded\\.(?<rest>.*)$`, 'u'), refunded],
  [
    new RegExp(`^The payment of ${AMOUNT} for (?<what>.+?) did not go through\\.`, 'u'),
    (facts, phrases) => joined(phrases.didNotGoThrough(...of(facts, phrases)), phrases.newLink()),
  ],
  [/^The payment link for (?<what>.+?) has expired unpaid\.(?<rest>.*)$/u, expired],
  [
    new RegExp(`^The payment of ${AMOUNT} for (?<what>.+?) is still open; the link (?<url>\\S+) is good`, 'u'),
    (facts, phrases) => phrases.reminder(...of(facts, phrases), facts['url'] ?? ''),
  ],
  [
    new RegExp(`^A payment link over ${AMOUNT} for (?<what>.+?) was made for the customer: (?<url>\\S+)`, 'u'),
    (facts, phrases) => phrases.link(...of(facts, phrases), facts['url'] ?? ''),
  ],
];

/** What a line of news about a payment is in the customer's language; null when it is about something else. */
export function paymentNews(line: string, context: Context): string | null {
  const phrases = PAYMENT_PHRASES[context.language];
  for (const [pattern, tell] of KINDS) {
    const facts = pattern.exec(line)?.groups;
    if (facts !== undefined) return tell(facts, phrases);
  }
  return null;
}

function of(facts: Facts, phrases: PaymentPhrases): [what: string, amount: string] {
  return [printSubject(facts['what'] ?? '', phrases), money(facts['amount'] ?? '', facts['currency'] ?? '')];
}

function received(facts: Facts, phrases: PaymentPhrases): string {
  const [what, amount] = of(facts, phrases);
  const rest = facts['rest'] ?? '';
  const left = new RegExp(`${AMOUNT} is still to be paid`, 'u').exec(rest)?.groups;
  const tail = () => {
    if (left !== undefined) return phrases.short(money(left['amount'] ?? '', left['currency'] ?? ''));
    if (rest.includes('the money is being returned')) return phrases.undeliverable(what);
    return rest.includes('is confirmed') ? phrases.confirmed(what) : null;
  };
  return joined(phrases.received(what, amount), tail());
}

function refunded(facts: Facts, phrases: PaymentPhrases): string {
  const [what, amount] = of(facts, phrases);
  const cancelled = (facts['rest'] ?? '').includes('is cancelled');
  return joined(phrases.refunded(what, amount), cancelled ? phrases.cancelled(what) : null);
}

function expired(facts: Facts, phrases: PaymentPhrases): string {
  const what = printSubject(facts['what'] ?? '', phrases);
  const free = (facts['rest'] ?? '').includes('free again');
  return joined(phrases.expired(what), free ? phrases.slotFree() : null, phrases.newLink());
}
