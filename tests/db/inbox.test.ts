import { createInbox } from '#adapters/db/inbox/inbox.ts';
import type { Inbox } from '#adapters/db/inbox/inbox.ts';
import type { Database } from '#adapters/db/pool.ts';
import type { ConversationEntry, ConversationFilter } from '#domain/inbox/conversation-entry.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fillTenant } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';
import { addConversations } from '#tests/support/many-conversations.ts';

const MANY = 230;
const NOBODY = '0190a000-0000-7000-8000-000000000009';

describe('the inbox on record', () => {
  let database: TestDatabase;
  let db: Database;
  let inbox: Inbox;
  let shop: TestTenant & { readonly conversationId: string };
  let other: TestTenant & { readonly conversationId: string };
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    inbox = createInbox(db);
    [shop, other] = [await fillTenant(db, 'inbox-one'), await fillTenant(db, 'inbox-two')];
    await addConversations(database, shop, MANY);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  /** All pages of a listing; `between` runs after each. */
  async function everything(filter: ConversationFilter, limit: number, between?: (page: number) => Promise<unknown>) {
    const found: ConversationEntry[] = [];
    let asOf: string | null = null;
    for (let page = 0, after: readonly string[] | null = null; page === 0 || after !== null; page += 1) {
      const got = await inbox.list(shop.id, filter, { limit, after });
      asOf ??= got.asOf;
      found.push(...got.items);
      after = got.next;
      await between?.(page);
    }
    return { found, asOf };
  }
  const numbers = (entries: readonly ConversationEntry[]) =>
    entries.map(({ contact }) => Number(contact.name?.slice('Person '.length)));
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  test('lists the latest activity first, page by page, every conversation once', async () => {
    const { found } = await everything({}, 40);
    expect(found[0]?.id).toBe(shop.conversationId);
    expect(numbers(found.slice(1))).toEqual(upTo(MANY));
    expect((await inbox.list(other.id, {}, { limit: 200, after: null })).items.map(({ id }) => id)).toEqual([
      other.conversationId,
    ]);
  });

  test('pages neither leave out nor repeat what stays; what moves is found by as_of', async () => {
    const moved = async (page: number) =>
      database.sql(
        `UPDATE conversations SET last_activity_at = now() WHERE tenant_id = $1 AND contact_id IN
          (SELECT id FROM contacts WHERE tenant_id = $1 AND name IN ('Person ' || $2::int, 'Person ' || $3::int))`,
        // One that was shown already, and one that was not yet.
        [shop.id, page + 2, MANY - page],
      );
    const before = (await everything({}, 200)).found;
    const { found, asOf } = await everything({}, 50, moved);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    const since = await everything({ updatedSince: asOf ?? '' }, 50);
    const seen = new Set([...found, ...since.found].map(({ id }) => id));
    expect([...seen].toSorted()).toEqual(before.map(({ id }) => id).toSorted());
    const missed = before.filter(({ id }) => !found.some((entry) => entry.id === id));
    expect(numbers(missed).toSorted((left, right) => left - right)).toEqual(upTo(MANY).filter((n) => n > MANY - 4));
    await database.sql(
      `UPDATE conversations c SET last_activity_at = timestamptz '2026-11-20T12:00:00Z' - substr(p.name, 8)::int * interval '1 second'
       FROM contacts p WHERE p.tenant_id = c.tenant_id AND p.id = c.contact_id AND c.tenant_id = $1 AND p.name LIKE 'Person %'`,
      [shop.id],
    );
  });

  test('conversations of the same moment are told apart by their ids', async () => {
    await database.sql(`UPDATE conversations SET last_activity_at = '2026-11-01T00:00:00Z' WHERE tenant_id = $1`, [
      other.id,
    ]);
    await addConversations(database, other, 25);
    await database.sql(
      `UPDATE conversations SET last_activity_at = '2026-11-01T00:00:00.000123Z' WHERE tenant_id = $1`,
      [other.id],
    );
    const ids: string[] = [];
    for (let after: readonly string[] | null = null, more = true; more; more = after !== null) {
      const page = await inbox.list(other.id, {}, { limit: 4, after });
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect(ids).toHaveLength(26);
    expect(ids).toEqual([...new Set(ids)].toSorted().toReversed());
  });

  test.each<[string, ConversationFilter, (n: number) => boolean]>([
    ['status', { status: 'waiting' }, (n) => n % 3 === 0 && n % 10 !== 0],
    ['stage', { stage: 'closing' }, (n) => n % 4 === 3],
    ['a colleague', { assignee: 'ana' }, (n) => n % 10 === 0],
    ['nobody', { assignee: null }, (n) => n % 10 !== 0],
    ['status and stage', { status: 'human', stage: 'consultation' }, (n) => n % 10 === 0 && n % 4 === 2],
    ['activity', { updatedSince: '2026-11-20T11:59:30Z' }, (n) => n <= 30],
    ['channel', { channel: 'telegram' }, () => true],
    ['another channel', { channel: 'whatsapp' }, () => false],
  ])('filters by %s', async (_what, filter, fits) => {
    const found = (await everything(filter, 30)).found.filter(({ id }) => id !== shop.conversationId);
    expect(numbers(found)).toEqual(upTo(MANY).filter(fits));
  });

  test('filters by the reason of the open handoff, and shows it', async () => {
    const open = `SELECT c.id FROM conversations c JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
      WHERE c.tenant_id = $1 AND p.name = `;
    await database.sql(
      `INSERT INTO handoffs (tenant_id, id, conversation_id, turn, reason, requested_by, closed_at) VALUES
       ($1, gen_random_uuid(), (${open}'Person 7'), 1, 'allergies', 'customer', NULL),
       ($1, gen_random_uuid(), (${open}'Person 8'), 1, 'allergies', 'customer', now())`,
      [shop.id],
    );
    const { found } = await everything({ handoffReason: 'allergies' }, 30);
    expect(numbers(found)).toEqual([7]);
    expect(found[0]?.handoff).toMatchObject({ reason: 'allergies', requestedBy: 'customer', claimedAt: null });
  });

  test('a line says who, where, whose and what was said last', async () => {
    const { found } = await everything({ assignee: 'ana' }, 1);
    expect(found[0]).toMatchObject({
      channel: 'telegram',
      status: 'human',
      assignee: { id: 'ana', name: 'Ana' },
      contact: { name: 'Person 10' },
      lastMessage: { author: 'customer', text: 'hello number 10', kind: 'text' },
      messageCount: 1,
      labels: [],
      handoff: null,
      lastActivityAt: '2026-11-20T11:59:50.000Z',
    });
  });

  test('a conversation opens with its contact; another shop opens nothing', async () => {
    expect(await inbox.detail(shop.id, shop.conversationId)).toMatchObject({
      id: shop.conversationId,
      contact: { optedOutAt: null, blockedAt: null },
      notes: 1,
      turns: 1,
    });
    const page = { limit: 10, after: null };
    for (const id of [shop.conversationId, NOBODY]) {
      await expect(inbox.detail(other.id, id)).rejects.toMatchObject({ type: 'NotFound' });
      await expect(inbox.thread(other.id, id, 'newest', page)).rejects.toMatchObject({ type: 'NotFound' });
      await expect(inbox.turns(other.id, id, page)).rejects.toMatchObject({ type: 'NotFound' });
      await expect(inbox.notes(other.id, id, page)).rejects.toMatchObject({ type: 'NotFound' });
      await expect(inbox.events(other.id, id, page)).rejects.toMatchObject({ type: 'NotFound' });
    }
  });

  test('a conversation has the title that colleagues give it', async () => {
    await inbox.rename(shop.id, shop.conversationId, 'wedding cake');
    expect(await inbox.detail(shop.id, shop.conversationId)).toMatchObject({ title: 'wedding cake' });
    await expect(inbox.rename(other.id, shop.conversationId, 'theirs')).rejects.toMatchObject({ type: 'NotFound' });
    await inbox.rename(shop.id, shop.conversationId, null);
    expect((await inbox.list(shop.id, {}, { limit: 1, after: null })).items[0]?.title).toBeNull();
  });

  test('a thread is read from either end, with how far each message of ours came', async () => {
    const read = (order: 'newest' | 'oldest', after: readonly string[] | null, limit = 1) =>
      inbox.thread(shop.id, shop.conversationId, order, { limit, after });
    const newest = await read('newest', null);
    expect(newest.items).toMatchObject([
      {
        author: 'bot',
        text: 'Good day',
        state: 'read',
        parts: [{ part: 1, text: 'Good day', state: 'read', failure: null }],
      },
    ]);
    const older = await read('newest', newest.next);
    expect(older).toMatchObject({ items: [{ author: 'customer', seq: 1, state: 'received', parts: [] }], next: null });
    const forward = await read('oldest', null, 10);
    expect(forward.items).toEqual([...older.items, ...newest.items]);
    expect(forward.next).toBeNull();
  });

  test('a failed or unsure part says so of the whole message', async () => {
    const state = async (outbox: string, delivery: string) => {
      await database.sql(`UPDATE outbox SET state = $2 WHERE tenant_id = $1`, [shop.id, outbox]);
      await database.sql(`UPDATE delivery_statuses SET status = $2 WHERE tenant_id = $1`, [shop.id, delivery]);
      return (await inbox.thread(shop.id, shop.conversationId, 'newest', { limit: 1, after: null })).items[0]?.state;
    };
    expect(await state('sent', 'failed')).toBe('failed');
    expect(await state('sent', 'delivered')).toBe('delivered');
    await database.sql(`DELETE FROM delivery_statuses WHERE tenant_id = $1`, [shop.id]);
    expect(await state('unknown', 'sent')).toBe('unknown');
    expect(await state('sent', 'sent')).toBe('sent');
  });

  test('a turn shows its model calls with cost, its tools, and what the gate said', async () => {
    const { items } = await inbox.turns(shop.id, shop.conversationId, { limit: 10, after: null });
    expect(items).toMatchObject([
      {
        turn: 1,
        outcome: 'answered',
        staff: null,
        sentStep: 2,
        steps: [
          { step: 1, kind: 'tools', usage: { provider: 'offline', model: 'rules', inputTokens: 10, costNanoUsd: 7 } },
          { step: 2, kind: 'reply', text: 'Good day', violations: [], usage: null },
        ],
        tools: [{ step: 1, name: 'create_order', input: { items: ['Bread'] }, ok: true, effect: 'order_created' }],
      },
    ]);
  });

  test('notes and events come newest first, page by page', async () => {
    const { items } = await inbox.notes(shop.id, shop.conversationId, { limit: 10, after: null });
    expect(items).toMatchObject([{ by: { id: 'staff', name: 'Staff' }, text: 'a note' }]);
    const types: string[] = [];
    for (let after: readonly string[] | null = null, more = true; more; more = after !== null) {
      const page = await inbox.events(shop.id, shop.conversationId, { limit: 1, after });
      expect(page.items).toHaveLength(1);
      types.push(...page.items.map(({ type }) => type));
      after = page.next;
    }
    expect(types).toEqual(expect.arrayContaining(['handoff_requested', 'stage_changed', 'turn_answered']));
  });

  describe('search', () => {
    const said: Record<string, string> = {
      'Person 31': 'Gibt es KÄSE-Kuchen ohne Nüsse? 50% Rabatt!',
      'Person 32': 'יש לכם עוגת גְּבִינָה בלי אגוזים?',
      'Person 33': 'Ada kue keju tanpa kacang?',
      'Person 34': "do you have cheesecake, it's for Zoë's birthday",
      'Person 35': 'cheesecake again\nand cheesecake again',
    };
    beforeAll(async () => {
      for (const [name, text] of Object.entries(said))
        await database.sql(
          `UPDATE messages m SET text = $3 FROM conversations c JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
           WHERE c.tenant_id = $1 AND p.name = $2 AND m.tenant_id = $1 AND m.conversation_id = c.id`,
          [shop.id, name, text],
        );
    });
    const found = async (q: string, more: { author?: 'customer' | 'bot'; conversation?: string } = {}) =>
      (await inbox.search(shop.id, { q, ...more }, { limit: 50, after: null })).items
        .map(({ conversation }) => conversation.contact.name ?? '')
        .toSorted();

    test.each<[string, readonly string[]]>([
      ['käse', ['Person 31']],
      ['KASE nusse', ['Person 31']],
      ['50', ['Person 31', 'Person 50']],
      ['גבינה', ['Person 32']],
      ['keju kacang', ['Person 33']],
      ['keju nusse', []],
      ['cheesecake', ['Person 34', 'Person 35']],
      ['cheese', []],
      ['cheese*', ['Person 34', 'Person 35']],
      ['again* cheesecake', ['Person 35']],
      ['zoes', ['Person 34']],
      ["'; DROP TABLE messages; --", []],
      ["cheesecake:* | !again & ('", ['Person 35']],
      ['%', []],
      ['***', []],
    ])('finds %j', async (q, names) => {
      expect(await found(q)).toEqual(names);
    });

    test('shows what was said around the words, and in whose conversation', async () => {
      const { items } = await inbox.search(shop.id, { q: 'cheesecake birthday' }, { limit: 5, after: null });
      expect(items).toMatchObject([
        {
          author: 'customer',
          seq: 1,
          excerpt: said['Person 34'],
          conversation: { channel: 'telegram', contact: { name: 'Person 34' } },
        },
      ]);
      const conversation = items[0]?.conversation.id ?? '';
      expect(await found('cheesecake', { conversation })).toEqual(['Person 34']);
      expect(await found('hello', { conversation })).toEqual([]);
      expect(await found('cheesecake', { author: 'bot' })).toEqual([]);
      expect(await found('good day', { author: 'bot' })).toHaveLength(1);
    });

    test('common words come page by page, the newest first, each once; another shop finds nothing', async () => {
      const ids: string[] = [];
      for (let after: readonly string[] | null = null, more = true; more; more = after !== null) {
        const page = await inbox.search(shop.id, { q: 'hello number' }, { limit: 20, after });
        ids.push(...page.items.map(({ id }) => id));
        after = page.next;
      }
      expect(ids).toHaveLength(MANY - Object.keys(said).length);
      expect(ids).toEqual([...new Set(ids)].toSorted().toReversed());
      expect((await inbox.search(other.id, { q: 'cheesecake' }, { limit: 5, after: null })).items).toEqual([]);
    });

    test('the inbox is filtered by names and by what was said', async () => {
      expect(numbers((await everything({ q: 'cheesecake' }, 1)).found)).toEqual([34, 35]);
      expect(numbers((await everything({ q: 'person 22' }, 5)).found)).toEqual([
        22, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229,
      ]);
      expect(numbers((await everything({ q: 'cheesecake', stage: 'closing' }, 5)).found)).toEqual([35]);
      expect((await everything({ q: 'nobody said this' }, 5)).found).toEqual([]);
      expect((await everything({ q: '%' }, 5)).found).toEqual([]);
    });
  });
});
