import { setTimeout as sleep } from 'node:timers/promises';
import { inTenant } from '#adapters/db/in-tenant.ts';
import { startListening } from '#adapters/db/listen.ts';
import { openConnections, openDatabase } from '#adapters/db/pool.ts';
import type { Database } from '#adapters/db/pool.ts';
import { ping } from '#adapters/db/read/ping.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fillTenant, makeTenant } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

const AWAY = { type: 'StoreUnavailable', isRetryable: true };
const RENAME = { name: 'rename_tenant', text: 'UPDATE tenants SET name = $2 WHERE id = $1' };
const WHO = { name: 'backend', text: 'SELECT pg_backend_pid() AS pid' };

describe('the pool', () => {
  let database: TestDatabase;
  let db: Database;
  let tenant: TestTenant;
  beforeEach(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 2, statementTimeoutMs: 2_000, connectTimeoutMs: 1_000 });
    tenant = await makeTenant(db, 'shop');
  });
  afterEach(async () => {
    await db.close();
    await database.drop();
  });

  const name = async () => (await database.sql<{ name: string }>('SELECT name FROM tenants'))[0]?.name;

  it('says that the store is away when a connection dies in a transaction, keeps nothing of it, and goes on', async () => {
    const cut = inTenant(db, tenant.id, async (tx) => {
      await tx.rows(RENAME, [tenant.id, 'half']);
      const [backend] = await tx.rows<{ pid: number }>(WHO);
      await database.sql('SELECT pg_terminate_backend($1)', [backend?.pid]);
      await tx.rows(WHO);
    });
    await expect(cut).rejects.toMatchObject(AWAY);
    expect(await name()).toBe('Shop shop');
    for (let round = 0; round < 4; round += 1) await ping(db);
    await inTenant(db, tenant.id, (tx) => tx.rows(RENAME, [tenant.id, 'whole']));
    expect(await name()).toBe('whole');
  });

  it('drops idle connections that were cut, without ending the process', async () => {
    await Promise.all([ping(db), ping(db)]);
    await database.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'test-app' AND datname = $1`,
      [database.name],
    );
    for (
      let tries = 0;
      tries < 100 &&
      (
        await database.sql(`SELECT FROM pg_stat_activity WHERE application_name = 'test-app' AND datname = $1`, [
          database.name,
        ])
      ).length > 0;
      tries += 1
    ) {
      await sleep(20);
    }
    await expect(Promise.all([ping(db), ping(db)])).resolves.toHaveLength(2);
  });

  it('opens connections ahead of need; a server that is away is not waited for', async () => {
    const open = async () =>
      database.sql(`SELECT FROM pg_stat_activity WHERE application_name = 'ahead' AND datname = $1`, [database.name]);
    const ahead = database.open({ max: 5, applicationName: 'ahead' });
    await openConnections(ahead, 3);
    expect(await open()).toHaveLength(3);
    await ahead.close();
    const away = openDatabase({ url: 'postgres://nobody@127.0.0.1:9/none', applicationName: 'away' });
    await expect(openConnections(away, 2)).resolves.toBeUndefined();
    await away.close();
  });

  it('survives the end of a connection that is lent out and idle', async () => {
    const cut = inTenant(db, tenant.id, async (tx) => {
      const [backend] = await tx.rows<{ pid: number }>(WHO);
      await database.sql('SELECT pg_terminate_backend($1)', [backend?.pid]);
      // Time for the news to come while no query waits for it; the commit finds out.
      await sleep(200);
    });
    await expect(cut).rejects.toMatchObject(AWAY);
    await expect(Promise.all([ping(db), ping(db)])).resolves.toHaveLength(2);
  });

  it('is told of notices again after its listening connection was cut', async () => {
    let gaps = 0;
    const heard: string[] = [];
    const listener = startListening(database.url, {
      onNotice: (notice) => heard.push(notice.w),
      onGap: () => (gaps += 1),
    });
    const until = async (isTrue: () => boolean) => {
      for (let tries = 0; tries < 500 && !isTrue(); tries += 1) await sleep(20);
      expect(isTrue()).toBe(true);
    };
    await until(() => gaps === 1);
    await database.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'colloquy-listen' AND datname = $1`,
      [database.name],
    );
    await until(() => gaps === 2);
    const { conversationId } = await fillTenant(db, 'notices');
    expect(conversationId).toBeTruthy();
    await until(() => heard.some((workflowId) => workflowId.includes(':notices:')));
    await listener.close();
  });

  it('waits neither for ever on a lock, nor on a statement, nor for a free connection', async () => {
    await inTenant(db, tenant.id, async (tx) => {
      await tx.rows(RENAME, [tenant.id, 'first']);
      await expect(inTenant(db, tenant.id, (other) => other.rows(RENAME, [tenant.id, 'second']))).rejects.toMatchObject(
        AWAY,
      );
    });
    const slow = { name: 'slow', text: 'SELECT pg_sleep(60)' };
    await expect(inTenant(db, tenant.id, (tx) => tx.rows(slow))).rejects.toMatchObject(AWAY);
    const held = await Promise.all([db.acquire(), db.acquire()]);
    await expect(ping(db)).rejects.toMatchObject(AWAY);
    for (const client of held) client.release();
    await ping(db);
    expect(await name()).toBe('first');
  });

  it('shows no value of a statement in an error', async () => {
    const bad = { name: 'bad_value', text: 'INSERT INTO contacts (tenant_id, id, name) VALUES ($1, $2, $3)' };
    const error: unknown = await inTenant(db, tenant.id, (tx) => tx.rows(bad, [tenant.id, 'private words', 'x'])).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ type: 'InvalidInput' });
    const shown = error as Error;
    expect(`${shown.message} ${shown.stack} ${String(shown.cause)}`).not.toContain('private words');
  });

  it('says what to do when the schema is missing', async () => {
    const empty = await createTestDatabase({ empty: true });
    const blank = empty.open();
    await expect(ping(blank)).rejects.toMatchObject({
      type: 'NotConfigured',
      message: expect.stringContaining('db:migrate'),
    });
    await blank.close();
    await empty.drop();
  });
});
