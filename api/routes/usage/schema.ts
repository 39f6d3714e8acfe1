import { z } from 'zod';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const sum = {
  calls: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost_usd: z.number(),
};
export const usageSum = z.object(sum);
export const usageSummaryView = z.object({
  total: usageSum,
  by_model: z.array(z.object({ provider: z.string(), model: z.string(), ...sum })).describe('The dearest first.'),
  by_purpose: z.array(z.object({ purpose: z.string(), ...sum })),
  by_day: z.array(z.object({ day: z.string(), ...sum })).describe('Local days of the shop that had calls.'),
});
export const usageEventView = z.object({
  id: z.uuid(),
  conversation_id: z.uuid().nullable(),
  turn: z.int().nullable(),
  purpose: z.string(),
  provider: z.string(),
  model: z.string(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost_usd: z.number(),
  price_source: z.string().describe('exact: the model’s own price; else that of its kind or provider.'),
  at: z.iso.datetime(),
});

const filter = {
  days: z.coerce.number().int().min(1).max(366).default(30).describe('Of the last so many days.'),
  conversation: z.uuid().optional(),
  contact: z.uuid().optional(),
};
const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant' },
  { status: 422, description: 'The filter does not fit' },
] as const;

export const usageSummarySpec = {
  method: 'get',
  path: '/v1/usage/summary',
  operationId: 'getUsageSummary',
  summary: 'What models cost: altogether, by model, purpose and day',
  tag: 'Usage',
  access: 'viewer',
  query: optionalTenantQuery.extend(filter),
  answers: [{ status: 200, description: 'The sums', schema: usageSummaryView }, ...refusals],
} as const;

export const usageEventsSpec = {
  method: 'get',
  path: '/v1/usage/events',
  operationId: 'listUsageEvents',
  summary: 'Model calls with tokens and cost, the newest first',
  tag: 'Usage',
  access: 'viewer',
  query: optionalTenantQuery.extend({ ...pageQuery, ...filter }),
  answers: [
    {
      status: 200,
      description: 'A page of model calls',
      schema: z.object({ events: z.array(usageEventView), next_cursor: nextCursor }),
    },
    ...refusals,
  ],
} as const;
