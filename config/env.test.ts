import { ConfigError, loadConfig } from './env.ts';
import type { Role } from './env.ts';
import { VARIABLES } from './variables.ts';
import type { Variable } from './shapes.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const API = {
  DATABASE_URL: 'postgresql://colloquy:hunter2hunter2@db:5432/colloquy',
  TEMPORAL_ADDRESS: 'temporal:7233',
  ADMIN_KEY: 'a'.repeat(24),
  COLLOQUY_ENCRYPTION_KEYS: `k2:${KEY}, k1:${KEY}`,
  COLLOQUY_CONTACT_KEY: KEY,
  JWT_SECRET: KEY,
};

function problems(role: Role, env: Record<string, string>): readonly string[] {
  try {
    loadConfig(role, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('with nothing set, the embedded stack has its documented defaults', () => {
  const config = loadConfig('dev', {});
  expect(config.http).toMatchObject({ port: 3000, host: '0.0.0.0', publicUrl: 'http://localhost:3000' });
  expect(config.embedded).toMatchObject({
    home: '.colloquy',
    postgresPort: 54_329,
    temporalPort: 7233,
    temporalUiPort: 8233,
  });
  expect(config.database.url).toBeUndefined();
  expect(config.models.defaults).toEqual([{ provider: 'offline', model: 'offline-1' }]);
  expect(config.temporal).toMatchObject({ namespace: 'default', taskQueue: 'conversations' });
});

test('the result is frozen to its depths', () => {
  const config = loadConfig('api', API);
  expect(Object.isFrozen(config)).toBe(true);
  expect(Object.isFrozen(config.models.providers.openai)).toBe(true);
  expect(Object.isFrozen(config.models.defaults[0])).toBe(true);
});

test('an empty variable counts as not set', () => {
  expect(loadConfig('dev', { PORT: '', DATABASE_URL: ' ' }).http.port).toBe(3000);
});

test('all problems are told at once, each with name, value and what is expected', () => {
  const found = problems('api', { ...API, PORT: 'eighty', LOG_LEVEL: 'loud', TEMPORAL_ADDRESS: 'nowhere' });
  expect(found).toHaveLength(3);
  expect(found.join('\n')).toMatch(/PORT "eighty"/);
  expect(found.join('\n')).toMatch(/LOG_LEVEL "loud"/);
  expect(found.join('\n')).toMatch(/TEMPORAL_ADDRESS "nowhere": expected host:port/);
});

test.each([
  [
    'api',
    ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'ADMIN_KEY', 'JWT_SECRET', 'COLLOQUY_ENCRYPTION_KEYS', 'COLLOQUY_CONTACT_KEY'],
  ],
  ['worker', ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'COLLOQUY_ENCRYPTION_KEYS']],
  ['cli', []],
  ['dev', []],
] as const)('%s names each variable it can’t start without', (role, names) => {
  expect(problems(role, {}).map((line) => line.split(':')[0])).toEqual(names);
});

test.each([
  ['ADMIN_KEY', 'topsecret'],
  ['COLLOQUY_ENCRYPTION_KEYS', 'k1:topsecret'],
  ['COLLOQUY_CONTACT_KEY', 'topsecret'],
  ['DATABASE_URL', 'mysql://root:topsecret@db/colloquy'],
] as const)('a wrong %s is refused without being shown', (name, value) => {
  const found = problems('api', { ...API, [name]: value });
  expect(found).toEqual([expect.stringContaining(`${name}: `)]);
  expect(found.join('\n')).not.toContain('topsecret');
});

test.each([
  [{ LLM_PROVIDER: 'openai', LLM_MODEL: 'gpt-4o-mini' }, /^OPENAI_API_KEY: openai is named/],
  [{ LLM_PROVIDER: 'openai', OPENAI_API_KEY: 'sk' }, /^LLM_MODEL: LLM_PROVIDER is openai/],
  [{ LLM_FALLBACKS: 'groq:llama' }, /^GROQ_API_KEY: groq is named/],
  [{ LLM_FALLBACKS: 'mars:rover' }, /^LLM_FALLBACKS: "mars" is no provider/],
  [{ TEMPORAL_TLS_CLIENT_CERT_PATH: '/crt' }, /one is set without the other/],
  [{ STRIPE_SECRET_KEY: 'sk_test_1' }, /^STRIPE_WEBHOOK_SECRET: STRIPE_SECRET_KEY is set without it/],
  [{ COLLOQUY_FAULT_DIR: '/tmp/faults' }, /^COLLOQUY_FAULT_DIR: only for crash tests/],
] as const)('variables that don’t fit together: %j', (env, expected) => {
  expect(problems('dev', env)).toEqual([expect.stringMatching(expected)]);
});

test('fallback models are tried after the first, in their order', () => {
  const env = {
    LLM_PROVIDER: 'openai',
    LLM_MODEL: 'gpt-4o-mini',
    OPENAI_API_KEY: 'sk-1',
    ANTHROPIC_API_KEY: 'sk-2',
    LLM_FALLBACKS: 'anthropic:claude-haiku-4-5, offline:offline-1',
  };
  expect(loadConfig('dev', env).models.defaults).toEqual([
    { provider: 'openai', model: 'gpt-4o-mini' },
    { provider: 'anthropic', model: 'claude-haiku-4-5' },
    { provider: 'offline', model: 'offline-1' },
  ]);
});

test('every variable that can hold a secret is marked as one', () => {
  const unmarked = Object.entries<Variable>(VARIABLES).filter(
    ([name, variable]) => /(_KEYS?|_TOKEN|_SECRET|DATABASE_URL)$/.test(name) && variable.secret !== true,
  );
  expect(unmarked).toEqual([]);
});

test('files are kept in a folder, or in the bucket that is named with its key', () => {
  expect(loadConfig('dev', {}).files).toEqual({ dir: '.colloquy/files', s3: undefined });
  const named = { S3_BUCKET: 'files', S3_REGION: 'eu-central-1', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'key' };
  const s3 = { bucket: 'files', region: 'eu-central-1', accessKeyId: 'id', secretAccessKey: 'key' };
  const amazon = 'https://s3.eu-central-1.amazonaws.com';
  expect(loadConfig('dev', named).files.s3).toEqual({ ...s3, endpoint: amazon });
  const own = loadConfig('dev', { ...named, S3_ENDPOINT: 'http://minio:9000/' });
  expect(own.files.s3).toEqual({ ...s3, endpoint: 'http://minio:9000' });
  expect(problems('dev', { S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id' })).toEqual([
    expect.stringMatching(/^S3_BUCKET/),
  ]);
});

test('voice notes are heard where it is said; another server than OpenAI’s does not get its key', () => {
  expect(loadConfig('dev', { OPENAI_API_KEY: 'sk-1' }).transcription.model).toBeUndefined();
  const hears = { TRANSCRIBE_MODEL: 'whisper-1', OPENAI_API_KEY: 'sk-1' };
  expect(loadConfig('dev', hears).transcription.apiKey).toBe('sk-1');
  const own = loadConfig('dev', { ...hears, TRANSCRIBE_BASE_URL: 'http://whisper:8000/v1' }).transcription;
  expect(own).toEqual({ model: 'whisper-1', apiKey: undefined, baseUrl: 'http://whisper:8000/v1' });
  expect(problems('dev', { TRANSCRIBE_MODEL: 'whisper-1' })).toEqual([expect.stringMatching(/^TRANSCRIBE_MODEL/)]);
});
