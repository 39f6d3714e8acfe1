import { z } from 'zod';
import { HANDOFF_STATES } from '#domain/handoff/handoff-book.ts';
import { PRIORITIES } from '#domain/handoff/priority.ts';
import { LIMITS } from '#domain/handoff/review-handoff.ts';
import { HANDOFF_SOURCES } from '#domain/handoff/staff.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const moment = z.iso.datetime().nullable();
const colleague = z.object({ id: z.string(), name: z.string() });

const handoffView = z.object({
  id: z.uuid(),
  conversation_id: z.uuid(),
  contact: z.object({ id: z.uuid(), name: z.string().nullable() }),
  channel: z.string(),
  state: z.enum(HANDOFF_STATES),
  priority: z.enum(PRIORITIES),
  source: z.enum(HANDOFF_SOURCES).describe('Who asked for a person; `gate` and `failure`: the bot could not go on.'),
  reason: z.string(),
  summary: z.string().nullable().describe('For the person who takes it.'),
  holder: colleague.nullable(),
  requested_at: z.iso.datetime(),
  queued_at: z.iso.datetime().describe('When it came into the queue, for the first time or again.'),
  claimed_at: moment,
  first_reply_at: moment,
  closed_at: moment,
  closed_by: z.string().nullable(),
  closed_why: z.enum(['released', 'resolved', 'silent', 'forgotten', 'switched']).nullable(),
  due: z
    .object({
      unclaimed: moment,
      first_response: moment,
      next_response: moment,
      resolution: moment,
      assignee_silent: moment,
    })
    .describe('When each limit passes; null = it can’t as things stand, or has passed.'),
  broken: z.array(z.enum(LIMITS)).describe('Limits that have passed.'),
  rating: z.int().min(1).max(5).nullable(),
  rated_at: moment,
});

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant or handoff' },
] as const;

const common = { method: 'get', tag: 'Handoff', access: 'viewer' } as const;

export const listHandoffsSpec = {
  ...common,
  path: '/v1/handoffs',
  operationId: 'listHandoffs',
  summary: 'The queue: waiting first, by priority, the oldest first; closed ones by themselves, the latest first',
  query: optionalTenantQuery.extend({
    ...pageQuery,
    state: z
      .enum([...HANDOFF_STATES, 'open'])
      .default('open')
      .describe('`open` = waiting or held.'),
    assignee: z.string().min(1).max(64).optional().describe('A colleague’s id, `me`, or `none`.'),
    priority: z.enum(PRIORITIES).optional(),
    source: z.enum(HANDOFF_SOURCES).optional(),
    conversation_id: z.uuid().optional().describe('Only those of this conversation.'),
    rated: z.stringbool().optional().describe('`true` = only those the customer rated.'),
  }),
  answers: [
    {
      status: 200,
      description: 'A page of handoffs',
      schema: z.object({ handoffs: z.array(handoffView), next_cursor: nextCursor }),
    },
    ...refusals,
    { status: 422, description: 'A filter or the cursor does not fit' },
  ],
} as const;

export const ratingsSpec = {
  ...common,
  path: '/v1/handoffs/ratings',
  operationId: 'reportRatings',
  summary: 'What customers said of the help they got',
  query: optionalTenantQuery.extend({
    from: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('Asked at this time or later; 30 days ago when left out.'),
    to: z.iso.datetime({ offset: true }).optional().describe('Asked before this time.'),
  }),
  answers: [
    {
      status: 200,
      description: 'Counts and averages',
      schema: z.object({
        asked: z.int(),
        rated: z.int(),
        average: z.number().nullable(),
        counts: z.object({ 1: z.int(), 2: z.int(), 3: z.int(), 4: z.int(), 5: z.int() }),
        holders: z.array(z.object({ holder: colleague, rated: z.int(), average: z.number() })),
      }),
    },
    ...refusals,
    { status: 422, description: 'A time does not fit' },
  ],
} as const;

export const getHandoffSpec = {
  ...common,
  path: '/v1/handoffs/{id}',
  operationId: 'getHandoff',
  summary: 'One handoff',
  query: optionalTenantQuery,
  params: z.object({ id: z.uuid() }),
  answers: [{ status: 200, description: 'The handoff', schema: handoffView }, ...refusals],
} as const;
