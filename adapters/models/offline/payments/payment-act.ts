import { openOrders, type Context } from '#adapters/models/offline/context.ts';
import { findAnswer } from '#adapters/models/offline/faq.ts';
import { call, type Act } from '#adapters/models/offline/talk/act.ts';

/** Words by which customers show that they want to pay, or have paid, in the three languages together. */
const word = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iu');

const PAY = word(
  'pay|payment|checkout|check out|bayar|bayarnya|membayar|dibayar|pembayaran|bayarin|' +
    'ל?שלם|לשלם|אשלם|נשלם|ל?תשלום|ה?תשלום',
);
const LINK = word('links?|online|now|by card|linknya|tautan|sekarang|kartu|קישור|לינק|אונליין|עכשיו|באשראי|בכרטיס');
const HAS_PAID = word(
  "i(?:'ve| have)?(?: just| already)? paid|(?:payment|it) (?:is |was )?(?:done|made|sent)|did you (?:get|receive)|is it paid|" +
    'sudah (?:aku |saya |di)?(?:bayar|transfer)|(?:udah|uda|dah) (?:di)?(?:bayar|transfer)|barusan (?:bayar|transfer)|sudah lunas|' +
    'שילמתי|שילמנו|העברתי|התשלום (?:עבר|הגיע)|קיבלתם את התשלום',
);
/** A rule of the shop is asked for, not a page. */
const HOW = word('how|methods?|can i|do you (?:take|accept)|cara|metode|bisa|apa saja|איך|אפשר|אמצעי');

/** The number of an order or booking. */
const NUMBER = /(?<![\d.,])#?(\d{4,7})(?![\d.,]*\d)/u;

/** The customer wants to pay, or says that they have. Null = something else is meant, or nothing can be paid. */
export function paymentAct(context: Context): Act | null {
  const { plain, tools } = context;
  if (HAS_PAID.test(plain) && tools.has('get_payment_status')) {
    return call('get_payment_status', subjectOf(context) ?? {});
  }
  if (!PAY.test(plain) || !tools.has('create_payment_link')) return null;
  // With products and amounts the message is first of all an order.
  if (context.message.items.some((item) => item.quantity !== null)) return null;
  const named = NUMBER.test(plain);
  const asksRules = HOW.test(plain) && !LINK.test(plain) && !named && findAnswer(plain, context.prompt) !== null;
  const subject = subjectOf(context);
  return asksRules || subject === null ? null : call('create_payment_link', subject);
}

/** The number the customer named, else what the talk was about last: an open order, or a booking we spoke of. */
function subjectOf(context: Context): Readonly<Record<string, number>> | null {
  const orders = new Set(context.orders.map((order) => order.number));
  const field = (number: number) => ({ [orders.has(number) ? 'order_number' : 'booking_number']: number });
  const named = NUMBER.exec(context.plain)?.[1];
  if (named !== undefined) return field(Number(named));
  const spoken = context.turn.history.filter((said) => said.by === 'shop').flatMap((said) => numbersIn(said.text));
  const last = spoken.findLast((number) => !orders.has(number) || isOpen(context, number));
  if (last !== undefined) return field(last);
  const order = openOrders(context).at(-1);
  return order === undefined ? null : { order_number: order.number };
}

function isOpen(context: Context, number: number): boolean {
  return openOrders(context).some((order) => order.number === number);
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(/#(\d{4,7})(?!\d)/gu)].map((match) => Number(match[1]));
}
