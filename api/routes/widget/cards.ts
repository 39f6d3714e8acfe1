import { formatMoney } from '#domain/money/format-money.ts';
import type { Product } from '#domain/product/product.ts';
import type { WidgetMessage } from '#domain/widget/history.ts';
import type { WidgetMessageView } from './schema.ts';

type Card = WidgetMessageView['cards'][number];

const MOST_CARDS = 8;
const SEARCH = 'search_products';

/**
 * The products that a reply of the bot names, in the order it names them. A reply that tells what was done (an order, a
 * booking) is about that, and shows none.
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
  return [...byName]
    .map(([name, card]) => ({ name, card, at: said.indexOf(name) }))
    .filter(
      ({ name }, _index, all) => !all.some((other) => other.name !== name && isOnlyWithin(said, name, other.name)),
    )
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MOST_CARDS)
    .map(({ card }) => card);
}

/** "Cake" in "chocolate cake" is no cake of its own. */
function isOnlyWithin(said: string, name: string, longer: string): boolean {
  return longer.includes(name) && !said.replaceAll(longer, ' ').includes(name);
}

function cardOf({ name, priceMinor, currency, unit, available, images }: Product): Card {
  return { name, price: formatMoney(priceMinor, currency), unit, available, image: images?.[0] ?? null };
}

/** What the tool answered is our own record, but an older build may have written it: only what fits is taken. */
function found({ tool, data }: WidgetMessage['receipts'][number]): Card[] {
  if (tool !== SEARCH || typeof data !== 'object' || data === null || !('products' in data)) return [];
  const { products } = data;
  if (!Array.isArray(products)) return [];
  return products.flatMap((product: Readonly<Record<string, unknown>> | null) => {
    const { name, price, unit, available, image } = product ?? {};
    if (typeof name !== 'string' || typeof price !== 'string' || typeof unit !== 'string') return [];
    return [{ name, price, unit, available: available !== false, image: typeof image === 'string' ? image : null }];
  });
}
