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
  type Bundle = readonly [Item, ...Item[]];
  const keep = (delivered: Item[]) => async (bundle: Bundle) => {
    delivered.push(...bundle);
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
    expect(await spool().drain(100, 2, keep(delivered))).toBe(4);
    expect(texts(delivered)).toEqual(['1', '3', '2', '4']);
    expect(await spool().backlog(10)).toEqual({ workflowIds: [], total: 0 });
  });

  it('keeps a conversation from its first failure on, and goes on with the others', async () => {
    for (const text of ['1', 'fails', '3']) await spool().add(item(one, 'a', text));
    await spool().add(item(two, 'b', '4'));
    const delivered: Item[] = [];
    const deliver = async (bundle: Bundle) => {
      if (texts(bundle).includes('fails')) throw new Error('Temporal is away');
      return keep(delivered)(bundle);
    };
    expect(await spool().drain(100, 2, deliver)).toBe(2);
    expect(texts(delivered)).toEqual(['1', '4']);
    await expect(spool().drain(100, 2, deliver)).rejects.toThrow('Temporal is away');
    expect(await spool().drain(100, 2, keep(delivered))).toBe(2);
    expect(texts(delivered)).toEqual(['1', '4', 'fails', '3']);
  });

  it('makes a dead letter of what is given up, and goes on with its conversation', async () => {
    for (const text of ['1', 'never', '3']) await spool().add(item(one, 'a', text));
    const delivered: Item[] = [];
    const deliver = async (bundle: Bundle) => {
      if (bundle.length === 1 && bundle[0].text === 'never') return 'given_up';
      if (texts(bundle).includes('never')) throw new Error('one of them is refused');
      return keep(delivered)(bundle);
    };
    expect(await spool().drain(100, 2, deliver)).toBe(3);
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
      await Promise.all(Array.from({ length: 4 }, () => spool().drain(100, 2, deliver)));
    }
    expect(delivered).toHaveLength(60);
    for (let workflow = 0; workflow < 6; workflow += 1) {
      const own = delivered.filter((next) => next.workflowId === `w${workflow}`).map((next) => Number(next.text));
      expect(own).toEqual(own.toSorted((left, right) => left - right));
      expect(new Set(own).size).toBe(10);
    }
  });

  it('hands over together what waited together, within what Temporal takes at once', async () => {
    const words = Array.from({ length: 30 }, (_, index) => String(index));
    for (const text of [...words, 'x'.repeat(100_000), 'y'.repeat(60_000)]) await spool().add(item(one, 'a', text));
    const bundles: string[][] = [];
    const taken = await spool().drain(100, 2, async (bundle) => {
      bundles.push(texts(bundle).map((text) => text.slice(0, 2)));
      return 'delivered';
    });
    expect([taken, bundles]).toEqual([32, [words.slice(0, 25), [...words.slice(25), 'xx'], ['yy']]]);
  });

  it('writes what comes at once in few transactions, in the order of coming', async () => {
    const store = spool();
    const items = Array.from({ length: 250 }, (_, index) => item(index % 5 === 0 ? two : one, 'a', String(index)));
    await Promise.all(items.map((one_) => store.add(one_)));
    const [used] = await database.sql<{ transactions: string }>(
      'SELECT count(DISTINCT xmin::text) AS transactions FROM inbound_spool',
    );
    // One of each tenant at first, then a hundred at a time.
    expect(Number(used?.transactions)).toBeLessThanOrEqual(6);
    const delivered: Item[] = [];
    while ((await spool().drain(100, 2, keep(delivered))) > 0);
    for (const tenant of [one, two]) {
      const own = (all: readonly Item[]) => texts(all.filter(({ tenantId }) => tenantId === tenant.id));
      expect(own(delivered)).toEqual(own(items));
    }
  });

  it('tells each of a batch that it was not written', async () => {
    const store = spool();
    const nobodys = { ...one, id: '0190a000-0000-7000-8000-00000000dead' };
    const adding = ['1', '2', '3'].map((text) => store.add(item(nobodys, 'a', text)));
    for (const outcome of await Promise.allSettled(adding)) expect(outcome.status).toBe('rejected');
    await store.add(item(one, 'a', '4'));
    expect(await store.backlog(10)).toEqual({ workflowIds: ['a'], total: 1 });
  });

  it('keeps no word of a customer readable', async () => {
    await spool().add(item(one, 'a', 'private words'));
    const [row] = await database.sql<{ sealed_payload: Buffer }>('SELECT sealed_payload FROM inbound_spool');
    expect(row?.sealed_payload.toString('latin1')).not.toContain('private words');
  });
});
