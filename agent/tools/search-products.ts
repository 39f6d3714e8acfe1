import { z } from 'zod';
import { formatMoney } from '#domain/money/format-money.ts';
import type { Product } from '#domain/product/product.ts';
import { meaningOf } from '#domain/search/meaning-of.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { defineNetworkTool } from './network-tool.ts';
import { shortText } from './schemas.ts';

const DEFAULT_LIMIT = 5;
const LONGEST_DESCRIPTION = 400;

/** Goes over the network because the embedder may; what the shop has is looked up in its own database. */
export const searchProductsTool = defineNetworkTool({
  name: 'search_products',
  description:
    'Finds products by words, misspelt words or meaning, in any language. Use it when the catalogue in the prompt does not answer.',
  schema: z.strictObject({
    query: shortText(200, 'What the customer looks for').min(1),
    limit: z.number().int().min(1).max(10).optional(),
  }),
  prepare: (input) => Promise.resolve({ plan: input }),
  perform: ({ query }, { embedder }) => meaningOf(embedder, query),
  settle: async ({ query, limit }, meaning, { desk }) => {
    const found = await desk.search.products({ said: query, meaning }, limit ?? DEFAULT_LIMIT);
    return { ok: true, data: { products: found.map(present) }, summary: `search_products: ${found.length}` };
  },
});

function present(product: Product): Json {
  const image = product.images?.[0];
  return {
    name: product.name,
    unit: product.unit,
    price: formatMoney(product.priceMinor, product.currency),
    currency: product.currency,
    available: product.available,
    description: product.description.slice(0, LONGEST_DESCRIPTION).toWellFormed(),
    ...(image !== undefined && { image }),
  };
}
