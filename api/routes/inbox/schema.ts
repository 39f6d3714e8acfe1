import { z } from 'zod';
import { CHANNELS } from '#domain/channel.ts';
import { STAGES } from '#domain/conversation/stage.ts';
import { STATUSES } from '#domain/conversation/status.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

export const labelTag = z.object({ id: z.uuid(), name: z.string(), color: z.string().describe('#rrggbb') });

export const entryView = z.object({
  id: z.uuid(),
  title: z.string().nullable().describe('What colleagues call it.'),
  workflow_id: z.string(),
  channel: z.string(),
  stage: z.enum(STAGES),
  status: z.enum(STATUSES),
  ai_enabled: z.boolean(),
  contact: z.object({ id: z.uuid(), name: z.string().nullable(), language: z.string().nullable() }),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable().describe('Who holds it.'),
  handoff: z
    .object({
      id: z.uuid(),
      reason: z.string(),
      requested_by: z.string(),
      requested_at: z.iso.datetime(),
      claimed_at: z.iso.datetime().nullable(),
    })
    .nullable()
    .describe('The open handoff.'),
  labels: z.array(labelTag),
  last_message: z
    .object({
      author: z.enum(['customer', 'bot', 'human', 'system']),
      text: z.string().describe('The first 200 characters.'),
      kind: z.string(),
      at: z.iso.datetime(),
    })
    .nullable(),
  message_count: z.int(),
  last_activity_at: z.iso.datetime(),
  created_at: z.iso.datetime(),
});

export const listConversationsSpec = {
  method: 'get',
  path: '/v1/conversations',
  operationId: 'listConversations',
  summary: 'Conversations, the latest activity first',
  tag: 'Conversations',
  access: 'viewer',
  query: optionalTenantQuery.extend({
    ...pageQuery,
    status: z.enum(STATUSES).optional(),
    stage: z.enum(STAGES).optional(),
    channel: z.enum(CHANNELS).optional(),
    assignee: z.string().min(1).max(100).optional().describe('A colleague’s id, `me`, or `none`.'),
    label: z.uuid().optional().describe('A label’s id.'),
    handoff_reason: z.string().min(1).max(200).optional().describe('Reason of the open handoff, word for word.'),
    contact: z.uuid().optional().describe('A contact’s id.'),
    q: z.string().trim().min(1).max(200).optional().describe('Part of the contact’s name, or words that were said.'),
    updated_since: z.iso.datetime({ offset: true }).optional().describe('Last activity at this time or later.'),
  }),
  answers: [
    {
      status: 200,
      description: 'A page of conversations',
      schema: z.object({
        conversations: z.array(entryView),
        next_cursor: nextCursor,
        as_of: z.iso
          .datetime()
          .nullable()
          .describe('What moves while you read page by page goes to the top: `updated_since` = this finds it.'),
      }),
    },
    { status: 401, description: 'No valid key' },
    { status: 404, description: 'Unknown tenant' },
    { status: 422, description: 'A filter or the cursor does not fit' },
  ],
} as const;
