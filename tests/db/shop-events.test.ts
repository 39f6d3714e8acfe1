import { createConversationStore } from '#adapters/db/conversation-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { NotFound } from '#domain/errors.ts';
import type { ConversationStore } from '#domain/store.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { addressOf, call, KEYRING, makeTenant, message, openFirst, orderOne } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

describe('news of the shop', () => {
  let database: TestDatabase;
  let db: Database;
  let store: ConversationStore;
  let shop: TestTenant;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 4 });
    store = createConversationStore({ db, seal: KEYRING });
    shop = await makeTenant(db, 'shop');
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const paid = message('event:payment_received:p1', {
    kind: 'event',
    text: 'Payment of $12.00 for order #1001 was received.',
    event: {
      kind: 'payment_received',
      data: { amount: '12.00' },
      effect: { kind: 'payment_received', orderNumber: 1001 },
    },
  });

  it('open a turn once, as the system’s words with their receipt', async () => {
    const first = await openFirst(store, shop, 'payer');
    await store.completeTurn({
      ...first,
      step: null,
      parts: [],
      outcome: 'suppressed',
      stage: 'greeting',
      status: 'bot',
    });
    const input = { ...first.input, conversationId: first.conversationId, messages: [paid] };
    const opened = await store.openTurn(input);
    expect(opened).toMatchObject({ turn: 2, fresh: 1, needsAnswer: true });
    expect(await store.openTurn(input)).toEqual(opened);
    const draft = await store.loadDraft({ ...first, turn: 2 });
    expect(draft.turnMessages).toMatchObject([{ author: 'system', kind: 'event', text: paid.text }]);
    expect(draft.receipts).toMatchObject([
      { turn: 2, step: 0, tool: 'payment_received', result: { ok: true, effect: paid.event?.effect } },
    ]);
  });

  it('do not tell that a person who blocked us has written', async () => {
    const turn = await openFirst(store, shop, 'blocker');
    const blocked = () =>
      database.sql<{ blocked: boolean }>(
        "SELECT blocked_at IS NOT NULL AS blocked FROM contact_identities WHERE recipient = 'blocker'",
      );
    await database.sql("UPDATE contact_identities SET blocked_at = now() WHERE recipient = 'blocker'");
    const next = { ...turn.input, conversationId: turn.conversationId };
    await store.openTurn({ ...next, messages: [{ ...paid, id: 'event:payment_received:p2' }] });
    expect(await blocked()).toEqual([{ blocked: true }]);
    await store.openTurn({ ...next, messages: [message('back-again')] });
    expect(await blocked()).toEqual([{ blocked: false }]);
  });

  it('find their way: the address of a conversation of this tenant only', async () => {
    const turn = await openFirst(store, shop, 'reader');
    expect(await store.findRecipient(shop.id, turn.conversationId)).toMatchObject({
      address: addressOf(shop, 'reader'),
      contact: { recipient: 'reader' },
      settings: { version: expect.any(Number), quietMs: 1_500 },
    });
    const other = await makeTenant(db, 'other');
    await expect(store.findRecipient(other.id, turn.conversationId)).rejects.toBeInstanceOf(NotFound);
  });

  it('a call over the network is prepared until it has its receipt', async () => {
    const turn = await openFirst(store, shop, 'caller');
    const ref = call(turn, turn.contactId);
    const keys: string[] = [];
    const prepare = () => store.prepared(ref, async (_desk, tenant, callKey) => (keys.push(callKey), tenant.slug));
    expect(await prepare()).toEqual({ value: 'shop' });
    expect(await prepare()).toEqual({ value: 'shop' });
    const result = await store.receipted(ref, (desk, _tenant, callKey) => (keys.push(callKey), orderOne(desk)));
    expect(await prepare()).toEqual({ result });
    expect(keys).toEqual(Array.from({ length: 3 }, () => `${turn.conversationId}:1:1:call-1`));
  });
});
