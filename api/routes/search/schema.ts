import { z } from 'zod';
import { STATUSES } from '#domain/conversation/status.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

export const foundMessageView = z.object({
  id: z.uuid(),
  seq: z.int().describe('Its place in the conversation.'),
  author: z.enum(['customer', 'bot', 'human', 'system']),
  author_name: z.string().nullable(),
  excerpt: z.string().describe('What was said around the first of the words, at most 300 characters.'),
  at: z.iso.datetime(),
  conversation: z.object({
    id: z.uuid(),
    channel: z.string(),
    status: z.enum(STATUSES),
    contact: z.object({ id: z.uuid(), name: z.string().nullable() }),
  }),
});

export const searchMessagesSpec = {
  method: 'get',
  path: '/v1/search/messages',
  operationId: 'searchMessages',
  summary: 'What was said, found by words in any language, the newest first',
  tag: 'Conversations',
  access: 'viewer',
  query: optionalTenantQuery.extend({
    ...pageQuery,
    limit: pageQuery.limit.default(20),
    q: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe('Words that must all be there, in any spelling; a `*` behind the last one lets it go on.'),
    author: z.enum(['customer', 'bot', 'human']).optional(),
    conversation: z.uuid().optional().describe('Only in this conversation.'),
  }),
  answers: [
    {
      status: 200,
      description: 'A page of messages',
      schema: z.object({ messages: z.array(foundMessageView), next_cursor: nextCursor }),
    },
    { status: 401, description: 'No valid key' },
    { status: 404, description: 'Unknown tenant' },
    { status: 422, description: 'The question or the cursor does not fit' },
  ],
} as const;
