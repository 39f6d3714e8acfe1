import pg from 'pg';
import { dumpSchema } from '#adapters/db/dump-schema.ts';
import { startListening } from '#adapters/db/listen.ts';
import { migrate, rollback } from '#adapters/db/migrate.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import { ping } from '#adapters/db/read/ping.ts';
import { listTenants } from '#adapters/db/read/tenants.ts';
import { createSpoolStore } from '#adapters/db/spool-store.ts';
import { startPrivatePostgres } from '#tests/support/temporal.ts';
import type { PrivateServer } from '#tests/support/temporal.ts';
import { fillTenant, KEYRING } from '#tests/support/fill-tenant.ts';

/* What needs a Postgres of its own: users of the whole server, and its death. */

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function as(server: string, user: string, database: string): string {
  const url = new URL(server);
  url.username = user;
  url.password = 'secret';
  url.pathname = `/${database}`;
  return url.href;
}

describe('a Postgres of one’s own', () => {
  let server: PrivateServer;
  beforeAll(async () => {
    server = await startPrivatePostgres();
    await run(
      server.address,
      `CREATE ROLE shop_owner LOGIN PASSWORD 'secret' CREATEROLE`,
      'CREATE DATABASE shop OWNER shop_owner',
      `CREATE ROLE second_owner LOGIN PASSWORD 'secret'`,
      'CREATE DATABASE second OWNER second_owner',
    );
  }, 120_000);
  afterAll(() => server.remove());

  it('is migrated and used by users who are no superusers', async () => {
    const owner = as(server.address, 'shop_owner', 'shop');
    await migrate(owner);
    await run(server.address, `CREATE ROLE shop_app LOGIN PASSWORD 'secret' IN ROLE colloquy_app`);
    for (const url of [as(server.address, 'shop_app', 'shop'), owner]) {
      const db = openDatabase({ url, applicationName: 'test', max: 2 });
      try {
        const slug = new URL(url).username.replace('_', '-');
        const tenant = await fillTenant(db, slug);
        // The owner is bound by row security too; these functions must see all the same.
        expect((await listTenants(db)).map((entry) => entry.id)).toContain(tenant.id);
        const spool = createSpoolStore<{ tenantId: string; workflowId: string; messageId: string }>(
          db,
          KEYRING,
          (item) => item,
        );
        expect((await spool.backlog(10)).total).toBeGreaterThan(0);
      } finally {
        await db.close();
      }
    }
  });

  it('is migrated by an owner who may not hand out the role that somebody else made', async () => {
    const second = as(server.address, 'second_owner', 'second');
    await migrate(second);
    expect(await dumpSchema(second)).toBe(await dumpSchema(as(server.address, 'shop_owner', 'shop')));
    const db = openDatabase({ url: second, applicationName: 'test', max: 1 });
    try {
      await expect(ping(db)).rejects.toMatchObject({ type: 'NotConfigured' });
    } finally {
      await db.close();
    }
    await rollback(second, { all: true });
  });

  it('is refused when the user can go round row security', async () => {
    await run(server.address, 'CREATE DATABASE third');
    const third = as(server.address, 'shop_app', 'third');
    const owner = new URL(server.address);
    owner.pathname = '/third';
    await migrate(owner.href);
    const db = openDatabase({ url: third, applicationName: 'test', max: 1 });
    try {
      await ping(db);
      await run(server.address, 'ALTER ROLE colloquy_app BYPASSRLS');
      const other = openDatabase({ url: third, applicationName: 'test', max: 1 });
      await expect(ping(other)).rejects.toMatchObject({ type: 'NotConfigured' });
      await other.close();
    } finally {
      await run(server.address, 'ALTER ROLE colloquy_app NOBYPASSRLS');
      await db.close();
    }
  });

  it('may die: the pool and the listener are back within 15 s of its return, without help', async () => {
    const url = as(server.address, 'shop_app', 'shop');
    const db = openDatabase({ url, applicationName: 'test', max: 4 });
    const heard: string[] = [];
    let gaps = 0;
    const listener = startListening(url, { onNotice: (notice) => heard.push(notice.w), onGap: () => (gaps += 1) });
    try {
      await until(5_000, () => Promise.resolve(gaps === 1));
      await Promise.all(Array.from({ length: 4 }, () => ping(db)));
      await server.kill();
      await expect(ping(db)).rejects.toMatchObject({ type: 'StoreUnavailable', isRetryable: true });
      await server.start();
      const back = Date.now();
      await until(15_000, async () =>
        ping(db).then(
          () => true,
          () => false,
        ),
      );
      await until(15_000, () => Promise.resolve(gaps >= 2));
      expect(Date.now() - back).toBeLessThan(15_000);
      await Promise.all(Array.from({ length: 8 }, () => ping(db)));
      const { id } = await fillTenant(db, 'after-death');
      expect((await listTenants(db)).map((tenant) => tenant.id)).toContain(id);
      await until(5_000, () => Promise.resolve(heard.some((workflowId) => workflowId.includes('after-death'))));
    } finally {
      await listener.close();
      await db.close();
    }
  }, 120_000);
});

async function until(limitMs: number, isTrue: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`not true within ${limitMs} ms: ${isTrue.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
