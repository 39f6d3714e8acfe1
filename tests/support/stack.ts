import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import { createPayloadCodec } from '#adapters/crypto/payload-codec.ts';
import { migrate } from '#adapters/db/migrate.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import { createDataConverter } from '#adapters/temporal/data-converter.ts';
import { freePort } from '#dev/free-port.ts';
import { DEMO_TENANTS } from '#dev/tenants/demo-tenants.ts';
import type { DemoTenant } from '#dev/tenants/demo-tenant.ts';
import { startTelegramProcess } from '#tests/fakes/telegram-process.ts';
import type { FakeTelegram } from '#tests/fakes/telegram.ts';
import { ensureTemplate } from './database.ts';
import { serverProcess } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';
import { telegramCustomer } from './telegram-customer.ts';
import type { TelegramCustomer } from './telegram-customer.ts';

/** The whole product as it runs in production, for one test file: real processes, real servers, fake providers. */
export interface Stack {
  readonly apiUrl: string;
  readonly adminKey: string;
  /** The keyring of API and worker. */
  readonly encryptionKeys: string;
  /** Superuser's URL of its own database. */
  readonly databaseUrl: string;
  readonly api: ServerProcess;
  readonly worker: ServerProcess;
  /** Starts a second API process of the same product. */
  anotherApi(): Promise<{ readonly url: string; readonly process: ServerProcess }>;
  readonly telegram: FakeTelegram;
  readonly temporal: Client;
  /** The queue of conversations. */
  readonly taskQueue: string;
  /** Where uploaded files are kept. */
  readonly filesDir: string;
  /** As superuser, past row security: the oracle sees everything. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Arms a kill point: the process that reaches it next dies with -9. */
  strike(point: string): void;
  /** Connects the tenant's Telegram (once) and answers a new customer. */
  customer(tenant: string, chatId: number, languageCode?: string): Promise<TelegramCustomer>;
  request(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export interface StackOptions {
  /** Added to the environment of API and worker. */
  readonly env?: Readonly<Record<string, string>>;
  /** Added to the environment of the API alone (its own wire to Temporal). */
  readonly apiEnv?: Readonly<Record<string, string>>;
  /** Changes a demo tenant before it is written (shorter windows, other models). */
  readonly tenant?: (tenant: DemoTenant) => DemoTenant;
  /** Servers of the test's own instead of the shared ones. */
  readonly databaseUrl?: string;
  readonly temporalAddress?: string;
}

/** Starts everything; `stop` ends it and drops its database. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const server = options.databaseUrl ?? given('COLLOQUY_TEST_DATABASE_URL');
  const temporalAddress = options.temporalAddress ?? given('COLLOQUY_TEST_TEMPORAL_ADDRESS');
  const name = `stack_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const template = options.databaseUrl === undefined ? await ensureTemplate() : 'template0';
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const databaseUrl = withDatabase(server, name);
  if (options.databaseUrl !== undefined) await migrate(databaseUrl);
  await seed(databaseUrl, options.tenant ?? ((tenant) => tenant));

  const faultDir = mkdtempSync(join(tmpdir(), 'colloquy-faults-'));
  const filesDir = join(faultDir, 'files');
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}`;
  const adminKey = randomBytes(24).toString('hex');
  const keys = `k1:${randomBytes(32).toString('base64')}`;
  const telegram = await startTelegramProcess();
  const env = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_TASK_QUEUE: `${name}-conversations`,
    ADMIN_KEY: adminKey,
    COLLOQUY_ENCRYPTION_KEYS: keys,
    COLLOQUY_CONTACT_KEY: randomBytes(32).toString('base64'),
    JWT_SECRET: randomBytes(32).toString('base64'),
    TELEGRAM_API_ROOT: telegram.apiRoot,
    COLLOQUY_FAULT_DIR: faultDir,
    FILES_DIR: filesDir,
    CHAT_PER_MINUTE: '100000',
    AUTH_PER_MINUTE: '100000',
    ...options.env,
  };
  const apiProcess = (url: string) =>
    serverProcess(
      'api/server.ts',
      { ...env, ...options.apiEnv, PORT: new URL(url).port },
      async () => (await statusOf(`${url}/healthz`)) === 200,
    );
  const api = apiProcess(apiUrl);
  const others: ServerProcess[] = [];
  const worker = serverProcess('workers/main.ts', env, async () =>
    worker.output.some((line) => line.includes('worker running') && line.includes(`"pid":${worker.pid}`)),
  );
  const dataConverter = createDataConverter(createPayloadCodec(parseKeyring(keys)));
  const connection = await Connection.connect({ address: temporalAddress });
  const temporal = new Client({ connection, dataConverter });
  const oracle = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  oracle.on('error', () => undefined);
  const secrets = new Map<string, string>();

  const request = (path: string, init: RequestInit = {}) =>
    fetch(`${apiUrl}${path}`, {
      ...init,
      headers: {
        'content-type': 'application/json',
        'x-api-key': adminKey,
        ...Object.fromEntries(new Headers(init.headers)),
      },
    });

  const stack: Stack = {
    apiUrl,
    adminKey,
    encryptionKeys: keys,
    databaseUrl,
    api,
    worker,
    async anotherApi() {
      const url = `http://127.0.0.1:${await freePort()}`;
      const process = apiProcess(url);
      others.push(process);
      await process.start();
      return { url, process };
    },
    telegram,
    temporal,
    taskQueue: env.TEMPORAL_TASK_QUEUE,
    filesDir,
    async sql<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      return (await oracle.query<Row>(text, [...values])).rows;
    },
    strike: (point) => writeFileSync(join(faultDir, point), ''),
    async customer(tenant, chatId, languageCode) {
      const secretToken = secrets.get(tenant) ?? randomBytes(16).toString('hex');
      if (!secrets.has(tenant)) {
        const credentials = {
          bot_token: `${100_000_000 + secrets.size}:${randomBytes(18).toString('hex')}`,
          secret_token: secretToken,
        };
        const response = await request(`/v1/channels?tenant=${tenant}`, {
          method: 'POST',
          body: JSON.stringify({ channel: 'telegram', credentials }),
        });
        if (response.status !== 201)
          throw new Error(`connecting ${tenant}: ${response.status} ${await response.text()}`);
        secrets.set(tenant, secretToken);
      }
      return telegramCustomer({
        apiUrl: () => apiUrl,
        telegram,
        tenant,
        secretToken,
        chatId,
        ...(languageCode && { languageCode }),
      });
    },
    request,
    async stop() {
      await Promise.all([api, worker, ...others].map((process) => process.kill()));
      await connection.close();
      await telegram.close();
      await oracle.end();
      rmSync(faultDir, { recursive: true, force: true });
      await withClient(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)).catch(
        () => undefined,
      );
    },
  };
  try {
    await Promise.all([api.start(), worker.start()]);
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return stack;
}

async function seed(databaseUrl: string, change: (tenant: DemoTenant) => DemoTenant): Promise<void> {
  const database = openDatabase({ url: databaseUrl, applicationName: 'colloquy-test-seed', max: 2 });
  try {
    for (const tenant of DEMO_TENANTS) await saveTenant(database, change(tenant));
  } finally {
    await database.close();
  }
}

async function statusOf(url: string): Promise<number> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run through jest, whose set-up starts the servers`);
  return value;
}
