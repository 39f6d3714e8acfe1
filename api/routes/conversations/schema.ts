import { z } from 'zod';
import { STAGES } from '#domain/conversation/stage.ts';
import { STATUSES } from '#domain/conversation/status.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';
import { holderReply } from '#api/routes/handoff/schema.ts';
import { entryView } from '#api/routes/inbox/schema.ts';

const params = z.object({ id: z.uuid() });

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'No such conversation of this tenant' },
] as const;

export const attachmentView = z.object({
  kind: z.string(),
  name: z.string().nullable(),
  content_type: z.string().nullable().describe('By the file’s own bytes.'),
  bytes: z.int().nullable(),
  url: z.string().nullable().describe('Where the file is; null when we have none.'),
  trouble: z
    .enum(['too_large', 'wrong_type', 'gone', 'not_allowed', 'unavailable'])
    .nullable()
    .describe('Why we have none.'),
  transcript: z.string().nullable(),
});

export const conversationView = z.object({
  id: z.uuid(),
  workflow_id: z.string().describe('Look here in Temporal’s Web UI.'),
  channel: z.string(),
  contact_id: z.string(),
  stage: z.enum(STAGES),
  status: z.enum(STATUSES),
  ai_enabled: z.boolean(),
  contact: z.object({
    id: z.uuid(),
    name: z.string().nullable(),
    address: z.string().nullable(),
    language: z.string().nullable(),
    notes: z.string().nullable(),
    opted_out_at: z.iso.datetime().nullable().describe('When this person asked for no more messages.'),
    blocked_at: z.iso.datetime().nullable().describe('When the provider said that they want nothing from us here.'),
  }),
  ...entryView.pick({
    title: true,
    assignee: true,
    handoff: true,
    labels: true,
    message_count: true,
    last_activity_at: true,
    created_at: true,
  }).shape,
  turn_count: z.int(),
  note_count: z.int(),
  summary: z.string().nullable().describe('What the model remembers of older messages.'),
  messages: z.array(
    z.object({
      id: z.uuid(),
      seq: z.int(),
      author: z.enum(['customer', 'bot', 'human', 'system']),
      text: z.string(),
      kind: z.string(),
      turn: z.int(),
      at: z.iso.datetime(),
      attachments: z.array(attachmentView),
    }),
  ),
});

export const readSpec = {
  method: 'get',
  path: '/v1/conversations/{id}',
  operationId: 'getConversation',
  summary: 'Where a conversation stands, whose it is, and its newest 200 messages',
  tag: 'Conversations',
  access: 'viewer',
  query: optionalTenantQuery,
  params,
  answers: [{ status: 200, description: 'The conversation', schema: conversationView }, ...refusals],
} as const;

export const automationSpec = {
  method: 'post',
  path: '/v1/conversations/{id}/automation',
  operationId: 'setAutomation',
  summary: 'Switch the AI of a conversation on or off',
  tag: 'Conversations',
  access: 'agent',
  query: optionalTenantQuery,
  params,
  body: z.strictObject({ enabled: z.boolean() }),
  answers: [
    { status: 200, description: 'Done', schema: holderReply },
    { status: 409, description: 'Not possible in the state the conversation is in' },
    { status: 503, description: 'No worker answers; nothing was changed' },
    ...refusals,
  ],
} as const;

export const renameSpec = {
  method: 'patch',
  path: '/v1/conversations/{id}',
  operationId: 'renameConversation',
  summary: 'Gives a conversation a title for colleagues, or takes it away',
  tag: 'Conversations',
  access: 'agent',
  query: optionalTenantQuery,
  params,
  body: z.strictObject({ title: z.string().trim().min(1).max(200).nullable() }),
  answers: [
    { status: 200, description: 'Done', schema: z.object({ id: z.uuid(), title: z.string().nullable() }) },
    { status: 422, description: 'The body does not fit' },
    ...refusals,
  ],
} as const;
