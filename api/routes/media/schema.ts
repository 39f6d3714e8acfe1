import { z } from 'zod';
import { optionalTenantQuery } from '#api/http/tenant.ts';

export const mediaSpec = {
  method: 'get',
  path: '/v1/conversations/{id}/media/{messageId}/{index}',
  operationId: 'getConversationMedia',
  summary: 'A file that the customer sent',
  tag: 'Conversations',
  access: 'viewer',
  query: optionalTenantQuery,
  params: z.object({
    id: z.uuid(),
    messageId: z.uuid(),
    index: z.coerce.number().int().min(0).max(99).describe('Its place among the message’s attachments, from 0.'),
  }),
  answers: [
    {
      status: 200,
      description: 'The file. Pictures, sound and video under their own type; all else as a download.',
      contentType: 'application/octet-stream',
      schema: z.string().meta({ format: 'binary' }),
    },
    { status: 401, description: 'No valid key' },
    { status: 404, description: 'No such file of this conversation, or it was not kept' },
  ],
} as const;
