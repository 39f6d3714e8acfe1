import { z } from 'zod';
import { reportQuery } from '#domain/report/report-query.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const questionBody = z.strictObject({
  question: z
    .string()
    .trim()
    .min(3)
    .max(1_000)
    .describe('About the shop’s records or documents, in any language: "how much did we sell last week?"'),
});

const answer = z.object({
  answer: z.string().describe('In words, made of the rows or quoted from documents; nothing in it is invented.'),
  kind: z.enum(['data', 'knowledge', 'none']),
  query: reportQuery.nullable().describe('The form that was filled in and run.'),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  truncated: z.boolean().describe('There were more rows.'),
  sources: z.array(z.object({ document: z.string(), section: z.string().nullable(), page: z.int().nullable() })),
  usage: z.object({
    provider: z.string(),
    model: z.string(),
    input_tokens: z.int(),
    output_tokens: z.int(),
    cost_usd: z.number(),
  }),
});
export type ShownAnswer = z.infer<typeof answer>;

const common = {
  method: 'post',
  tag: 'Questions',
  access: 'viewer',
  query: optionalTenantQuery,
  body: questionBody,
} as const;

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant' },
  { status: 422, description: 'The body does not fit, or the question can’t be answered as it stands' },
  { status: 503, description: 'No model or no worker' },
  { status: 504, description: 'No answer in time' },
] as const;

export const questionSpec = {
  ...common,
  path: '/v1/database/query',
  operationId: 'databaseQuery',
  summary: 'Ask about the shop’s records and documents in plain words; reads only',
  answers: [{ status: 200, description: 'The answer', schema: answer }, ...refusals],
} as const;

export const questionStreamSpec = {
  ...common,
  path: '/v1/database/query/stream',
  operationId: 'databaseQueryStream',
  summary: 'The same as events: thinking, content, meta, done, error',
  answers: [{ status: 200, description: 'Server-sent events', contentType: 'text/event-stream' }, ...refusals],
} as const;
