import { z } from 'zod';
import { STAGES } from '#domain/conversation/stage.ts';
import { STATUSES } from '#domain/conversation/status.ts';
import { MESSAGE_STATES } from '#domain/inbox/thread-message.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';
import { attachmentView } from '#api/routes/conversations/schema.ts';

const messageState = z
  .enum(MESSAGE_STATES)
  .describe(
    'received: the customer’s. unknown: sent, but nobody knows whether it arrived. Of several parts the slowest.',
  );

export const messageView = z.object({
  id: z.uuid(),
  seq: z.int().describe('Its place in the conversation, from 1.'),
  author: z.enum(['customer', 'bot', 'human', 'system']),
  author_name: z.string().nullable().describe('The colleague who wrote it.'),
  kind: z.string(),
  text: z.string(),
  turn: z.int(),
  at: z.iso.datetime(),
  status: messageState,
  parts: z
    .array(
      z.object({
        part: z.int(),
        text: z.string(),
        status: messageState,
        at: z.iso.datetime().nullable(),
        failure: z.string().nullable(),
      }),
    )
    .describe('What it was cut into for the channel; empty for what came to us.'),
  attachments: z.array(attachmentView),
});

const usage = {
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost_usd: z.number(),
};

export const turnView = z.object({
  turn: z.int(),
  outcome: z
    .enum(['answered', 'safe_reply', 'suppressed', 'undeliverable', 'held'])
    .nullable()
    .describe('null: it is being answered.'),
  stage: z.enum(STAGES).nullable(),
  status: z.enum(STATUSES).nullable(),
  staff: z.object({ id: z.string(), name: z.string() }).nullable().describe('The colleague who wrote it.'),
  summary_used: z.boolean(),
  sent_step: z.int().nullable().describe('The step whose words were sent.'),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
  usage: z.object(usage).describe('Of all model calls of the turn.'),
  steps: z.array(
    z.object({
      step: z.int(),
      round: z.int().describe('How often newer messages had restarted the draft.'),
      kind: z.enum(['tools', 'reply', 'violation']).describe('violation: words that the claim gate refused.'),
      text: z.string(),
      violations: z.array(z.string()).describe('Why the gate refused.'),
      stage: z.enum(STAGES).nullable(),
      at: z.iso.datetime(),
      model: z.object({ provider: z.string(), model: z.string(), ...usage }).nullable(),
    }),
  ),
  tools: z.array(
    z.object({
      step: z.int().describe('0: news from outside the talk.'),
      call_id: z.string(),
      name: z.string(),
      input: z.json(),
      result: z.json().describe('What the model saw.'),
      ok: z.boolean().nullable(),
      effect: z.string().nullable(),
      summary: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
});

const staffMember = z.object({ id: z.string(), name: z.string() });
const noteView = z.object({ id: z.uuid(), by: staffMember, text: z.string(), at: z.iso.datetime() });
const eventView = z.object({
  id: z.uuid(),
  type: z.string(),
  data: z.record(z.string(), z.json()),
  at: z.iso.datetime(),
});

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'No such conversation of this tenant' },
  { status: 422, description: 'The cursor does not fit' },
] as const;

const common = {
  method: 'get',
  tag: 'Conversations',
  access: 'viewer',
  params: z.object({ id: z.uuid() }),
  query: optionalTenantQuery.extend(pageQuery),
} as const;

export const messagesSpec = {
  ...common,
  path: '/v1/conversations/{id}/messages',
  operationId: 'listMessages',
  summary: 'What was said, page by page, with how far each message of ours came',
  query: optionalTenantQuery.extend({
    ...pageQuery,
    order: z.enum(['newest', 'oldest']).default('newest').describe('Which come first.'),
  }),
  answers: [
    {
      status: 200,
      description: 'A page of messages',
      schema: z.object({ messages: z.array(messageView), next_cursor: nextCursor }),
    },
    ...refusals,
  ],
} as const;

export const turnsSpec = {
  ...common,
  path: '/v1/conversations/{id}/turns',
  operationId: 'listTurns',
  summary: 'What each turn did: models with tokens and cost, tools with input and result, verdicts of the claim gate',
  answers: [
    {
      status: 200,
      description: 'A page of turns, newest first',
      schema: z.object({ turns: z.array(turnView), next_cursor: nextCursor }),
    },
    ...refusals,
  ],
} as const;

export const notesSpec = {
  ...common,
  path: '/v1/conversations/{id}/notes',
  operationId: 'listNotes',
  summary: 'What colleagues noted for each other',
  answers: [
    {
      status: 200,
      description: 'A page of notes, newest first',
      schema: z.object({ notes: z.array(noteView), next_cursor: nextCursor }),
    },
    ...refusals,
  ],
} as const;

export const eventsSpec = {
  ...common,
  path: '/v1/conversations/{id}/events',
  operationId: 'listConversationEvents',
  summary: 'How the conversation moved: stages, turns, state, handoffs',
  answers: [
    {
      status: 200,
      description: 'A page of events, newest first',
      schema: z.object({ events: z.array(eventView), next_cursor: nextCursor }),
    },
    ...refusals,
  ],
} as const;

export const workflowUrlSpec = {
  ...common,
  path: '/v1/conversations/{id}/workflow-url',
  operationId: 'getWorkflowUrl',
  summary: 'Where the conversation’s workflow is shown in Temporal’s Web UI',
  query: optionalTenantQuery,
  answers: [
    {
      status: 200,
      description: 'The workflow',
      schema: z.object({
        workflow_id: z.string(),
        namespace: z.string(),
        url: z.string().nullable().describe('null when TEMPORAL_UI_URL is not set.'),
      }),
    },
    ...refusals,
  ],
} as const;
