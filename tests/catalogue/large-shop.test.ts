import { createConversationStore } from '#adapters/db/conversation-store.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { loadShop } from '#adapters/db/tenant-cache.ts';
import { createHashingEmbedder } from '#adapters/embeddings/hashing-embedder.ts';
import { buildReplyRequest } from '#agent/prompt/build-request.ts';
import { prepareTool, runTool } from '#agent/tools/registry.ts';
import type { ConversationStore } from '#domain/store.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { addressOf, call, firstTurn, KEYRING, makeTenant, message } from '#tests/support/fill-tenant.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { embedAll } from '#tests/support/searchable-shop.ts';

const MANY = 3_000;

describe('a shop with more products than fit a prompt or the memory', () => {
  const embedder = createHashingEmbedder();
  let database: TestDatabase;
  let db: Database;
  let store: ConversationStore;
  let shop: Awaited<ReturnType<typeof makeTenant>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    store = createConversationStore({ db, seal: KEYRING });
    shop = await makeTenant(db, 'large');
    await database.sql(
      `INSERT INTO products (tenant_id, id, name, aliases, description, unit, step_milli, price_minor, currency, available, tags, position, source, stock_milli)
       SELECT $1, gen_random_uuid(), 'Screw M' || n, '[]', 'Steel part number ' || n, 'unit', 1000, 100 + n, 'EUR', true,
         CASE WHEN n % 3 = 0 THEN '["steel"]'::jsonb ELSE '["parts"]'::jsonb END, n, 'import', 5000
       FROM generate_series(1, $2) AS n`,
      [shop.id, MANY],
    );
    await database.sql(`UPDATE products SET aliases = '["brød"]' WHERE tenant_id = $1 AND name = 'Bread'`, [shop.id]);
    await embedAll(db, shop.id, embedder);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  let people = 0;
  const says = async (text: string) => {
    const person = `customer ${(people += 1)}`;
    const opened = await store.openTurn(firstTurn(shop, person, { messages: [message(`${person}-1`, { text })] }));
    const workflowId = workflowIdOf(addressOf(shop, person));
    return { tenantId: shop.id, workflowId, ...opened };
  };
  type Turn = Awaited<ReturnType<typeof says>>;
  const use = (turn: Turn, name: string, input: unknown): Promise<ToolResult> =>
    store.receipted(call(turn, turn.contactId, name), (desk, tenant, callKey) =>
      runTool({ name, input }, { desk, tenant, contactId: turn.contactId, callKey, now: new Date() }),
    );

  it('keeps its products in the database', async () => {
    const loaded = await inTenant(db, shop.id, loadShop);
    expect([loaded.catalogue, loaded.shelf]).toEqual([[], { size: MANY + 2, categories: ['parts', 'steel'] }]);
  });

  it('shows the model what the talk is near to, and how to find the rest', async () => {
    const context = await store.loadDraft(await says('Do you have screw m1234, and brod?'));
    const names = context.catalogue.map((product) => product.name);
    expect(names).toEqual(expect.arrayContaining(['Screw M1234', 'Bread']));
    expect(names.length).toBeLessThanOrEqual(40);
    const { system } = buildReplyRequest(context, new Date(), { maxTokens: 100 });
    expect(system).toContain(`The shop has ${MANY + 2} products`);
    expect(system.length).toBeLessThan(40_000);
  });

  it.each([
    ['its name', 'Screw M77', 'Screw M77'],
    ['another case', 'screw m77', 'Screw M77'],
    ['another name', 'brød', 'Bread'],
    ['a name with a slip', 'Braed', 'Bread'],
  ])('sells by %s', async (_what, said, name) => {
    const turn = await says('hello');
    const result = await use(turn, 'create_order', { items: [{ product: said, quantity: 1 }] });
    expect(result).toMatchObject({ ok: true, data: { order: { items: [{ product: name, quantity: 1 }] } } });
  });

  it('asks back when a name means nothing or too much, counts stock, and changes orders', async () => {
    const turn = await says('hello');
    const unclear = await use(turn, 'create_order', { items: [{ product: 'Screw', quantity: 1 }] });
    expect(unclear.data).toMatchObject({ error: { code: 'unknown_product' } });
    const second = await says('hello');
    const short = await use(second, 'create_order', { items: [{ product: 'Screw M5', quantity: 6 }] });
    expect(short.data).toMatchObject({ error: { code: 'too_little_stock', shortages: [{ left: 5 }] } });
    const third = await says('hello');
    const made = await use(third, 'create_order', { items: [{ product: 'Screw M6', quantity: 2 }] });
    const changed = await use(third, 'update_order', {
      order_number: made.effect?.orderNumber,
      add_items: [{ product: 'Screw M8', quantity: 1 }],
      remove_items: ['Screw M6'],
    });
    expect(changed).toMatchObject({ ok: true, data: { order: { items: [{ product: 'Screw M8' }] } } });
  });

  it('searches for the model, whose embedder may be away', async () => {
    const turn = await says('hello');
    for (const way of [embedder, { ...embedder, embed: () => Promise.resolve([null]) }]) {
      const ref = call(turn, turn.contactId, `search ${way === embedder}`);
      const prepared = await store.prepared(ref, (desk, tenant, callKey) =>
        prepareTool(
          { name: 'search_products', input: { query: 'steel part number 2500', limit: 3 } },
          { desk, tenant, contactId: turn.contactId, callKey, now: new Date() },
        ),
      );
      if (!('value' in prepared) || 'refusal' in prepared.value) throw new Error('refused');
      const settle = await prepared.value.perform({ clock: () => new Date(), embedder: way });
      const result = await store.receipted(ref, (desk, tenant, callKey) =>
        settle({ desk, tenant, contactId: turn.contactId, callKey, now: new Date() }),
      );
      expect(result).toMatchObject({
        ok: true,
        data: { products: expect.arrayContaining([expect.objectContaining({ name: 'Screw M2500', price: '26.00' })]) },
      });
    }
  });
});
