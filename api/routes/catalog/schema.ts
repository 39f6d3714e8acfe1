import { z } from 'zod';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { tenantQuery } from '#api/http/tenant.ts';

/** Most shops have fewer: they are answered whole, without asking for pages. */
export const MOST_PUBLIC = 1_000;

export const publicProduct = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  unit: z.string().describe('What the price is for: kg, unit, bottle, …'),
  price: z.number().describe('In the currency’s main unit.'),
  price_minor: z.int().describe('The exact price in minor units.'),
  currency: z.string().describe('ISO 4217.'),
  step: z.number().describe('Smallest quantity step that can be ordered, in units.'),
  available: z.boolean(),
  tags: z.array(z.string()),
});

export const catalogReply = z.object({ products: z.array(publicProduct), next_cursor: nextCursor });

export const catalogSpec = {
  method: 'get',
  path: '/v1/catalog',
  operationId: 'getCatalog',
  summary: 'What a shop sells, a thousand products a page',
  tag: 'Catalog',
  access: 'public',
  query: tenantQuery.extend({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(MOST_PUBLIC).default(MOST_PUBLIC),
  }),
  answers: [
    { status: 200, description: 'Products in the shop’s own order', schema: catalogReply },
    { status: 404, description: 'Unknown tenant' },
  ],
} as const;
