import type { Role } from './env.ts';
import type { Values, VariableName } from './variables.ts';

const NEEDED: Readonly<Record<Role, readonly VariableName[]>> = {
  api: [
    'DATABASE_URL',
    'TEMPORAL_ADDRESS',
    'ADMIN_KEY',
    'JWT_SECRET',
    'COLLOQUY_ENCRYPTION_KEYS',
    'COLLOQUY_CONTACT_KEY',
  ],
  worker: ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'COLLOQUY_ENCRYPTION_KEYS'],
  cli: [],
  dev: [],
};

const KEY_OF = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  google: 'GOOGLE_API_KEY',
  xai: 'XAI_API_KEY',
  groq: 'GROQ_API_KEY',
} as const satisfies Record<string, VariableName>;

/** Problems that no single variable shows. */
export function problemsBetween(values: Values, role: Role): string[] {
  const problems = NEEDED[role]
    .filter((name) => values[name] === undefined)
    .map(
      (name) =>
        `${name}: the ${role} process can't start without it; set it (\`npm start\` makes one for the embedded stack)`,
    );
  for (const provider of providersNamed(values)) {
    if (provider === 'offline') continue;
    if (!isRemote(provider))
      problems.push(`LLM_FALLBACKS: "${provider}" is no provider, expected offline, ${Object.keys(KEY_OF).join(', ')}`);
    else if (values[KEY_OF[provider]] === undefined)
      problems.push(`${KEY_OF[provider]}: ${provider} is named as a model provider but has no key; set it`);
  }
  if (values.EMBEDDINGS_PROVIDER === 'openai' && (values.EMBEDDINGS_API_KEY ?? values.OPENAI_API_KEY) === undefined) {
    problems.push('EMBEDDINGS_API_KEY: EMBEDDINGS_PROVIDER is openai but there is no key; set it or OPENAI_API_KEY');
  }
  if (
    values.S3_BUCKET !== undefined &&
    (values.S3_ACCESS_KEY_ID === undefined || values.S3_SECRET_ACCESS_KEY === undefined)
  ) {
    problems.push('S3_BUCKET: set without S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY; set both');
  }
  if (values.TRANSCRIBE_MODEL !== undefined && (values.TRANSCRIBE_BASE_URL ?? values.OPENAI_API_KEY) === undefined) {
    problems.push(
      'TRANSCRIBE_MODEL: set without TRANSCRIBE_BASE_URL or OPENAI_API_KEY; say where voice notes are heard',
    );
  }
  if (values.LLM_PROVIDER !== 'offline' && values.LLM_MODEL === undefined) {
    problems.push(`LLM_MODEL: LLM_PROVIDER is ${values.LLM_PROVIDER}, expected the name of one of its models`);
  }
  if ((values.TEMPORAL_TLS_CLIENT_CERT_PATH === undefined) !== (values.TEMPORAL_TLS_CLIENT_KEY_PATH === undefined)) {
    problems.push(
      'TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH: one is set without the other; set both',
    );
  }
  if (values.STRIPE_SECRET_KEY !== undefined && values.STRIPE_WEBHOOK_SECRET === undefined) {
    problems.push(
      'STRIPE_WEBHOOK_SECRET: STRIPE_SECRET_KEY is set without it; without the signing secret no payment would ever be believed',
    );
  }
  if (values.COLLOQUY_FAULT_DIR !== undefined && values.NODE_ENV !== 'test') {
    problems.push(`COLLOQUY_FAULT_DIR: only for crash tests, but NODE_ENV is ${values.NODE_ENV}; unset it`);
  }
  return problems;
}

function providersNamed(values: Values): string[] {
  const fallbacks = values.LLM_FALLBACKS?.split(',').map((entry) => entry.trim().split(':')[0] ?? '') ?? [];
  return [...new Set([values.LLM_PROVIDER, ...fallbacks])];
}

function isRemote(provider: string): provider is keyof typeof KEY_OF {
  return Object.hasOwn(KEY_OF, provider);
}
