import type { CatalogueIndex } from '#adapters/models/offline/catalogue/index-catalogue.ts';
import { findMentions, type Mention } from '#adapters/models/offline/catalogue/mentions.ts';
import { measureOfText } from '#adapters/models/offline/catalogue/units.ts';
import { findDates } from '#domain/dates/find-dates.ts';
import { remembered } from '#adapters/models/offline/text/remembered.ts';
import { tokenise, type Token } from '#adapters/models/offline/text/tokens.ts';
import { findQuantities, type Quantity } from './quantities.ts';
import { readSlots, type Slots } from './slots.ts';

/** A product the message names, with the amount that goes with it. */
export interface SaidItem {
  readonly mention: Mention;
  readonly quantity: Quantity | null;
}

/** What one message of the customer (or of the shop) says about products, amounts and delivery. */
export interface ReadMessage {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly slots: Slots;
  readonly items: readonly SaidItem[];
  /** Amounts that belong to no named product. */
  readonly looseQuantities: readonly Quantity[];
  /** An order number said in words or with "#". */
  readonly orderNumber: number | null;
  /** Prices the customer named, in major units; never taken over. */
  readonly statedPrices: readonly number[];
  /** Positions that slots, prices, dates and order numbers took. */
  readonly masked: ReadonlySet<number>;
}

const ORDER_WORDS =
  /(?:#\s?(\d{1,9}))|(?:(?:order|pesanan|orderan|ה?הזמנה|[לב]הזמנה|מההזמנה)\s+(?:(?:number|no\.?|nomor|num|nr\.?|מספר|מס)\s*[#:]?\s*(\d{1,9})|(\d{3,9})))(?!\s*(?:kg|g|gr|gram|kilo|pcs|x|קילו|גרם|[\d.,]\d))/giu;
const PRICES =
  /(?:(?:[$₪€£]|rp\.?|idr|usd|ils|nis)\s*\d[\d.,]*)|(?:\d[\d.,]*\s*(?:[$₪€£]|dollars?|bucks?|usd|shekels?|nis|ils|שקל(?:ים)?|ש["״']?ח|rupiah|ribu|rb|idr|juta|k\b(?!g)|cents?))|(?:(?:price|harga|מחיר)(?:nya)?\s*(?:to|is|=|:|at|of|jadi|menjadi|ל-?|של)?\s*\d[\d.,]*)|\d+\s*%/giu;

/** Reads one message; pure, and the same for the same text and catalogue. */
export function readMessage(text: string, index: CatalogueIndex): ReadMessage {
  const reader = READERS.get(index) ?? remembered(300, (said: string) => readAnew(said, index));
  READERS.set(index, reader);
  return reader(text);
}

const READERS = new WeakMap<CatalogueIndex, (text: string) => ReadMessage>();

function readAnew(text: string, index: CatalogueIndex): ReadMessage {
  const slots = readSlots(text);
  const tokens = tokenise(text);
  const orders = [...text.matchAll(ORDER_WORDS)];
  const prices = [...text.matchAll(PRICES)];
  const ranges = [
    ...slots.taken,
    ...orders.map(rangeOf),
    ...prices.map(rangeOf),
    ...findDates(text).map((date) => ({ start: date.start, end: date.end })),
  ];
  const masked = new Set(
    tokens.flatMap((token, position) =>
      ranges.some((range) => token.start < range.end && range.start < token.end) ? [position] : [],
    ),
  );
  const named = new Set(
    findMentions(tokens, masked, index)
      .filter((mention) => mention.score >= 0.85)
      .flatMap((mention) => positions(mention, tokens, index)),
  );
  const quantities = findQuantities(tokens, new Set([...masked, ...named]));
  const counted = new Set(
    quantities.flatMap((quantity) =>
      Array.from({ length: quantity.end - quantity.start }, (_, offset) => quantity.start + offset),
    ),
  );
  const mentions = findMentions(tokens, new Set([...masked, ...counted]), index);
  const { items, loose } = pair(mentions, quantities, tokens);
  const statedPrices = prices
    .map((match) =>
      Number(
        /\d[\d.,]*/u
          .exec(match[0])?.[0]
          .replace(/[.,](?=\d{3}(?!\d))/gu, '')
          .replace(',', '.')
          .replace(/[.,]$/u, ''),
      ),
    )
    .filter((price) => Number.isFinite(price));
  const number = orders[0]?.slice(1).find((digits) => digits !== undefined);
  return {
    text,
    tokens,
    slots,
    items: items.map((item) => withArticle(item, tokens)),
    looseQuantities: loose,
    statedPrices,
    orderNumber: number === undefined ? null : Number(number),
    masked,
  };
}

/** "a croissant" is one, where the product is sold by the piece. */
function withArticle(item: SaidItem, tokens: readonly Token[]): SaidItem {
  const { mention } = item;
  const before = tokens[mention.start - 1]?.text ?? '';
  const counted = mention.products.every((product) => measureOfText(product.unit).dimension === 'count');
  if (item.quantity !== null || !/^an?$/u.test(before) || !counted) return item;
  return { mention, quantity: { start: mention.start - 1, end: mention.start, value: 1, unit: null, article: true } };
}

function rangeOf(match: RegExpMatchArray): { start: number; end: number } {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length };
}

/** The positions of a mention that are inside the product's own name ("seven grain bread" keeps its seven). */
function positions(mention: Mention, tokens: readonly Token[], index: CatalogueIndex): readonly number[] {
  const all = Array.from({ length: mention.end - mention.start }, (_, offset) => mention.start + offset);
  return all.filter((position) => index.byWord.has(tokens[position]?.text ?? ''));
}

/**
 * An amount right before a product belongs to it ("2 kg of beef"), one right after it too ("beef, 2 kg"); where both
 * fit, the message's first pair shows its way.
 */
function pair(
  mentions: readonly Mention[],
  quantities: readonly Quantity[],
  tokens: readonly Token[],
): { items: SaidItem[]; loose: Quantity[] } {
  const before = (quantities[0]?.start ?? Number.POSITIVE_INFINITY) < (mentions[0]?.start ?? Number.POSITIVE_INFINITY);
  const owners = new Map<Mention, Quantity>();
  const free = new Set(quantities);
  const bind = (mention: Mention | undefined, quantity: Quantity): void => {
    if (mention === undefined || owners.has(mention)) return;
    owners.set(mention, quantity);
    free.delete(quantity);
  };
  for (const quantity of quantities) {
    const next = mentions.find((mention) => mention.start >= quantity.end);
    const previous = mentions.findLast((mention) => mention.end <= quantity.start);
    const ahead = next === undefined ? Number.POSITIVE_INFINITY : distance(quantity.end, next.start, tokens);
    const behind =
      previous === undefined || owners.has(previous)
        ? Number.POSITIVE_INFINITY
        : distance(previous.end, quantity.start, tokens);
    if (ahead === Number.POSITIVE_INFINITY && behind === Number.POSITIVE_INFINITY) continue;
    bind(ahead < behind || (ahead === behind && before) ? next : previous, quantity);
  }
  return { items: mentions.map((mention) => ({ mention, quantity: owners.get(mention) ?? null })), loose: [...free] };
}

/** Words between two places; a comma or a new line keeps things apart as three words would, "x" does not count. */
function distance(from: number, to: number, tokens: readonly Token[]): number {
  let sum = 0;
  for (let position = from; position <= to; position += 1) {
    const token = tokens[position];
    if (/[,;\n+]/u.test(token?.gap ?? '')) sum += 3;
    if (position < to && token?.text !== 'x') sum += 1;
  }
  return sum;
}
