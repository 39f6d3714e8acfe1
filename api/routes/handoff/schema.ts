import { z } from 'zod';
import { STATUSES } from '#domain/conversation/status.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const params = z.object({ id: z.uuid() });

const member = z.strictObject({
  id: z
    .string()
    .regex(/^[\w.@:-]{1,64}$/u, 'expected 1 to 64 letters, digits or . _ @ : -')
    .describe('Opaque id.'),
  name: z.string().trim().min(1).max(100).describe('Shown to colleagues, and to customers in the widget.'),
});

const acting = { agent: member.optional().describe('Who acts; the key itself when left out.') };

const words = z.strictObject({
  ...acting,
  text: z.string().trim().min(1).max(20_000),
  key: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'Your own id of this message: sent twice, it reaches the customer once. Also taken from `Idempotency-Key`.',
    ),
});

export const holderReply = z.object({
  id: z.uuid(),
  status: z.enum(STATUSES),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
});

const common = { method: 'post', tag: 'Handoff', access: 'agent', query: optionalTenantQuery, params } as const;

function answers(description: string, schema: z.ZodType = holderReply) {
  return [
    { status: 200, description, schema },
    { status: 401, description: 'No valid key' },
    { status: 404, description: 'No such conversation of this tenant' },
    { status: 409, description: 'The conversation has moved on; `detail` says who holds it' },
    { status: 422, description: 'The body does not fit' },
    { status: 503, description: 'No worker answers; nothing was changed' },
  ];
}

export const claimSpec = {
  ...common,
  path: '/v1/conversations/{id}/claim',
  operationId: 'claimConversation',
  summary: 'Take a conversation: from the answer on the bot says nothing',
  body: z.strictObject({
    ...acting,
    force: z.boolean().default(false).describe('Take it from the colleague who holds it.'),
  }),
  answers: answers('It is yours'),
} as const;

export const assignSpec = {
  ...common,
  path: '/v1/conversations/{id}/assign',
  operationId: 'assignConversation',
  summary: 'Give a conversation to a colleague',
  body: z.strictObject({ ...acting, to: member }),
  answers: answers('It is theirs'),
} as const;

export const replySpec = {
  ...common,
  path: '/v1/conversations/{id}/reply',
  operationId: 'replyToConversation',
  summary: 'Write to the customer; needs the conversation to be yours',
  body: words,
  answers: answers('It was sent', holderReply.extend({ turn: z.int() })),
} as const;

export const noteSpec = {
  ...common,
  path: '/v1/conversations/{id}/notes',
  operationId: 'addNote',
  summary: 'Note something for colleagues; customers and the bot never see it',
  body: words,
  answers: answers('It was noted'),
} as const;

export const releaseSpec = {
  ...common,
  path: '/v1/conversations/{id}/release',
  operationId: 'releaseConversation',
  summary: 'Give a conversation back to the bot or to the queue',
  body: z.strictObject({ ...acting, to: z.enum(['bot', 'queue']).default('bot') }),
  answers: answers('It was given back'),
} as const;

export const resolveSpec = {
  ...common,
  path: '/v1/conversations/{id}/resolve',
  operationId: 'resolveHandoff',
  summary:
    'Say that the matter is settled: the bot has the conversation again, and the customer may be asked how it went',
  body: z.strictObject(acting),
  answers: answers('It is settled'),
} as const;

export const askSpec = {
  ...common,
  path: '/v1/conversations/{id}/handoff',
  operationId: 'requestHandoff',
  summary: 'Ask for a person to take a conversation',
  body: z.strictObject({ ...acting, reason: z.string().trim().min(1).max(1_000) }),
  answers: answers('Somebody is asked for'),
} as const;
