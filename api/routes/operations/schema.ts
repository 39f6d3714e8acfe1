import { z } from 'zod';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const params = z.object({ id: z.uuid() });
const common = { tag: 'Operations', access: 'admin', query: optionalTenantQuery, params } as const;
const refusals = [
  { status: 401, description: 'No valid token or key' },
  { status: 403, description: 'Only admins may' },
  { status: 404, description: 'No such conversation of this tenant, or it never ran' },
  { status: 409, description: 'The conversation has moved on; `detail` says how' },
  { status: 503, description: 'Temporal or the workers are away; nothing was changed' },
] as const;
const reason = z.string().trim().min(1).max(200).describe('Why, for the next operator; no words of customers.');

const runView = z.object({
  workflow_id: z.string(),
  run_id: z.string(),
  status: z.string().describe('RUNNING, COMPLETED, TERMINATED, …'),
  events: z.int(),
  pending: z.array(
    z.object({
      step: z.string(),
      attempt: z.int(),
      failure: z.string().nullable(),
      next_at: z.iso.datetime().nullable(),
    }),
  ),
});
export type RunView = z.infer<typeof runView>;

const path = (action: string) => `/v1/conversations/{id}/operations${action}`;

export const runSpec = {
  ...common,
  method: 'get',
  path: path(''),
  operationId: 'getConversationRun',
  summary: 'How a conversation’s workflow stands: which steps wait, since which failure',
  answers: [{ status: 200, description: 'The run', schema: runView }, ...refusals],
} as const;

export const retrySpec = {
  ...common,
  method: 'post',
  path: path('/retry'),
  operationId: 'retryStuckTurn',
  summary: 'Try the steps that wait for their next attempt at once',
  answers: [{ status: 200, description: 'Which steps', schema: z.object({ steps: z.array(z.string()) }) }, ...refusals],
} as const;

export const skipSpec = {
  ...common,
  method: 'post',
  path: path('/skip'),
  operationId: 'skipTurn',
  summary: 'Give up the turn that holds a conversation up; its messages become a dead letter',
  body: z.strictObject({ turn: z.int().min(1).describe('The turn under way, as the state card shows it.') }),
  answers: [{ status: 200, description: 'It is given up', schema: z.object({ turn: z.int() }) }, ...refusals],
} as const;

export const endSpec = {
  ...common,
  method: 'post',
  path: path('/end'),
  operationId: 'endRun',
  summary: 'Have a conversation’s run end by itself; what waits goes to a new one',
  answers: [{ status: 202, description: 'It ends', schema: z.object({ ending: z.literal(true) }) }, ...refusals],
} as const;

export const terminateSpec = {
  ...common,
  method: 'post',
  path: path('/terminate'),
  operationId: 'terminateRun',
  summary: 'End a run that can’t end by itself, and give its unrecorded messages to a new one. Again = only the latter',
  body: z.strictObject({ reason }),
  answers: [
    { status: 200, description: 'How many messages were given on', schema: z.object({ rescued: z.int() }) },
    ...refusals,
  ],
} as const;

export const resetSpec = {
  ...common,
  method: 'post',
  path: path('/reset'),
  operationId: 'resetRun',
  summary: 'Begin again at an earlier point of the history; nothing is ordered, booked or sent twice',
  body: z.strictObject({
    reason,
    event_id: z.int().min(1).optional().describe('At or before this event; left out = the latest point there is.'),
  }),
  answers: [{ status: 200, description: 'The new run', schema: z.object({ run_id: z.string() }) }, ...refusals],
} as const;

const letterView = z.object({
  id: z.uuid(),
  workflow_id: z.string(),
  message_ids: z.array(z.string()),
  reason: z.string(),
  created_at: z.iso.datetime(),
  replayed_at: z.iso.datetime().nullable(),
});
export type LetterView = z.infer<typeof letterView>;

export const lettersSpec = {
  tag: 'Operations',
  access: 'admin',
  method: 'get',
  path: '/v1/dead-letters',
  operationId: 'listDeadLetters',
  summary: 'Messages that could not be processed; never what they say',
  query: optionalTenantQuery.extend({
    ...pageQuery,
    all: z.enum(['true', 'false']).default('false').describe('Those that were replayed as well.'),
  }),
  answers: [
    {
      status: 200,
      description: 'Newest first',
      schema: z.object({ dead_letters: z.array(letterView), next_cursor: nextCursor }),
    },
    { status: 401, description: 'No valid token or key' },
    { status: 403, description: 'Only admins may' },
  ],
} as const;

export const replaySpec = {
  ...common,
  method: 'post',
  path: '/v1/dead-letters/{id}/replay',
  operationId: 'replayDeadLetter',
  summary: 'Give the messages of a dead letter to their conversation once more',
  answers: [
    { status: 202, description: 'How many messages', schema: z.object({ messages: z.int() }) },
    ...refusals,
    { status: 410, description: 'The person was erased; nobody can read it any more' },
  ],
} as const;
