import { z } from 'zod';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const tag = 'Live';
const LONGEST_CURSOR = 16_000;

const liveEvent = z.object({
  id: z.string().describe('Opaque: where to go on. Events come in the order in which they were committed.'),
  type: z
    .string()
    .describe('message.received, message.sent, message.status, conversation.updated, handoff.*, order.*, …'),
  conversation_id: z.uuid().optional(),
  subject: z.object({ kind: z.string(), id: z.string() }).optional(),
  at: z.iso.datetime(),
});

export const liveSocketSpec = {
  method: 'get',
  path: '/v1/live',
  operationId: 'openLiveSocket',
  summary:
    'WebSocket: what happens at the shop, as it happens. First frame {"type":"auth","token"}, then {"type":"resume","after"}',
  tag,
  access: 'public',
  answers: [
    { status: 101, description: 'The socket is open; frames are described in docs/api.md' },
    { status: 403, description: 'The page that opens it is not of this address' },
    { status: 426, description: 'This was no WebSocket handshake' },
    { status: 503, description: 'This process has too many live connections' },
  ],
} as const;

export const liveEventsSpec = {
  method: 'get',
  path: '/v1/live/events',
  operationId: 'streamLiveEvents',
  summary: 'The same as server-sent events; goes on behind Last-Event-ID',
  tag,
  access: 'viewer',
  query: optionalTenantQuery.extend({
    after: z.string().max(LONGEST_CURSOR).optional().describe('Where to go on, when Last-Event-ID can’t be sent.'),
  }),
  answers: [
    { status: 200, description: 'Events', contentType: 'text/event-stream', schema: liveEvent },
    { status: 401, description: 'No valid token or key' },
    { status: 404, description: 'Unknown tenant' },
    { status: 503, description: 'Too many live connections' },
  ],
} as const;

export const presenceSpec = {
  method: 'get',
  path: '/v1/presence',
  operationId: 'listPresence',
  summary: 'Who of the staff is there now',
  tag,
  access: 'viewer',
  query: optionalTenantQuery,
  answers: [
    {
      status: 200,
      description: 'People',
      schema: z.object({
        users: z.array(z.object({ id: z.uuid(), state: z.enum(['online', 'away']), seen_at: z.iso.datetime() })),
      }),
    },
    { status: 401, description: 'No valid token or key' },
    { status: 404, description: 'Unknown tenant' },
  ],
} as const;
