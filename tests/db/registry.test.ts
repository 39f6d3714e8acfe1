import { createConversationStore } from '#adapters/db/conversation-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { conversationOf, readConversation } from '#adapters/db/read/conversations.ts';
import { findConnection } from '#adapters/db/read/find-connection.ts';
import { listCatalogue } from '#adapters/db/read/shop.ts';
import { findTenant } from '#adapters/db/read/tenants.ts';
import { readTurnReply } from '#adapters/db/read/turn-reply.ts';
import { createApiKey, verifyApiKey } from '#adapters/db/write/api-keys.ts';
import { listChannels, saveChannel } from '#adapters/db/write/save-channel.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { call, fillTenant, KEYRING, makeTenant, newTenant, openFirst, orderOne } from '#tests/support/fill-tenant.ts';

describe('tenants and what is read of them', () => {
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

  const versionOf = async (id: string) =>
    (await database.sql<{ version: number }>('SELECT version FROM tenants WHERE id = $1', [id]))[0]?.version;

  it('are saved by their slug: the same again changes little, a product left out is taken off the list', async () => {
    const first = await saveTenant(db, newTenant('bakery'));
    expect(first.created).toBe(true);
    expect(await saveTenant(db, newTenant('bakery'))).toEqual({ id: first.id, created: false });
    const listed = async () => (await listCatalogue(db, first.id, { limit: 100, after: null })).items;
    const before = await listed();
    expect(before.map((product) => product.name)).toEqual(['Bread', 'Cake']);
    const { profile, products } = newTenant('bakery');
    await saveTenant(db, { profile, products: products.slice(1) });
    expect((await listed()).map((product) => product.name)).toEqual(['Cake']);
    await saveTenant(db, newTenant('bakery'));
    expect(await listed()).toEqual(before);
  });

  it('get a new version with every change of profile or price, which a draft sees at once', async () => {
    const tenant = await makeTenant(db, 'moving');
    const store = createConversationStore({ db, seal: KEYRING });
    const turn = await openFirst(store, tenant, 'reader');
    expect((await store.loadDraft(turn)).catalogue[0]?.priceMinor).toBe(350);
    const before = (await versionOf(tenant.id)) ?? 0;
    const { profile, products } = newTenant('moving');
    await saveTenant(db, { profile, products: products.map((product) => ({ ...product, priceMinor: 400 })) });
    expect(await versionOf(tenant.id)).toBeGreaterThan(before);
    expect((await store.loadDraft(turn)).catalogue[0]?.priceMinor).toBe(400);
    await saveTenant(db, { profile: { ...profile, persona: 'Curt.' }, products });
    expect((await store.loadDraft(turn)).tenant.persona).toBe('Curt.');
  });

  it('are known by a key that is theirs, until it is revoked', async () => {
    const tenant = await makeTenant(db, 'keyed');
    const other = await makeTenant(db, 'other');
    const { id, key } = await createApiKey(db, tenant.id, 'till');
    expect(await verifyApiKey(db, key)).toMatchObject({ keyId: id, tenant: { id: tenant.id, slug: 'keyed' } });
    const forOther = key.replace(tenant.id.replaceAll('-', ''), other.id.replaceAll('-', ''));
    for (const wrong of [
      forOther,
      `${key}x`,
      key.slice(0, -1),
      key.toUpperCase(),
      '',
      `clq_${'0'.repeat(32)}_${'A'.repeat(43)}`,
    ]) {
      expect(await verifyApiKey(db, wrong)).toBeUndefined();
    }
    const [row] = await database.sql<{ row: string }>('SELECT k::text AS row FROM api_keys k WHERE id = $1', [id]);
    expect(row?.row).not.toContain(key.slice(-43));
    await database.sql('UPDATE api_keys SET revoked_at = now() WHERE id = $1', [id]);
    expect(await verifyApiKey(db, key)).toBeUndefined();
  });

  it('connect one account a channel; new credentials keep its id and wake it', async () => {
    const { id } = await saveTenant(db, newTenant('connected'));
    const first = await saveChannel(db, id, 'telegram', (channelId) => Buffer.from(`sealed for ${channelId}`));
    await database.sql(`UPDATE channels SET status = 'auth_failed' WHERE id = $1`, [first.id]);
    const again = await saveChannel(db, id, 'telegram', () => Buffer.from('newer'));
    expect(again).toMatchObject({ id: first.id, status: 'active' });
    expect((await listChannels(db, id)).map((channel) => channel.channel)).toEqual(['telegram', 'web']);
    const connection = await findConnection(db, 'connected', 'telegram');
    expect(connection).toMatchObject({ channelId: first.id, settings: { quietMs: 1_500 } });
    expect(Buffer.from(connection?.sealedCredentials ?? []).toString()).toBe('newer');
    expect(await findConnection(db, 'connected', 'web')).toMatchObject({ settings: { quietMs: 400 } });
    expect(await findConnection(db, 'connected', 'whatsapp')).toBeUndefined();
    expect(await findConnection(db, 'nobody', 'web')).toBeUndefined();
    expect(await findTenant(db, 'nobody')).toBeUndefined();
  });

  it('read their conversations, replies and orders, and nobody else’s', async () => {
    const tenant = await fillTenant(db, 'reading');
    const other = await makeTenant(db, 'curious');
    const conversation = await readConversation(db, tenant.id, tenant.conversationId);
    expect(conversation?.messages.map((one) => [one.author, one.seq])).toEqual([
      ['customer', 1],
      ['bot', 2],
    ]);
    const workflowId = conversation?.workflowId ?? '';
    expect(await conversationOf(db, tenant.id, workflowId)).toEqual({ id: tenant.conversationId });
    const asked = { tenantId: tenant.id, workflowId, messageId: 'reading-person-1' };
    expect(await readTurnReply(db, asked)).toMatchObject({
      conversationId: tenant.conversationId,
      reply: 'Good day',
      toolCalls: [{ name: 'create_order', result: { number: 1001 } }],
      usage: { provider: 'offline', inputTokens: 10, outputTokens: 5, costNanoUsd: 7 },
      gateRetries: 0,
    });
    expect(await readConversation(db, other.id, tenant.conversationId)).toBeUndefined();
    expect(await conversationOf(db, other.id, workflowId)).toBeUndefined();
    expect(await readTurnReply(db, { ...asked, tenantId: other.id })).toBeUndefined();
  });

  it('have no reply to read while the turn is not finished', async () => {
    const tenant = await makeTenant(db, 'waiting');
    const store = createConversationStore({ db, seal: KEYRING });
    const turn = await openFirst(store, tenant, 'patient');
    await store.receipted(call(turn, turn.contactId), orderOne);
    expect(
      await readTurnReply(db, { tenantId: tenant.id, workflowId: turn.workflowId, messageId: 'patient-1' }),
    ).toBeUndefined();
  });
});
