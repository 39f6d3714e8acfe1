import { createWidgetRecords } from '#adapters/db/widget/widget-records.ts';
import type { Database } from '#adapters/db/pool.ts';
import { findConnection } from '#adapters/db/read/find-connection.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fillTenant, newTenant } from '#tests/support/fill-tenant.ts';

describe('the widget on record', () => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  test('a visitor reads what was said, with what the bot did; another shop reads nothing', async () => {
    const [shop, other] = [await fillTenant(db, 'widget-one'), await fillTenant(db, 'widget-two')];
    const [row] = await database.sql<{ workflow_id: string }>('SELECT workflow_id FROM conversations WHERE id = $1', [
      shop.conversationId,
    ]);
    const workflowId = row?.workflow_id ?? '';
    const records = createWidgetRecords(db);
    const all = { after: 0, limit: 100 };
    const history = await records.history(shop.id, workflowId, all);
    expect(history).toMatchObject({ conversationId: shop.conversationId, agent: null });
    const said = history?.messages ?? [];
    expect(said.map(({ author }) => author)).toEqual(expect.arrayContaining(['customer', 'bot']));
    expect(said.find(({ author }) => author === 'bot')?.receipts).toEqual([
      expect.objectContaining({ tool: 'create_order', effect: expect.objectContaining({ kind: 'order_created' }) }),
    ]);
    expect(said.map(({ text }) => text)).not.toContain('a note');
    expect(await records.history(other.id, workflowId, all)).toBeUndefined();

    const later = await records.history(shop.id, workflowId, { after: said[0]?.seq ?? 0, limit: 100 });
    expect(later?.messages).toEqual(said.slice(1));
    const newest = await records.history(shop.id, workflowId, { after: 0, limit: 1 });
    expect(newest?.messages).toEqual(said.slice(-1));
  });

  test('settings outlive a profile that says nothing of them, and give way to one that does', async () => {
    const tenant = newTenant('widget-three');
    const { id } = await saveTenant(db, tenant);
    const widget = async () => (await findConnection(db, 'widget-three', 'web'))?.widget;
    expect(await widget()).toEqual({ origins: [] });
    const settings = { origins: ['https://shop.example'], accent: '#0b6e4f', starters: ['Hi'] };
    await createWidgetRecords(db).save(id, settings);
    expect(await widget()).toEqual(settings);

    const version = async () =>
      (await database.sql<{ version: number }>('SELECT version FROM tenants WHERE id = $1', [id]))[0]?.version;
    const before = await version();
    await saveTenant(db, tenant);
    expect([await widget(), await version()]).toEqual([settings, before]);
    await saveTenant(db, { ...tenant, profile: { ...tenant.profile, widget: { origins: [] } } });
    expect(await widget()).toEqual({ origins: [] });
  });
});
