import { z } from 'zod';
import { ACCOUNT_VARIABLES } from './account-variables.ts';
import { FILE_VARIABLES, MEDIA_VARIABLES } from './media-variables.ts';
import { flag, key, keyring, millis, modelList, port, postgresUrl, provider, text, url } from './shapes.ts';
import type { Variable } from './shapes.ts';

/** Every variable Colloquy reads. The only list: config, `.env.example` and `doctor` are made of it. */
export const VARIABLES = {
  NODE_ENV: {
    doc: 'production, development or test.',
    schema: z.enum(['production', 'development', 'test']).default('development'),
    example: 'production',
  },
  LOG_LEVEL: {
    doc: 'fatal, error, warn, info, debug or trace.',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    example: 'info',
  },
  HOST: { doc: 'Address the API listens on.', schema: text.default('0.0.0.0'), example: '0.0.0.0' },
  PORT: { doc: 'Port of the API and the dashboard.', schema: port(3000), example: '3000' },
  PUBLIC_URL: {
    doc: 'Where providers reach us; signatures are checked against it. Default: http://localhost:PORT.',
    schema: url.optional(),
    example: 'https://chat.example.com',
  },
  TRUSTED_PROXIES: {
    doc: 'How many reverse proxies stand before the API.',
    schema: z.coerce.number().int().min(0).max(10).default(0),
    example: '1',
  },
  CHAT_PER_MINUTE: {
    doc: 'Chat requests a minute from one address; a visitor gets a third of it.',
    schema: z.coerce.number().int().min(1).max(1_000_000).default(180),
    example: '180',
  },
  LIVE_CONNECTIONS: {
    doc: 'Live connections (WebSocket and SSE of staff) one API process takes.',
    schema: z.coerce.number().int().min(1).max(100_000).default(2_000),
    example: '2000',
  },
  LIVE_CONNECTIONS_PER_TENANT: {
    doc: 'Of those, how many may be one shop’s.',
    schema: z.coerce.number().int().min(1).max(100_000).default(300),
    example: '300',
  },
  ERASE_GRACE_MS: {
    doc: 'How long the key of an erased conversation is out of use before it is destroyed; longer than any process seals with it.',
    schema: millis(30_000, 600_000),
    example: '30000',
  },
  WEBHOOK_RETRY_MS: {
    doc: 'First wait before an outgoing webhook that failed is sent again; later waits grow from it, ten tries in all.',
    schema: millis(10_000, 3_600_000),
    example: '10000',
  },
  REPLY_WAIT_MS: {
    doc: 'How long POST /v1/chat waits for the reply before it answers 504.',
    schema: millis(90_000, 600_000),
    example: '90000',
  },
  COLLOQUY_HOME: {
    doc: 'Folder of the embedded stack: data, logs, secrets.',
    schema: text.default('.colloquy'),
    example: '.colloquy',
  },
  FILES_DIR: {
    doc: 'Folder of uploaded files; API and workers must see the same one. Default: files in COLLOQUY_HOME.',
    schema: text.optional(),
    example: '/var/lib/colloquy/files',
  },
  ...FILE_VARIABLES,
  PGPORT_EMBEDDED: { doc: 'Port of the embedded Postgres.', schema: port(54_329), example: '54329' },
  TEMPORAL_PORT: { doc: 'Port of the embedded Temporal server.', schema: port(7233), example: '7233' },
  TEMPORAL_UI_PORT: { doc: 'Port of the embedded Temporal Web UI.', schema: port(8233), example: '8233' },
  TEMPORAL_CLI: {
    doc: 'The temporal binary to use for the embedded server.',
    schema: text.optional(),
    example: '/usr/local/bin/temporal',
  },
  DATABASE_URL: {
    doc: 'Postgres 15 or newer. Set: no embedded Postgres starts.',
    schema: postgresUrl.optional(),
    example: 'postgresql://colloquy:…@db:5432/colloquy',
    secret: true,
  },
  DATABASE_MIGRATION_URL: {
    doc: 'The same database as its owner, for migrations. Default: DATABASE_URL.',
    schema: postgresUrl.optional(),
    example: 'postgresql://owner:…@db:5432/colloquy',
    secret: true,
  },
  DATABASE_POOL_MAX: {
    doc: 'Connections of one process.',
    schema: z.coerce.number().int().min(1).max(200).default(10),
    example: '10',
  },
  TEMPORAL_ADDRESS: {
    doc: 'host:port of Temporal. Set: no embedded Temporal starts.',
    schema: z
      .string()
      .regex(/^[^\s/]+:\d+$/, 'expected host:port')
      .optional(),
    example: 'temporal:7233',
  },
  TEMPORAL_NAMESPACE: { doc: 'Temporal namespace.', schema: text.default('default'), example: 'default' },
  TEMPORAL_TASK_QUEUE: {
    doc: 'Queue of conversations, ending in "conversations"; the others are named after it.',
    schema: z
      .string()
      .regex(/conversations$/, 'expected a name that ends in "conversations"')
      .default('conversations'),
    example: 'conversations',
  },
  TEMPORAL_API_KEY: { doc: 'API key of Temporal Cloud.', schema: text.optional(), example: '', secret: true },
  TEMPORAL_TLS: { doc: 'true = TLS without a client certificate.', schema: flag.optional(), example: 'true' },
  TEMPORAL_TLS_CLIENT_CERT_PATH: {
    doc: 'Client certificate, PEM.',
    schema: text.optional(),
    example: '/run/secrets/temporal.crt',
  },
  TEMPORAL_TLS_CLIENT_KEY_PATH: { doc: 'Its key, PEM.', schema: text.optional(), example: '/run/secrets/temporal.key' },
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: {
    doc: 'Certificate authority of the server, PEM.',
    schema: text.optional(),
    example: '/run/secrets/temporal-ca.crt',
  },
  TEMPORAL_TLS_SERVER_NAME: {
    doc: 'Name expected in the server’s certificate.',
    schema: text.optional(),
    example: 'temporal.internal',
  },
  TEMPORAL_UI_URL: {
    doc: 'Temporal’s Web UI as staff reach it; the inbox links to it. Unset: no links.',
    schema: url.optional(),
    example: 'https://temporal.example.com',
  },
  ADMIN_KEY: {
    doc: 'The platform operator’s x-api-key. At least 24 characters.',
    schema: z.string().min(24, 'expected at least 24 characters; make one: openssl rand -hex 24').optional(),
    example: '',
    secret: true,
  },
  ...ACCOUNT_VARIABLES,
  COLLOQUY_ENCRYPTION_KEYS: {
    doc: 'Keys that encrypt histories and credentials: "id:base64", the current one first; keep old ones for old data.',
    schema: keyring.optional(),
    example: 'k1:…',
    secret: true,
  },
  COLLOQUY_CONTACT_KEY: {
    doc: 'Key that turns a customer’s id into a workflow id; changing it orphans running conversations.',
    schema: key.optional(),
    example: '',
    secret: true,
  },
  LLM_PROVIDER: {
    doc: 'Model provider of tenants that name none: offline, openai, anthropic, google, xai or groq.',
    schema: provider.default('offline'),
    example: 'offline',
  },
  LLM_MODEL: {
    doc: 'Its model. Default: offline-1 for offline; needed for the others.',
    schema: text.optional(),
    example: 'gpt-4o-mini',
  },
  LLM_FALLBACKS: {
    doc: 'Models tried after it, in order.',
    schema: modelList.optional(),
    example: 'anthropic:claude-haiku-4-5,groq:llama-3.3-70b-versatile',
  },
  MODEL_TIMEOUT_MS: { doc: 'Longest model call.', schema: millis(20_000, 120_000), example: '20000' },
  OPENAI_API_KEY: { doc: 'Key of OpenAI.', schema: text.optional(), example: '', secret: true },
  ANTHROPIC_API_KEY: { doc: 'Key of Anthropic.', schema: text.optional(), example: '', secret: true },
  GOOGLE_API_KEY: { doc: 'Key of Google (Gemini).', schema: text.optional(), example: '', secret: true },
  XAI_API_KEY: { doc: 'Key of xAI.', schema: text.optional(), example: '', secret: true },
  GROQ_API_KEY: { doc: 'Key of Groq.', schema: text.optional(), example: '', secret: true },
  OPENAI_BASE_URL: {
    doc: 'Address before /chat/completions.',
    schema: url.optional(),
    example: 'https://api.openai.com/v1',
  },
  ANTHROPIC_BASE_URL: {
    doc: 'Address before /v1/messages.',
    schema: url.optional(),
    example: 'https://api.anthropic.com',
  },
  GOOGLE_BASE_URL: {
    doc: 'Google’s OpenAI-compatible address.',
    schema: url.optional(),
    example: 'https://generativelanguage.googleapis.com/v1beta/openai',
  },
  XAI_BASE_URL: { doc: 'Address of xAI.', schema: url.optional(), example: 'https://api.x.ai/v1' },
  GROQ_BASE_URL: { doc: 'Address of Groq.', schema: url.optional(), example: 'https://api.groq.com/openai/v1' },
  ...MEDIA_VARIABLES,
  OUTBOUND_PRIVATE_ALLOWED: {
    doc: 'Addresses of the own network that tenants may name for their catalogue: "host:port", several separated by commas.',
    schema: z
      .string()
      .regex(/^[^\s,/]+:\d+(,\s*[^\s,/]+:\d+)*$/, 'expected "host:port", several separated by commas')
      .optional(),
    example: 'shop.internal:8080',
  },
  EMBEDDINGS_PROVIDER: {
    doc: 'What makes the vectors of search: offline (no key), or openai for OpenAI and servers that speak its protocol.',
    schema: z.enum(['offline', 'openai']).default('offline'),
    example: 'offline',
  },
  EMBEDDINGS_MODEL: {
    doc: 'Embedding model; must be able to answer 384 dimensions. A new one embeds everything again.',
    schema: text.default('text-embedding-3-small'),
    example: 'text-embedding-3-small',
  },
  EMBEDDINGS_BASE_URL: {
    doc: 'Address before /embeddings. Default: OPENAI_BASE_URL.',
    schema: url.optional(),
    example: 'http://embeddings:8080/v1',
  },
  EMBEDDINGS_API_KEY: {
    doc: 'Its key. Default: OPENAI_API_KEY.',
    schema: text.optional(),
    example: '',
    secret: true,
  },
  TELEGRAM_API_ROOT: {
    doc: 'Bot API server.',
    schema: url.default('https://api.telegram.org'),
    example: 'https://api.telegram.org',
  },
  META_GRAPH_URL: {
    doc: 'Graph API server.',
    schema: url.default('https://graph.facebook.com'),
    example: 'https://graph.facebook.com',
  },
  TWILIO_API_URL: {
    doc: 'Twilio API server.',
    schema: url.default('https://api.twilio.com'),
    example: 'https://api.twilio.com',
  },
  CHANNEL_PACING: {
    doc: 'false = send as fast as we can, for load tests; providers then answer 429.',
    schema: flag.default(true),
    example: 'true',
  },
  STRIPE_API_URL: {
    doc: 'Stripe API server.',
    schema: url.default('https://api.stripe.com'),
    example: 'https://api.stripe.com',
  },
  STRIPE_SECRET_KEY: {
    doc: 'Secret key of Stripe. Not set: no online payments.',
    schema: z
      .string()
      .regex(/^[sr]k_\w+$/, 'expected a key that begins with sk_ or rk_')
      .optional(),
    example: '',
    secret: true,
  },
  STRIPE_WEBHOOK_SECRET: {
    doc: 'Signing secrets of our webhook endpoints at Stripe, separated by commas: the account’s, Connect’s, old ones while they are rotated.',
    schema: z
      .string()
      .regex(/^whsec_\S+?(\s*,\s*whsec_\S+?)*$/, 'expected secrets that begin with whsec_, separated by commas')
      .transform((value) => value.split(',').map((secret) => secret.trim()))
      .optional(),
    example: '',
    secret: true,
  },
  METRICS_TOKEN: {
    doc: 'Bearer token of the API’s /metrics, at least 16 characters. Not set: /metrics answers callers on private networks only, which behind Docker’s port forwarding may be everybody.',
    schema: z
      .string()
      .regex(/^[\w.~+/=-]{16,512}$/, 'expected 16 to 512 characters of a bearer token; make one: openssl rand -hex 24')
      .optional(),
    example: '',
    secret: true,
  },
  WORKER_METRICS_HOST: {
    doc: 'Address that WORKER_METRICS_PORT listens on; these metrics have no token.',
    schema: text.default('0.0.0.0'),
    example: '127.0.0.1',
  },
  WORKER_METRICS_PORT: {
    doc: 'Serve the worker’s Prometheus metrics on this port.',
    schema: z.coerce.number().int().min(1).max(65_535).optional(),
    example: '9464',
  },
  COLLOQUY_FAULT_DIR: {
    doc: 'Crash tests only (NODE_ENV=test): a process dies at a named point when a file of that name is here.',
    schema: text.optional(),
    example: '',
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;
/** Values by variable name, defaults applied. */
export type Values = { readonly [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['schema']> };
