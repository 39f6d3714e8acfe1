import { z } from 'zod';
import { formatMoney } from '#domain/money/format-money.ts';
import type { Product } from '#domain/product/product.ts';
import type { WidgetMessage } from '#domain/widget/history.ts';
import type { WidgetMessageView } from './schema.ts';

type Card = WidgetMessageView['cards'][number];

const MOST_CARDS = 8;
const SEARCH = 'search_products';

/**
 * The products that a reply of the bot names, in the order it names them: several, or one that can be shown. A reply
 * that tells what was done (an order, a booking) is about that, and has none.
 */
export function cardsOf(message: WidgetMessage, catalogue: readonly Product[]): Card[] {
  const { text, author, receipts } = message;
  if (author !== 'bot' || receipts.some(({ effect }) => effect !== null)) return [];
  const said = text.toLowerCase();
  const byName = new Map<string, Card>();
  for (const card of [...receipts.flatMap(found), ...catalogue.map(cardOf)]) {
    const name = card.name.toLowerCase();
    if (said.includes(name) && !byName.has(name)) byName.set(name, card);
  }
  const cards = [...byName]
    .map(([name, card]) => ({ name, card, at: said.indexOf(name) }))
    .filter(
      ({ name }, _index, all) => !all.some((other) => other.name !== name && isOnlyWithin(said, name, other.name)),
    )
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MOST_CARDS)
    .map(({ card }) => card);
  // One product without a picture is said better in words.
  return cards.length > 1 || cards.some(({ image }) => image !== null) ? cards : [];
}

/** "Cake" in "chocolate cake" is no cake of its own. */
function isOnlyWithin(said: string, name: string, longer: string): boolean {
  return longer.includes(name) && !said.replaceAll(longer, ' ').includes(name);
}

function cardOf({ name, priceMinor, currency, unit, available, images }: Product): Card {
  return { name, price: formatMoney(priceMinor, currency), currency, unit, available, image: images?.[0] ?? null };
}

const foundProduct = z.object({
  name: z.string(),
  price: z.string(),
  currency: z.string(),
  unit: z.string(),
  available: z.boolean(),
  image: z.string().nullable().default(null),
});
const searchResult = z.object({ products: z.array(foundProduct) });

/** What the tool answered is our own record, but an older build may have written it otherwise. */
function found({ tool, data }: WidgetMessage['receipts'][number]): readonly Card[] {
  if (tool !== SEARCH) return [];
  const result = searchResult.safeParse(data);
  return result.success ? result.data.products : [];
}
