import { deadLetterPlace } from '#adapters/db/conversation/dead-letter.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createSpoolStore } from '#adapters/db/spool-store.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { KEYRING, makeTenant } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

interface Item {
  readonly tenantId: string;
  readonly workflowId: string;
  readonly messageId: string;
  readonly text: string;
}

describe('the spool', () => {
  let database: TestDatabase;
  let db: Database;
  let one: TestTenant;
  let two: TestTenant;
  const spool = () => createSpoolStore<Item>(db, KEYRING, (item) => item);
  const keep = (delivered: Item[]) => async (next: Item) => {
    delivered.push(next);
    return 'delivered' as const;
  };
  const texts = (items: readonly Item[]) => items.map((item) => item.text);
  beforeEach(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 6 });
    one = await makeTenant(db, 'one');
    two = await makeTenant(db, 'two');
  });
  afterEach(async () => {
    await db.close();
    await database.drop();
  });

  const item = (tenant: TestTenant, workflowId: string, text: string): Item => ({
    tenantId: tenant.id,
    workflowId,
    messageId: `id of ${text}`,
    text,
  });

  it('hands over every tenant’s messages, in order within a conversation, and is empty then', async () => {
    for (const [tenant, id, text] of [
      [one, 'a', '1'],
      [two, 'b', '2'],
      [one, 'a', '3'],
      [two, 'b', '4'],
    ] as const) {
      await spool().add(item(tenant, id, text));
    }
    expect(await spool().backlog(10)).toEqual({ workflowIds: ['a', 'b'], total: 4 });
    const delivered: Item[] = [];
    expect(await spool().drain(100, keep(delivered))).toBe(4);
    expect(texts(delivered)).toEqual(['1', '3', '2', '4']);
    expect(await spool().backlog(10)).toEqual({ workflowIds: [], total: 0 });
  });

  it('keeps a conversation from its first failure on, and goes on with the others', async () => {
    for (const text of ['1', 'fails', '3']) await spool().add(item(one, 'a', text));
    await spool().add(item(two, 'b', '4'));
    const delivered: Item[] = [];
    const deliver = async (next: Item) => {
      if (next.text === 'fails') throw new Error('Temporal is away');
      return keep(delivered)(next);
    };
    expect(await spool().drain(100, deliver)).toBe(2);
    expect(texts(delivered)).toEqual(['1', '4']);
    await expect(spool().drain(100, deliver)).rejects.toThrow('Temporal is away');
    expect(await spool().drain(100, keep(delivered))).toBe(2);
    expect(texts(delivered)).toEqual(['1', '4', 'fails', '3']);
  });

  it('makes a dead letter of what is given up, and goes on with its conversation', async () => {
    for (const text of ['1', 'never', '3']) await spool().add(item(one, 'a', text));
    const delivered: Item[] = [];
    const deliver = async (next: Item) => (next.text === 'never' ? 'given_up' : keep(delivered)(next));
    expect(await spool().drain(100, deliver)).toBe(3);
    expect(texts(delivered)).toEqual(['1', '3']);
    expect(await spool().backlog(10)).toEqual({ workflowIds: [], total: 0 });
    const letters = await database.sql<{ tenant_id: string; sealed_payload: Buffer }>('SELECT * FROM dead_letters');
    expect(letters).toMatchObject([
      { tenant_id: one.id, workflow_id: 'a', message_ids: ['id of never'], reason: 'Temporal refused it' },
    ]);
    const opened = KEYRING.open(letters[0]?.sealed_payload ?? Buffer.alloc(0), deadLetterPlace(one.id));
    expect(JSON.parse(Buffer.from(opened).toString())).toMatchObject({ text: 'never' });
  });

  it('hands nothing over twice when several relays drain at once', async () => {
    for (let index = 0; index < 60; index += 1) await spool().add(item(one, `w${index % 6}`, String(index)));
    const delivered: Item[] = [];
    const deliver = keep(delivered);
    for (let round = 0; (await spool().backlog(1)).total > 0 && round < 20; round += 1) {
      await Promise.all(Array.from({ length: 4 }, () => spool().drain(100, deliver)));
    }
    expect(delivered).toHaveLength(60);
    for (let workflow = 0; workflow < 6; workflow += 1) {
      const own = delivered.filter((next) => next.workflowId === `w${workflow}`).map((next) => Number(next.text));
      expect(own).toEqual(own.toSorted((left, right) => left - right));
      expect(new Set(own).size).toBe(10);
    }
  });

  it('keeps no word of a customer readable', async () => {
    await spool().add(item(one, 'a', 'private words'));
    const [row] = await database.sql<{ sealed_payload: Buffer }>('SELECT sealed_payload FROM inbound_spool');
    expect(row?.sealed_payload.toString('latin1')).not.toContain('private words');
  });
});
