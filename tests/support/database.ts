import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '#adapters/db/migrate.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import type { Database, DatabaseOptions } from '#adapters/db/pool.ts';

/** A database of one test file: migrated, empty, and gone when the file is done. */
export interface TestDatabase {
  readonly name: string;
  /** The superuser's URL of it. */
  readonly url: string;
  /** A pool of the application role. The test closes it; `drop` fails when it did not. */
  open(options?: Partial<DatabaseOptions>): Database;
  /** One statement as the superuser, whom row security does not bind. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** @throws Error when a connection of a test is still open */
  drop(): Promise<void>;
}

const MIGRATIONS = join(import.meta.dirname, '../../migrations');
/** Any number, the same for every test process. */
const TEMPLATE_LOCK = 7_130_413_212;
const LEAK_LIMIT_MS = 5_000;

/** @param options.empty true = without the schema */
export async function createTestDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = options.empty ? 'template0' : await ensureTemplate();
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = urlOf(name);
  const owner = new pg.Pool({ connectionString: url, max: 2, application_name: 'test-owner' });
  owner.on('error', () => undefined);
  return {
    name,
    url,
    open: (more = {}) => openDatabase({ url, applicationName: 'test-app', max: 4, ...more }),
    async sql<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      return (await owner.query<Row>(text, [...values])).rows;
    },
    async drop() {
      await owner.end();
      const leaked = await leakedConnections(name);
      await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      if (leaked.length > 0) throw new Error(`connections left open at the end of a test file: ${leaked.join(', ')}`);
    },
  };
}

/** The superuser's URL of another database of the test server. */
function urlOf(database: string): string {
  const server = process.env['COLLOQUY_TEST_DATABASE_URL'];
  if (!server)
    throw new Error('COLLOQUY_TEST_DATABASE_URL is not set: run this test in the Jest project "integration"');
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs `work` as the superuser on the server's own database. */
async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: urlOf('postgres') });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/**
 * Name of a migrated, empty database of the shared server. Migrates once for each state of the migrations; the final name
 * is given last, so a half-made one is never used.
 */
export async function ensureTemplate(): Promise<string> {
  const name = `template_${await stateOfMigrations()}`;
  await asAdmin(async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    const draft = `${name}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
    await migrate(urlOf(draft));
    await eventually(async () => (await leftIn(admin, draft)).length === 0);
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
  return name;
}

async function stateOfMigrations(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(MIGRATIONS)).toSorted())
    hash.update(file).update(await readFile(join(MIGRATIONS, file)));
  return hash.digest('hex').slice(0, 16);
}

/** A closed connection takes the server a moment to notice. */
async function leakedConnections(database: string): Promise<string[]> {
  return asAdmin(async (admin) => {
    await eventually(async () => (await leftIn(admin, database)).length === 0, LEAK_LIMIT_MS);
    return leftIn(admin, database);
  });
}

async function leftIn(admin: pg.Client, database: string): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
    [database],
  );
  return rows.map((row) => row.name);
}

async function eventually(isTrue: () => Promise<boolean>, limitMs = 10_000): Promise<void> {
  for (const end = Date.now() + limitMs; Date.now() < end && !(await isTrue());) await sleep(50);
}
