import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseFacts } from '#adapters/db/inspect-database.ts';
import { loadConfig } from '#config/env.ts';
import { examineHome, examinePorts, runningParts } from './embedded.ts';
import { examineModels } from './models.ts';
import { nodeVersion } from './node-version.ts';
import { judgeDatabase } from './postgres.ts';
import { isWell, report } from './report.ts';
import { examineSettings } from './settings.ts';
import { judgeWebhook } from './telegram.ts';

test.each([
  ['20.20.2', 'fail'],
  ['22.17.9', 'fail'],
  ['22.18.0', 'ok'],
  ['24.0.0', 'ok'],
])('Node %s: %s', (version, state) => {
  expect(nodeVersion(version).state).toBe(state);
});

describe('a database', () => {
  const FACTS: DatabaseFacts = {
    versionNumber: 180_004,
    version: '18.4',
    migrations: ['1_a.ts', '2_b.ts'],
    appRole: { name: 'colloquy_app', superuser: false, bypassRls: false },
    mayAct: true,
    unprotected: [],
    searchExtensions: ['btree_gin', 'pg_trgm'],
  };
  const judge = (changes: Partial<DatabaseFacts>) =>
    judgeDatabase({ ...FACTS, ...changes }, ['1_a.ts', '2_b.ts']).filter(({ state }) => state !== 'ok');

  test('with nothing wrong has nothing to do', () => {
    expect(judge({})).toEqual([]);
  });

  test.each<[string, Partial<DatabaseFacts>, string, string]>([
    ['is too old', { versionNumber: 140_011, version: '14.11' }, 'postgres', 'version 14.11'],
    ['lacks a migration', { migrations: ['1_a.ts'] }, 'migrations', '1 of 2 have not run'],
    [
      'is newer than the program',
      { migrations: ['1_a.ts', '2_b.ts', '3_c.ts'] },
      'migrations',
      'the database knows 3_c.ts',
    ],
    ['lacks the role', { appRole: null, mayAct: false }, 'database role', 'the application role does not exist'],
    [
      'has a superuser for a role',
      { appRole: { name: 'app', superuser: true, bypassRls: false } },
      'database role',
      'app is a superuser: tenants are not kept apart',
    ],
    [
      'has an exempt role',
      { appRole: { name: 'app', superuser: false, bypassRls: true } },
      'database role',
      'app is exempt from row security: tenants are not kept apart',
    ],
    ['has a user who may not act', { mayAct: false }, 'database role', 'the login user may not work as colloquy_app'],
    [
      'leaves a table open',
      { unprotected: ['orders'] },
      'row security',
      'not forced on orders: one tenant could see another',
    ],
  ])('that %s', (_, changes, what, detail) => {
    expect(judge(changes)).toEqual([expect.objectContaining({ what, state: 'fail', detail })]);
  });

  test('that has no trigrams works, and says what search goes by', () => {
    expect(judge({ searchExtensions: ['vector'] })).toEqual([
      expect.objectContaining({ what: 'search', state: 'warn' }),
    ]);
  });
});

describe('a bot', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const expected = 'https://shops.example/webhooks/telegram/valdman';
  const judge = (url: string, minutes: number | null, wanted = expected, missing: string[] = []) => {
    const lastError =
      minutes === null ? null : { at: new Date(now.getTime() - minutes * 60_000), message: 'Wrong response: 502' };
    return judgeWebhook(
      'telegram valdman',
      { url, pendingUpdates: 3, missing, lastError },
      { expected: wanted, tenant: 'valdman', now },
    );
  };

  test.each([
    ['with its webhook', judge(expected, null), 'ok', 'webhook set, 3 update(s) waiting'],
    ['that failed long ago', judge(expected, 61), 'ok', 'webhook set'],
    [
      'that failed just now',
      judge(expected, 5),
      'fail',
      'last delivery failed at 2026-11-21T11:55:00.000Z: Wrong response: 502',
    ],
    [
      'whose buttons do not come',
      judge(expected, null, expected, ['callback_query']),
      'fail',
      'Telegram does not deliver callback_query',
    ],
    ['without a webhook', judge('', null), 'fail', 'no webhook is set'],
    ['with another webhook', judge('https://old.example/x', null), 'fail', 'the webhook is https://old.example/x, not'],
    ['on a developer’s machine', judge('', null, 'http://localhost:3000/x'), 'warn', 'no webhook is set'],
  ])('%s', (_, finding, state, detail) => {
    expect(finding.state).toBe(state);
    expect(finding.detail).toContain(detail);
    expect(finding.advice === undefined).toBe(state === 'ok');
  });
});

describe('the embedded stack', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'colloquy-doctor-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  test.each([
    ['nothing', [], ['COLLOQUY_HOME ok']],
    ['a finished database', ['PG_VERSION', 'colloquy-initialised'], ['COLLOQUY_HOME ok']],
    ['a half-made database', ['PG_VERSION'], ['COLLOQUY_HOME ok', 'database folder warn']],
    [
      'a used database without its mark',
      ['PG_VERSION', 'postmaster.opts'],
      ['COLLOQUY_HOME ok', 'database folder fail'],
    ],
  ])('with %s', async (_, files, expected) => {
    const data = join(home, 'postgres', 'data');
    if (files.length > 0) await mkdir(data, { recursive: true });
    for (const file of files) await writeFile(join(data, file), '');
    expect((await examineHome(home)).map(({ what, state }) => `${what} ${state}`)).toEqual(expected);
  });

  test('runs where a pid file names a living process', async () => {
    await mkdir(join(home, 'run'));
    await writeFile(join(home, 'run', 'api.pid'), `${process.pid}\n`);
    await writeFile(join(home, 'run', 'worker.pid'), '4194305\n');
    await writeFile(join(home, 'run', 'temporal.pid'), 'nonsense');
    expect([...(await runningParts(home))]).toEqual(['api']);
  });

  test('shows a port that is taken, unless its own part holds it', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = String((server.address() as AddressInfo).port);
    const config = loadConfig('cli', { PORT: port, PGPORT_EMBEDDED: '0', TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0' });
    const taken = await examinePorts(config, new Set());
    const own = await examinePorts(config, new Set(['api']));
    await new Promise((resolve) => server.close(resolve));
    expect(taken.filter(({ state }) => state === 'fail')).toEqual([
      expect.objectContaining({ what: `port ${port}`, advice: 'stop what listens there, or set PORT to a free port' }),
    ]);
    expect(isWell(own)).toBe(true);
  });
});

describe('a model', () => {
  const KEY = 'sk-the-right-one';
  const server = createServer((request, response) => {
    const key = request.headers['x-api-key'] ?? request.headers.authorization?.replace('Bearer ', '');
    if (request.url?.endsWith('/models') !== true && request.url?.startsWith('/v1/models') !== true) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"no such address"}}');
    } else if (key === KEY) {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[{"id":"m-1"}]}');
    } else {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"wrong key"}}');
    }
  });
  let base: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const examine = (env: Record<string, string>) => examineModels(loadConfig('cli', env).models);
  const openai = (changes: Record<string, string> = {}) =>
    examine({
      LLM_PROVIDER: 'openai',
      LLM_MODEL: 'm-1',
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: `${base}/v1`,
      ...changes,
    });

  test('that is built in needs nothing', async () => {
    expect(await examine({})).toEqual([expect.objectContaining({ what: 'model offline', state: 'ok' })]);
  });

  test.each([
    ['and takes the key', {}, 'ok', 'm-1, key accepted'],
    ['but does not have the model', { LLM_MODEL: 'm-2' }, 'warn', 'm-2 is not among the 1 models listed'],
    ['and refuses the key', { OPENAI_API_KEY: 'sk-wrong' }, 'fail', 'the key is refused'],
    ['but can’t be reached', { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, 'fail', 'openai models'],
  ])('answers %s', async (_, changes, state, detail) => {
    const [finding] = await openai(changes);
    expect(finding).toMatchObject({ what: 'model openai', state, detail: expect.stringContaining(detail) });
    expect(JSON.stringify(finding)).not.toContain('sk-');
  });

  test('of Anthropic is asked in its own way', async () => {
    const env = { LLM_PROVIDER: 'anthropic', LLM_MODEL: 'm-1', ANTHROPIC_BASE_URL: base };
    expect(await examine({ ...env, ANTHROPIC_API_KEY: KEY })).toEqual([expect.objectContaining({ state: 'ok' })]);
    expect(await examine({ ...env, ANTHROPIC_API_KEY: 'sk-wrong' })).toEqual([
      expect.objectContaining({ state: 'fail' }),
    ]);
  });

  test('and its fallbacks are all looked at', async () => {
    const findings = await openai({ LLM_FALLBACKS: 'offline:offline-1' });
    expect(findings.map(({ what }) => what)).toEqual(['model openai', 'model offline']);
  });
});

test('the report ends with what to do, and with a count', () => {
  const text = report([
    { what: 'node', state: 'ok', detail: '22.23.3' },
    { what: 'postgres', state: 'fail', detail: 'refused', advice: 'start it' },
  ]);
  expect(text).toBe(
    [
      'ok    node      22.23.3',
      'FAIL  postgres  refused',
      '',
      'What to do',
      '  postgres: start it',
      '',
      '1 thing wrong, 0 to know',
    ].join('\n'),
  );
});

test.each([
  ['are made by the embedded stack', {}, ['warn', 'warn', 'warn']],
  [
    'must be set beside servers of one’s own',
    { DATABASE_URL: 'postgresql://a:b@db/x', TEMPORAL_ADDRESS: 't:7233' },
    ['fail', 'fail', 'warn'],
  ],
])('keys %s', (_, env, states) => {
  const access = {
    databaseUrl: undefined,
    migrationUrl: undefined,
    temporalAddress: 't:7233',
    adminKey: undefined,
    encryptionKeys: undefined,
  };
  expect(examineSettings(loadConfig('cli', env), access).map(({ state }) => state)).toEqual(states);
});
