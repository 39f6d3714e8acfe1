import { createConversationStore } from '#adapters/db/conversation-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { runTool } from '#agent/tools/registry.ts';
import type { ConversationStore } from '#domain/store.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { call, KEYRING, makeTenant, openFirst } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

type Turn = Awaited<ReturnType<typeof openFirst>>;

describe('stock', () => {
  let database: TestDatabase;
  let db: Database;
  let store: ConversationStore;
  let shop: TestTenant;
  let people = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 10 });
    store = createConversationStore({ db, seal: KEYRING });
    shop = await makeTenant(db, 'counted');
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const customer = () => openFirst(store, shop, `customer ${(people += 1)}`);
  const set = (name: string, stock: number | null, rule = 'show') =>
    database.sql('UPDATE products SET stock_milli = $2, out_of_stock = $3 WHERE name = $1', [name, stock, rule]);
  const left = async (name: string) =>
    Number(
      (await database.sql<{ stock: string }>('SELECT stock_milli AS stock FROM products WHERE name = $1', [name]))[0]
        ?.stock,
    );
  const use = (turn: Turn, callId: string, name: string, input: unknown): Promise<ToolResult> =>
    store.receipted(call(turn, turn.contactId, callId), (desk, tenant, callKey) =>
      runTool({ name, input }, { desk, tenant, contactId: turn.contactId, callKey, now: new Date() }),
    );
  const order = (turn: Turn, callId: string, items: readonly [string, number][]) =>
    use(turn, callId, 'create_order', { items: items.map(([product, quantity]) => ({ product, quantity })) });
  const numberOf = (result: ToolResult) => result.effect?.orderNumber ?? 0;

  it('falls with an order, follows its changes, and comes back when it is cancelled', async () => {
    await set('Bread', 10_000);
    const turn = await customer();
    const number = numberOf(await order(turn, 'a', [['Bread', 4]]));
    expect(await left('Bread')).toBe(6_000);
    await use(turn, 'b', 'update_order', { order_number: number, items: [{ product: 'Bread', quantity: 10 }] });
    expect(await left('Bread')).toBe(0);
    await use(turn, 'c', 'update_order', {
      order_number: number,
      items: [
        { product: 'Bread', quantity: 1 },
        { product: 'Cake', quantity: 1 },
      ],
    });
    expect(await left('Bread')).toBe(9_000);
    await use(turn, 'd', 'update_order', { order_number: number, remove_items: ['Bread'] });
    expect(await left('Bread')).toBe(10_000);
    await use(turn, 'e', 'update_order', { order_number: number, add_items: [{ product: 'Bread', quantity: 3 }] });
    expect(await left('Bread')).toBe(7_000);
    expect((await use(turn, 'f', 'cancel_order', { order_number: number })).ok).toBe(true);
    expect(await left('Bread')).toBe(10_000);
  });

  it('comes back however an order is cancelled, once', async () => {
    await set('Bread', 5_000);
    const turn = await customer();
    const number = numberOf(await order(turn, 'a', [['Bread', 2]]));
    await database.sql(`UPDATE orders SET status = 'confirmed' WHERE number = $1`, [number]);
    expect(await left('Bread')).toBe(3_000);
    for (let times = 0; times < 2; times += 1) {
      await database.sql(`UPDATE orders SET status = 'cancelled' WHERE number = $1`, [number]);
      expect(await left('Bread')).toBe(5_000);
    }
  });

  it('is refused beyond what is left, with what is left, and nothing is written', async () => {
    await set('Bread', 2_000);
    await set('Cake', 5_000);
    const turn = await customer();
    const refused = await order(turn, 'a', [
      ['Cake', 5],
      ['Bread', 3],
    ]);
    expect(refused).toMatchObject({
      ok: false,
      data: { error: { code: 'too_little_stock', shortages: [{ product: 'Bread', left: 2, unit: 'unit' }] } },
    });
    expect([refused.effect, await left('Bread'), await left('Cake')]).toEqual([undefined, 2_000, 5_000]);
    const number = numberOf(await order(turn, 'b', [['Bread', 1]]));
    const more = await use(turn, 'c', 'update_order', {
      order_number: number,
      items: [{ product: 'Bread', quantity: 4 }],
    });
    expect(more.data).toMatchObject({
      error: { code: 'too_little_stock', shortages: [{ product: 'Bread', left: 2 }] },
    });
    expect(await left('Bread')).toBe(1_000);
    const rows = await database.sql('SELECT number FROM orders WHERE contact_id = $1', [turn.contactId]);
    expect(rows).toHaveLength(1);
  });

  it('that ran out shows as not available, hides, or sells on, as the shop says', async () => {
    await set('Bread', 0);
    const turn = await customer();
    expect((await order(turn, 'a', [['Bread', 1]])).data).toMatchObject({ error: { code: 'unavailable_product' } });
    expect((await store.loadDraft(turn)).catalogue.map(({ name, available }) => [name, available])).toEqual([
      ['Bread', false],
      ['Cake', true],
    ]);
    await set('Bread', 0, 'hide');
    expect((await store.loadDraft(turn)).catalogue.map(({ name }) => name)).toEqual(['Cake']);
    await set('Bread', 0, 'backorder');
    expect((await order(turn, 'b', [['Bread', 2]])).ok).toBe(true);
    expect(await left('Bread')).toBe(-2_000);
    await set('Bread', null);
  });

  it('a call that is repeated takes once', async () => {
    await set('Bread', 9_000);
    const turn = await customer();
    const results = await Promise.all(Array.from({ length: 5 }, () => order(turn, 'same', [['Bread', 2]])));
    expect(new Set(results.map(numberOf)).size).toBe(1);
    expect(await left('Bread')).toBe(7_000);
  });

  it('of 100 customers at once, as many get the last pieces as there are', async () => {
    await set('Bread', 7_000);
    await set('Cake', 3_000);
    const turns: Turn[] = [];
    for (let index = 0; index < 100; index += 1) turns.push(await customer());
    const results = await Promise.all(
      // Half name them in the other order: nobody waits for anybody in a ring.
      turns.map((turn, index) =>
        order(
          turn,
          'race',
          index % 10 === 0
            ? [
                ['Bread', 1],
                ['Cake', 1],
              ]
            : index % 10 === 5
              ? [
                  ['Cake', 1],
                  ['Bread', 1],
                ]
              : [['Bread', 1]],
        ),
      ),
    );
    const sold = await database.sql<{ name: string; milli: number }>(
      `SELECT i.name, sum(i.quantity_milli)::int AS milli FROM order_items i JOIN orders o USING (tenant_id)
       WHERE o.id = i.order_id AND o.contact_id = ANY ($1) GROUP BY i.name ORDER BY 1`,
      [turns.map((turn) => turn.contactId)],
    );
    const bread = sold.find((row) => row.name === 'Bread')?.milli ?? 0;
    const cake = sold.find((row) => row.name === 'Cake')?.milli ?? 0;
    expect([await left('Bread'), await left('Cake')]).toEqual([7_000 - bread, 3_000 - cake]);
    expect(bread).toBe(7_000);
    const refused = results.filter((result) => !result.ok);
    expect(refused).toHaveLength(93);
    expect(new Set(refused.map((result) => JSON.parse(JSON.stringify(result.data)).error.code))).toEqual(
      new Set(['too_little_stock', 'unavailable_product']),
    );
  });

  it('changes by orders without throwing away what readers keep, until it runs out', async () => {
    await set('Bread', 3_000);
    const version = async () =>
      (await database.sql<{ version: number }>('SELECT version FROM tenants WHERE id = $1', [shop.id]))[0]?.version ??
      0;
    const before = await version();
    await order(await customer(), 'a', [['Bread', 2]]);
    expect(await version()).toBe(before);
    await order(await customer(), 'b', [['Bread', 1]]);
    expect(await version()).toBe(before + 1);
  });
});
