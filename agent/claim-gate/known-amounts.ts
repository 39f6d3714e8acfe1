import { lineTotal } from '#domain/money/line-total.ts';
import { parseMoney } from '#domain/money/format-money.ts';
import { quantityMilliOf } from '#domain/order/quantity.ts';
import { termsOf } from '#domain/promo/to-profile.ts';
import type { Product } from '#domain/product/product.ts';
import type { DraftContext } from '#domain/store.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { foldName, foldText } from '#agent/text/fold-text.ts';
import { findAmounts } from './find-amounts.ts';
import { knowledgeTexts } from './knowledge-texts.ts';

const STEPS = 20;
const RECENT = 12;
/** Largest quantity, in thousandths, that talk is taken to be about. */
const MOST = 10_000_000;
const SHORTEST_WORD = 3;

/**
 * Sums that facts give, minor units: prices, what orders and tool results hold, what the shop's own texts name; and
 * price × quantity of products that are talked of, for up to 20 steps or units and for quantities named by the customer
 * lately, held by an order, or written in the draft itself.
 */
export function knownAmounts(folded: string, context: DraftContext): Set<number> {
  const known = new Set<number>();
  const said = recentWords(context);
  const named = quantitiesIn(`${said}\n${folded}`);
  const held = context.orders.flatMap((order) => order.lines.map((line) => line.quantityMilli));
  const talkedOf = productsIn(`${said}\n${folded}`, context.catalogue);
  for (const product of context.catalogue) {
    known.add(product.priceMinor);
    if (!talkedOf.has(product)) continue;
    for (const milli of [...smallQuantities(product), ...named, ...held]) addTotal(known, product, milli);
  }
  for (const order of context.orders) {
    known.add(order.totalMinor);
    for (const line of order.lines) known.add(line.totalMinor).add(line.unitPriceMinor);
  }
  for (const amount of ownAmounts(context)) for (const reading of amount.readings) known.add(reading);
  for (const price of slotPrices(context)) known.add(price);
  for (const { result } of context.receipts) if (result.ok) collectAmounts(result.data, context.tenant.currency, known);
  return known;
}

/** Prices of what can be booked, for every number of slots that one booking may have. */
function slotPrices({ resources = [] }: DraftContext): number[] {
  return resources.flatMap((one) => {
    const prices = [one.priceMinor, ...one.priceRules.map((rule) => rule.priceMinor)];
    return prices.flatMap((price) => Array.from({ length: one.mostSlots }, (_, index) => price * (index + 1)));
  });
}

/** Sums named in the shop's own texts and in passages of its documents, whatever their currency. */
export function ownAmounts(context: DraftContext) {
  return findAmounts(
    foldText([...ownTexts(context), ...knowledgeTexts(context.receipts)].join('\n')),
    context.tenant.currency,
  );
}

/** The shop's own words, which its agent may quote. */
export function ownTexts({ tenant, catalogue }: DraftContext): string[] {
  return [
    tenant.persona,
    ...tenant.policies,
    ...tenant.faq.map((entry) => entry.answer),
    ...tenant.promotions.map((entry) => entry.text),
    ...tenant.promotions.map((entry) => termsOf(entry, tenant.currency) ?? ''),
    ...tenant.testimonies.map((entry) => entry.text),
    ...catalogue.map((product) => product.description),
  ];
}

function recentWords(context: DraftContext): string {
  return foldText(
    [...context.history.slice(-RECENT), ...context.turnMessages].map((message) => message.text).join('\n'),
  );
}

function smallQuantities(product: Product): number[] {
  const counts = Array.from({ length: STEPS }, (_, index) => index + 1);
  return counts.flatMap((count) => [count * product.stepMilli, count * 1000]);
}

function addTotal(known: Set<number>, product: Product, milli: number): void {
  if (milli % product.stepMilli === 0) known.add(lineTotal(product.priceMinor, milli));
}

/** Products with a word of their name or aliases in the talk; all of them when none is named. */
function productsIn(words: string, catalogue: readonly Product[]): Set<Product> {
  const talk = foldName(words);
  const found = catalogue.filter((product) =>
    foldName([product.name, ...product.aliases].join(' '))
      .split(' ')
      .some((word) => word.length >= SHORTEST_WORD && talk.includes(word)),
  );
  return new Set(found.length > 0 ? found : catalogue);
}

/** Figures that count something: sums of money and order numbers are none. */
function quantitiesIn(words: string): number[] {
  const figures =
    words.match(/(?<![\d.,#₪$€£])\d+(?:[.,]\d{1,3})?(?![\d.,]*\d)(?!\s*(?:₪|\$|€|£|%|rb|ribu|jt))/gu) ?? [];
  const milli = figures.flatMap((figure) => quantityMilliOf(Number(figure.replace(',', '.'))) ?? []);
  const grams = [...words.matchAll(/(?<![\d.,])(\d{1,5}) ?(?:g|gr|gram|grams|ml|גרם|מ"ל)(?!\p{L})/gu)].map((match) =>
    Number(match[1]),
  );
  return [...new Set([...milli, ...grams])].filter((quantity) => quantity > 0 && quantity <= MOST).slice(0, 60);
}

/** Totals and prices in tool results. */
function collectAmounts(data: Json, currency: string, known: Set<number>): void {
  if (typeof data !== 'object' || data === null) return;
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === 'string' && ['total', 'unit_price', 'price', 'price_a_slot', 'discount'].includes(key)) {
      const minor = parseMoney(value, currency);
      if (minor !== undefined) known.add(minor);
    } else collectAmounts(value as Json, currency, known);
  }
}
