import { z } from 'zod';
import { STAGES } from '#domain/conversation/stage.ts';
import { STATUSES } from '#domain/conversation/status.ts';
import { cleanText } from '#domain/message/clean-text.ts';
import { tenantQuery } from '#api/http/tenant.ts';

const opaqueId = (what: string) =>
  z.string().regex(/^[\w.:@+-]{1,128}$/, `expected ${what}: 1 to 128 characters of A-Z a-z 0-9 _ . : @ + -`);

const attachment = z.object({
  kind: z.enum(['image', 'audio', 'voice', 'video', 'document']),
  url: z.url({ protocol: /^https$/ }).max(2048),
  mime_type: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/)
    .max(128)
    .optional(),
});

/** Unknown fields are ignored, so that clients may send more than we know. */
export const chatBody = z
  .object({
    message: z.string().max(4096).default('').describe('What the visitor says; may be empty only with attachments.'),
    user_id: opaqueId('a visitor id').describe(
      'Opaque id of the visitor. It opens the conversation: make it random (a UUID).',
    ),
    conversation_id: z.uuid().nullish().describe('From an earlier reply; checked to be this visitor’s.'),
    attachments: z.array(attachment).max(10).optional(),
    message_id: opaqueId('a message id')
      .optional()
      .describe('Client-made id: the same id again is the same message. The Idempotency-Key header does the same.'),
  })
  .refine(({ message, attachments }) => cleanText(message).trim() !== '' || (attachments?.length ?? 0) > 0, {
    path: ['message'],
    message: 'expected words or an attachment',
  });
export type ChatBody = z.infer<typeof chatBody>;

export const chatReply = z.object({
  reply: z.string().describe('Empty while a person holds the conversation or AI is off.'),
  conversation_id: z.uuid(),
  stage: z.enum(STAGES),
  status: z.enum(STATUSES),
  tool_calls: z.array(z.object({ name: z.string(), input: z.json(), result: z.json() })),
  usage: z.object({
    provider: z.string().nullable(),
    model: z.string().nullable(),
    input_tokens: z.int(),
    output_tokens: z.int(),
    cost_usd: z.number(),
  }),
  summary_used: z.boolean(),
  gate_retries: z.int().describe('Drafts that were rejected because they claimed what was not done.'),
});
export type ChatReply = z.infer<typeof chatReply>;

const refusals = [
  { status: 404, description: 'Unknown tenant, or a conversation that is not this visitor’s' },
  { status: 409, description: 'The message_id was used for another message' },
  { status: 422, description: 'The body does not fit' },
  { status: 429, description: 'Too many messages' },
  { status: 503, description: 'The message could not be kept; send it again with the same message_id' },
] as const;

export const chatSpec = {
  method: 'post',
  path: '/v1/chat',
  operationId: 'chat',
  summary: 'Say something and wait for the reply',
  tag: 'Chat',
  access: 'public',
  query: tenantQuery,
  body: chatBody,
  answers: [
    { status: 200, description: 'The reply', schema: chatReply },
    ...refusals,
    {
      status: 504,
      description: 'No reply in time. The message is kept and will be answered; ask again with the same message_id',
    },
  ],
} as const;

export const streamSpec = {
  method: 'post',
  path: '/v1/chat/stream',
  operationId: 'chatStream',
  summary: 'Say something and follow the reply: events thinking, content, meta, done, error',
  tag: 'Chat',
  access: 'public',
  query: tenantQuery,
  body: chatBody,
  answers: [{ status: 200, description: 'Server-sent events', contentType: 'text/event-stream' }, ...refusals],
} as const;
