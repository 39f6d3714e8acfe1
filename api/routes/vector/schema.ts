import { z } from 'zod';
import { optionalTenantQuery } from '#api/http/tenant.ts';

export const passageView = z.object({
  document_id: z.uuid(),
  document: z.string().describe('Title.'),
  section: z.string().nullable(),
  page: z.int().nullable(),
  text: z.string(),
  relevance: z.number().describe('0 to 1.'),
});
export const productHit = z.object({
  id: z.uuid(),
  name: z.string(),
  unit: z.string(),
  price: z.number(),
  currency: z.string(),
  available: z.boolean(),
  description: z.string(),
});

const searchBody = z.strictObject({
  query: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .describe('What to look for, in any language; slips of the pen are forgiven.'),
  limit: z.int().min(1).max(50).default(5).describe('Most hits of each kind.'),
  kinds: z
    .array(z.enum(['passages', 'products']))
    .min(1)
    .default(['passages', 'products']),
});
export type SearchBody = z.output<typeof searchBody>;

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant' },
  { status: 422, description: 'The body does not fit' },
] as const;

const TAG = 'Search';

export const searchSpec = {
  method: 'post',
  path: '/v1/vector/search',
  operationId: 'vectorSearch',
  summary: 'Search documents and products by words and by meaning, best first',
  tag: TAG,
  access: 'viewer',
  query: optionalTenantQuery,
  body: searchBody,
  answers: [
    {
      status: 200,
      description: 'Hits',
      schema: z.object({ passages: z.array(passageView), products: z.array(productHit) }),
    },
    ...refusals,
  ],
} as const;

export const searchStreamSpec = {
  method: 'post',
  path: '/v1/vector/search/stream',
  operationId: 'vectorSearchStream',
  summary: 'The same as events: thinking, passage, product, done, error',
  tag: TAG,
  access: 'viewer',
  query: optionalTenantQuery,
  body: searchBody,
  answers: [{ status: 200, description: 'Server-sent events', contentType: 'text/event-stream' }, ...refusals],
} as const;
