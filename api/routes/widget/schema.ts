import { z } from 'zod';
import { STATUSES } from '#domain/conversation/status.ts';
import { tenantQuery } from '#api/http/tenant.ts';

const tag = 'Widget';

const place = tenantQuery.extend({
  after: z.coerce.number().int().min(0).default(0).describe('Only messages after this `seq`.'),
});

const card = z.object({
  name: z.string(),
  price: z.string().describe('Decimal, in the currency’s main unit.'),
  currency: z.string(),
  unit: z.string(),
  available: z.boolean(),
  image: z.string().nullable(),
});

export const widgetMessage = z.object({
  seq: z.int(),
  author: z.enum(['visitor', 'bot', 'agent']),
  agent: z.string().nullable().describe('Name of the person who wrote it.'),
  text: z.string(),
  turn: z.int(),
  at: z.iso.datetime(),
  message_id: z.string().nullable().describe('Of a visitor’s message: the id it was sent under.'),
  attachments: z.array(z.object({ kind: z.string(), url: z.string().nullable(), name: z.string().nullable() })),
  cards: z.array(card).describe('Products that the message names.'),
  choices: z.array(z.string()).describe('Answers that the message offers, as buttons.'),
  links: z.array(z.object({ kind: z.enum(['payment']), url: z.string() })),
});
export type WidgetMessageView = z.infer<typeof widgetMessage>;

export const widgetState = z.object({
  conversation_id: z.uuid().nullable(),
  status: z.enum(STATUSES),
  agent: z.string().nullable().describe('Name of the person who holds the conversation.'),
});
export type WidgetStateView = z.infer<typeof widgetState>;

export const historyView = widgetState.extend({ messages: z.array(widgetMessage) });
export type HistoryView = z.infer<typeof historyView>;

export const bootstrapView = z.object({
  tenant: z.object({ slug: z.string(), name: z.string() }),
  title: z.string(),
  greeting: z.string().nullable(),
  language: z.string(),
  position: z.enum(['left', 'right']),
  accent: z.string(),
  logo_url: z.string().nullable(),
  starters: z.array(z.string()),
});
export type BootstrapView = z.infer<typeof bootstrapView>;

export const sessionView = z.object({ token: z.string(), visitor_id: z.string(), expires_at: z.iso.datetime() });
export type SessionView = z.infer<typeof sessionView>;

const refusals = [
  { status: 403, description: 'The site is not on the tenant’s list' },
  { status: 404, description: 'Unknown tenant' },
  { status: 429, description: 'Too many requests' },
] as const;
const withSession = [{ status: 401, description: 'No valid session of this tenant' }, ...refusals] as const;

export const bootstrapSpec = {
  method: 'get',
  path: '/v1/widget/bootstrap',
  operationId: 'widgetBootstrap',
  summary: 'How the chat of a shop looks',
  tag,
  access: 'public',
  query: tenantQuery,
  answers: [{ status: 200, description: 'Name, colours, language', schema: bootstrapView }, ...refusals],
} as const;

export const sessionSpec = {
  method: 'post',
  path: '/v1/widget/session',
  operationId: 'widgetSession',
  summary: 'A session of a new visitor; with a valid token, a longer one of the same visitor',
  tag,
  access: 'public',
  query: tenantQuery,
  answers: [{ status: 200, description: 'The session', schema: sessionView }, ...refusals],
} as const;

export const historySpec = {
  method: 'get',
  path: '/v1/widget/history',
  operationId: 'widgetHistory',
  summary: 'The newest messages of the session’s visitor',
  tag,
  access: 'public',
  query: place,
  answers: [{ status: 200, description: 'At most 100 messages, oldest first', schema: historyView }, ...withSession],
} as const;

export const eventsSpec = {
  method: 'get',
  path: '/v1/widget/events',
  operationId: 'widgetEvents',
  summary: 'What happens in the conversation of the session’s visitor: events state, message, typing, error',
  tag,
  access: 'public',
  query: place,
  answers: [{ status: 200, description: 'Server-sent events', contentType: 'text/event-stream' }, ...withSession],
} as const;

export const previewSpec = {
  method: 'get',
  path: '/widget/preview',
  operationId: 'widgetPreview',
  summary: 'A page of ours with the chat of a shop on it',
  tag,
  access: 'public',
  query: tenantQuery,
  answers: [
    { status: 200, description: 'HTML', contentType: 'text/html' },
    { status: 404, description: 'Unknown tenant' },
  ],
} as const;

export const scriptSpec = {
  method: 'get',
  path: '/widget.js',
  operationId: 'widgetScript',
  summary: 'The script a shop embeds',
  tag,
  access: 'public',
  answers: [
    { status: 200, description: 'JavaScript', contentType: 'text/javascript' },
    { status: 503, description: 'Not built' },
  ],
} as const;
