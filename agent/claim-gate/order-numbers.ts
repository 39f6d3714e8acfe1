import type { DraftContext } from '#domain/store.ts';
import { toldNumbers } from './told-statuses.ts';

/** A figure with a measure or a currency behind it counts something else. */
const NO_MEASURE =
  '(?![\\d.,]*\\d)(?!\\s*(?:(?:g|gr|gram|grams|kg|kilos?|ml|l|cl|pcs|pieces?|units?|min|minutes|ils|nis|usd|idr|eur|gbp|rb|ribu|k|jt|botol|buah)\\b|₪|\\$|€|£|%|ש"?ח|שקל|גרם|קילו|ק"ג|מ"ל|יחידות))';
const LABEL = '(?: ?(?:numbers?|no\\.?|num|nr\\.?|id|nomor|nomer))?(?: ?[:#])* ?';
const NAMED = [
  new RegExp(`#\\s?(\\d{1,9})\\b${NO_MEASURE}`, 'gu'),
  new RegExp(
    `\\b(?:orders?|bookings?|reservations?|pesanan|orderan|booking|reservasi)(?:an|nya)?${LABEL}(\\d{3,9})\\b${NO_MEASURE}`,
    'gu',
  ),
  new RegExp(
    `(?<!\\p{L})[הלבומשכ]*(?:הזמנה|תור)(?: ה?(?:שלך|שלכם))?(?: (?:מספר|מס'?))?(?: ?[:#])* ?(\\d{3,9})(?!\\d)${NO_MEASURE}`,
    'gu',
  ),
] as const;

const DENIED = /\bno\b|\bnot\b|n't|cannot|לא|אין|tidak|belum|bukan|gak|nggak|\?/u;

/** Numbers of orders and bookings named in folded text that are none of this customer's. */
export function unknownOrderNumbers(folded: string, context: DraftContext): number[] {
  const known = new Set(context.orders.map((order) => order.number));
  for (const { result } of context.receipts) {
    const { orderNumber, bookingNumber } = (result.ok && result.effect) || {};
    for (const number of [orderNumber, bookingNumber]) if (number !== undefined) known.add(number);
  }
  for (const number of toldNumbers(context.receipts)) known.add(number);
  // "I can't find order 1234" repeats the customer's own number.
  const asked = new Set(context.turnMessages.flatMap((message) => message.text.match(/\d{1,9}/gu) ?? []).map(Number));
  const bad = named(folded).filter(({ number, index }) => {
    return !known.has(number) && !(asked.has(number) && DENIED.test(sentenceAt(folded, index)));
  });
  return [...new Set(bad.map(({ number }) => number))];
}

/** The first order number that a clause names as one; a weight or a price is none. */
export function namedOrderNumber(clause: string): number | undefined {
  const bare = /^(?:the )?(\d{4,9}) (?:is|was|has|sudah|כבר|בוטלה|עודכנה|נקלטה)(?!\p{L})/u.exec(clause)?.[1];
  return named(clause)[0]?.number ?? (bare === undefined ? undefined : Number(bare));
}

function named(folded: string): { number: number; index: number }[] {
  return NAMED.flatMap((pattern) =>
    [...folded.matchAll(pattern)].map((match) => ({ number: Number(match[1]), index: match.index })),
  );
}

/** The sentence of a text around an index. */
export function sentenceAt(text: string, index: number): string {
  const start = Math.max(text.lastIndexOf('\n', index), text.lastIndexOf('. ', index), 0);
  const end = text.slice(index).search(/[\n!?]|\.\s|$/u);
  return text.slice(start, index + end + 1);
}
