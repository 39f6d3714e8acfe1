import { formatMoney } from '#domain/money/format-money.ts';
import type { Product } from '#domain/product/product.ts';
import type { DraftContext } from '#domain/store.ts';
import { searchProducts } from '#agent/tools/search-products-rank.ts';
import { block, clip } from './blocks.ts';

type Offer = Pick<DraftContext, 'catalogue' | 'shelf'>;

const SHOWN = 40;
const LONGEST_DESCRIPTION = 300;

/** The catalogue, or of a large one its tags and the products nearest to what is being talked about. */
export function catalogueBlock({ catalogue: products, shelf }: Offer, words: string): string {
  const shown = products.length <= SHOWN ? products : nearest(products, words);
  const text = block(
    'catalogue',
    shown.map((product) => ({
      name: product.name,
      aliases: product.aliases.slice(0, 8),
      unit: product.unit,
      step: product.stepMilli / 1000,
      price: formatMoney(product.priceMinor, product.currency),
      currency: product.currency,
      available: product.available,
      description: clip(product.description, LONGEST_DESCRIPTION),
      tags: product.tags.slice(0, 12),
    })),
  );
  if (!shelf && shown.length === products.length) return text;
  const { size, categories } = shelf ?? { size: products.length, categories: tagsOf(products) };
  const note = `The shop has ${size} products; these ${shown.length} are nearest to the talk. search_products finds the others: use it before saying that something is not sold.`;
  const tags = categories.slice(0, SHOWN).map((tag) => clip(tag, 60));
  return [note, ...(tags.length > 0 ? [block('categories', tags)] : []), text].filter((part) => part !== '').join('\n');
}

function tagsOf(products: readonly Product[]): string[] {
  const counts = new Map<string, number>();
  for (const tag of products.flatMap((product) => product.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].toSorted(([, left], [, right]) => right - left).map(([tag]) => tag);
}

function nearest(products: readonly Product[], words: string): readonly Product[] {
  const fitting = searchProducts(words, products, SHOWN);
  const chosen = new Set([...fitting, ...products].slice(0, SHOWN + fitting.length));
  return [...chosen].slice(0, SHOWN);
}
