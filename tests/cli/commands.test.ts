import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { sealCredentials } from '#adapters/crypto/channel-credentials.ts';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import type { Database } from '#adapters/db/pool.ts';
import { findTenant } from '#adapters/db/read/tenants.ts';
import { listCatalogue } from '#adapters/db/read/shop.ts';
import { createAccountStore } from '#adapters/db/account/account-store.ts';
import { verifyApiKey } from '#adapters/db/write/api-keys.ts';
import { saveChannel } from '#adapters/db/write/save-channel.ts';
import { startTelegramProcess } from '#tests/fakes/telegram-process.ts';
import type { FakeTelegram } from '#tests/fakes/telegram.ts';
import type { Finding } from '#cli/doctor/finding.ts';
import { runCli } from '#cli/testing/run-cli.ts';

/* The commands that work on the database, as processes against a real Postgres and a real Temporal server. */

const KEYS = `k1:${randomBytes(32).toString('base64')}`;
const TOKEN = `123456:${'A'.repeat(35)}`;
const SHOP = {
  slug: 'corner-shop',
  name: 'Corner Shop',
  currency: 'USD',
  language: 'en',
  time_zone: 'Europe/Berlin',
  products: [
    { name: 'Cake', price: 12.5 },
    { name: 'Flour', price: 0.99, unit: 'kg', step: 0.25 },
  ],
};

const name = `cli_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
let folder: string;
let env: Record<string, string>;
let telegram: FakeTelegram;
let db: Database;

beforeAll(async () => {
  const server = given('COLLOQUY_TEST_DATABASE_URL');
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  folder = await mkdtemp(join(tmpdir(), 'colloquy-cli-'));
  telegram = await startTelegramProcess();
  env = {
    COLLOQUY_HOME: join(folder, 'home'),
    DATABASE_URL: url.href,
    TEMPORAL_ADDRESS: given('COLLOQUY_TEST_TEMPORAL_ADDRESS'),
    TEMPORAL_TASK_QUEUE: `${name}-conversations`,
    COLLOQUY_ENCRYPTION_KEYS: KEYS,
    ADMIN_KEY: randomBytes(24).toString('hex'),
    PUBLIC_URL: 'https://shops.example',
    TELEGRAM_API_ROOT: telegram.apiRoot,
  };
  db = openDatabase({ url: url.href, applicationName: 'cli-test', max: 2 });
});

afterAll(async () => {
  await db.close();
  await telegram.close();
  await onServer(given('COLLOQUY_TEST_DATABASE_URL'), `DROP DATABASE ${name} WITH (FORCE)`);
  await rm(folder, { recursive: true });
});

// One installation's life, in order.
describe('an installation', () => {
  test('without a schema is not well, and doctor says what to do', async () => {
    const { code, findings } = await doctor();
    expect(code).toBe(1);
    expect(stateOf(findings, 'postgres')).toBe('ok');
    expect(findings.find(({ what }) => what === 'migrations')).toMatchObject({
      state: 'fail',
      advice: 'npm run db:migrate',
    });
  });

  test('is migrated, twice without harm', async () => {
    expect(await runCli(['db', 'migrate'], { env })).toEqual({
      code: 0,
      stdout: 'the schema is up to date\n',
      stderr: '',
    });
    expect(await runCli(['db', 'migrate'], { env })).toMatchObject({ code: 0 });
  });

  test('shows its schema, the same each time', async () => {
    const first = await runCli(['db', 'dump', '--stdout'], { env });
    expect(first).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('CREATE TABLE orders (') });
    expect(await runCli(['db', 'dump', '--stdout'], { env })).toEqual(first);
  });

  test('takes a shop from a file, and its changes', async () => {
    const file = join(folder, 'shop.json');
    await writeFile(file, JSON.stringify(SHOP));
    expect((await runCli(['tenant', 'add', '--file', file], { env })).stdout).toMatch(
      /^corner-shop is created: 2 product\(s\), id /,
    );
    await writeFile(file, JSON.stringify({ ...SHOP, products: [{ name: 'Cake', price: '13.00' }] }));
    expect((await runCli(['tenant', 'add', '--file', file], { env })).stdout).toContain(
      'corner-shop is up to date: 1 product(s)',
    );
    const products = (await listCatalogue(db, (await tenant('corner-shop')).id, { limit: 100, after: null })).items;
    expect(products).toEqual([expect.objectContaining({ name: 'Cake', priceMinor: 1300, currency: 'USD' })]);
  });

  test('takes a shop from options, but never over an existing one', async () => {
    const facts = ['--name', 'Kiosk', '--currency', 'ILS', '--language', 'he', '--time-zone', 'Asia/Jerusalem'];
    expect(await runCli(['tenant', 'add', '--slug', 'kiosk', ...facts], { env })).toMatchObject({ code: 0 });
    const again = await runCli(['tenant', 'add', '--slug', 'corner-shop', ...facts], { env });
    expect(again).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"corner-shop" exists; change it with --file'),
    });
    expect(await tenant('corner-shop')).toMatchObject({ name: 'Corner Shop' });
  });

  test('lists every problem of a file and writes nothing', async () => {
    const file = join(folder, 'bad.json');
    await writeFile(
      file,
      JSON.stringify({ ...SHOP, slug: 'bad', language: 'english', products: [{ name: 'Pie', price: 1.005 }] }),
    );
    const { code, stderr } = await runCli(['tenant', 'add', '--file', file], { env });
    expect(code).toBe(1);
    expect(stderr).toContain('- language: expected a BCP 47 language');
    expect(stderr).toContain('- products.0.price: "1.005" is no amount of USD');
    expect(await findTenant(db, 'bad')).toBeUndefined();
  });

  test('lists its shops', async () => {
    const { stdout } = await runCli(['tenant', 'list', '--json'], { env });
    const { tenants } = JSON.parse(stdout) as { tenants: { slug: string }[] };
    expect(tenants.map(({ slug }) => slug)).toEqual(['corner-shop', 'kiosk']);
  });

  test('makes a key that opens one shop, alone on standard output', async () => {
    const { code, stdout } = await runCli(['tenant', 'key', '--tenant', 'kiosk'], { env });
    expect(code).toBe(0);
    expect(await verifyApiKey(db, stdout.trim())).toMatchObject({ tenant: { slug: 'kiosk' } });
    expect(await runCli(['tenant', 'key', '--tenant', 'nobody'], { env })).toMatchObject({ code: 1, stdout: '' });
  });

  test('invites people to a shop, and makes the link to a new password; keys have the role they are given', async () => {
    const add = ['user', 'add', '--tenant', 'kiosk', '--email', 'Kim@Kiosk.example', '--role', 'agent'];
    const invited = await runCli(add, { env: { ...env, PUBLIC_URL: 'https://shops.example' } });
    expect(invited).toMatchObject({ code: 0, stderr: expect.stringContaining('invitation for kim@kiosk.example') });
    const token = /^https:\/\/shops\.example\/accept-invite#token=(\S+)\n$/.exec(invited.stdout)?.[1] ?? '';
    const store = createAccountStore(db);
    expect(await store.useLink(token, 'invite', { passwordHash: 'x' })).toMatchObject({ user: { role: 'agent' } });
    expect((await runCli(add, { env })).stdout).toContain('/reset-password#token=');
    expect(await runCli([...add, '--role', 'boss'], { env })).toMatchObject({ code: 2, stdout: '' });
    const key = await runCli(['tenant', 'key', '--tenant', 'kiosk', '--role', 'viewer'], { env });
    expect(await verifyApiKey(db, key.stdout.trim())).toMatchObject({ role: 'viewer' });
  });

  test('registers the webhook of a connected bot, and of no other', async () => {
    const register = ['webhook', 'register', '--tenant', 'corner-shop'];
    expect((await runCli(register, { env })).stderr).toContain('corner-shop has no telegram connected');
    const keyring = parseKeyring(KEYS);
    const credentials = { bot_token: TOKEN, secret_token: 'secret-of-the-test' };
    const { id } = await tenant('corner-shop');
    await saveChannel(db, id, 'telegram', (channelId) => sealCredentials(keyring, channelId, credentials));
    expect(stateOf((await doctor()).findings, 'telegram corner-shop')).toBe('fail');

    const local = await runCli(register, { env: { ...env, PUBLIC_URL: 'http://localhost:3000' } });
    expect(local).toMatchObject({ code: 1, stderr: expect.stringContaining('providers call https only') });
    expect(telegram.webhooks.size).toBe(0);

    expect(await runCli(register, { env })).toMatchObject({ code: 0, stderr: '' });
    const url = 'https://shops.example/webhooks/telegram/corner-shop';
    expect(telegram.webhooks.get(TOKEN)).toMatchObject({ url, secretToken: 'secret-of-the-test' });
  });

  test('is well but for the worker that nobody has started', async () => {
    const { code, findings } = await doctor();
    expect(findings.filter(({ state }) => state !== 'ok').map(({ what }) => what)).toEqual(['worker']);
    expect(findings.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'node',
        'encryption keys',
        'migrations',
        'database role',
        'row security',
        'search attributes',
        'telegram corner-shop',
      ]),
    );
    expect(code).toBe(1);
  });

  test('shows a table whose row security was lifted', async () => {
    const url = env['DATABASE_URL'] ?? '';
    await onServer(url, 'ALTER TABLE orders NO FORCE ROW LEVEL SECURITY');
    const { findings } = await doctor();
    await onServer(url, 'ALTER TABLE orders FORCE ROW LEVEL SECURITY');
    const found = findings.find(({ what }) => what === 'row security');
    expect(found).toMatchObject({ state: 'fail', detail: expect.stringContaining('not forced on orders') });
  });

  test('shows servers that can’t be reached, each with its own line', async () => {
    const { code, findings } = await doctor({
      DATABASE_URL: 'postgresql://x:y@127.0.0.1:9/x',
      TEMPORAL_ADDRESS: '127.0.0.1:9',
    });
    expect(code).toBe(1);
    for (const what of ['postgres', 'temporal', 'telegram']) expect(stateOf(findings, what)).toBe('fail');
    expect(JSON.stringify(findings)).not.toContain('x:y@');
  });

  test('is taken back as a whole', async () => {
    expect(await runCli(['db', 'rollback', '--all'], { env })).toMatchObject({ code: 0 });
    expect(stateOf((await doctor()).findings, 'migrations')).toBe('fail');
  });
});

async function doctor(
  changes: Record<string, string> = {},
): Promise<{ code: number | null; findings: readonly Finding[] }> {
  const { code, stdout } = await runCli(['doctor', '--json'], { env: { ...env, ...changes } });
  const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] };
  return { code, findings };
}

function stateOf(findings: readonly Finding[], what: string): string | undefined {
  return findings.find((finding) => finding.what === what)?.state;
}

async function tenant(slug: string) {
  const found = await findTenant(db, slug);
  if (found === undefined) throw new Error(`there is no tenant ${slug}`);
  return found;
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function given(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set: run this through the integration project`);
  return value;
}
