import { v7 as uuid } from 'uuid';
import { createContactBook } from '#adapters/db/contact/contact-book.ts';
import { createKeptAnswers } from '#adapters/db/idempotency/kept-answers.ts';
import { createCannedReplyBook } from '#adapters/db/inbox/canned-replies.ts';
import { createInbox } from '#adapters/db/inbox/inbox.ts';
import { createLabelBook } from '#adapters/db/inbox/labels.ts';
import { createOrderBook } from '#adapters/db/order/order-book.ts';
import { createUsageBook } from '#adapters/db/usage/usage-book.ts';
import type { Database } from '#adapters/db/pool.ts';
import type { OrderChanges } from '#domain/order/staff-change.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fillTenant, KEYRING } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';
import { addConversations } from '#tests/support/many-conversations.ts';

const NOBODY = '0190a000-0000-7000-8000-000000000009';
const MANY = 60;
const ALL = { limit: 200, after: null };

describe('what staff keep', () => {
  let database: TestDatabase;
  let db: Database;
  let shop: TestTenant & { readonly conversationId: string };
  let other: TestTenant & { readonly conversationId: string };
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    [shop, other] = [await fillTenant(db, 'books-one'), await fillTenant(db, 'books-two')];
    await addConversations(database, shop, MANY);
    // As before it was paid.
    await database.sql(`UPDATE orders SET status = 'pending'`);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  describe('contacts', () => {
    const contacts = () => createContactBook(db);
    const named = async (q: string) =>
      (await contacts().list(shop.id, q, ALL)).items.map(({ name }) => name ?? '').toSorted();

    test('are listed page by page, each once', async () => {
      const ids: string[] = [];
      for (let after: readonly string[] | null = null, more = true; more; more = after !== null) {
        const page = await contacts().list(shop.id, null, { limit: 7, after });
        ids.push(...page.items.map(({ id }) => id));
        after = page.next;
      }
      const [counted] = await database.sql<{ n: number }>(
        'SELECT count(*)::int AS n FROM contacts WHERE tenant_id = $1',
        [shop.id],
      );
      expect(ids).toHaveLength(counted?.n ?? 0);
      expect(ids).toEqual([...new Set(ids)].toSorted().toReversed());
    });

    test('are found by a part of the name in any spelling; wildcards stand for nothing', async () => {
      const renamed = async (from: string, to: string) => {
        await database.sql('UPDATE contacts SET name = $3 WHERE tenant_id = $1 AND name = $2', [shop.id, from, to]);
      };
      await renamed('Person 1', 'Zoë Ångström');
      await renamed('Person 2', 'דָּנִי כֹּהֵן');
      await renamed('Person 3', 'ZOE_50%');
      expect(await named('zoe')).toEqual(['ZOE_50%', 'Zoë Ångström']);
      expect(await named('angstrom')).toEqual(['Zoë Ångström']);
      expect(await named('דני')).toEqual(['דָּנִי כֹּהֵן']);
      expect(await named('%')).toEqual([]);
      expect(await named('son 5')).toEqual(['Person 5', ...Array.from({ length: 10 }, (_, n) => `Person 5${n}`)]);
      expect((await contacts().list(other.id, 'zoe', ALL)).items).toEqual([]);
      const first = await contacts().list(shop.id, 'person', { limit: 50, after: null });
      const second = await contacts().list(shop.id, 'person', { limit: 50, after: first.next });
      expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(MANY - 3);
    });

    test('change only from the version that was seen', async () => {
      const [one] = (await contacts().list(shop.id, 'person 20', ALL)).items;
      const id = one?.id ?? '';
      const { version, contact } = await contacts().read(shop.id, id);
      expect(contact).toMatchObject({ identities: [{ channel: 'telegram', blockedAt: null }], orders: 0, bookings: 0 });
      const changed = await contacts().change(shop.id, id, { notes: 'allergic to nuts' }, [version]);
      expect(changed.contact).toMatchObject({ name: 'Person 20', notes: 'allergic to nuts' });
      expect(changed.version).not.toBe(version);
      await expect(contacts().change(shop.id, id, { notes: null }, [version])).rejects.toMatchObject({ type: 'Stale' });
      await expect(contacts().change(shop.id, id, { notes: null }, [])).rejects.toMatchObject({ type: 'Stale' });
      await expect(contacts().change(other.id, id, { notes: null }, null)).rejects.toMatchObject({ type: 'NotFound' });
      expect(await contacts().read(shop.id, id)).toEqual(changed);
      expect((await contacts().change(shop.id, id, { notes: null }, null)).contact.notes).toBeNull();
      await expect(contacts().bookings(other.id, id, ALL)).rejects.toMatchObject({ type: 'NotFound' });
      expect(await contacts().bookings(shop.id, id, ALL)).toEqual({ items: [], next: null });
    });

    test('lead to their conversations', async () => {
      const [one] = (await contacts().list(shop.id, 'person 21', ALL)).items;
      const { items } = await createInbox(db).list(shop.id, { contact: one?.id ?? '' }, ALL);
      expect(items.map(({ contact }) => contact.name)).toEqual(['Person 21']);
    });
  });

  describe('orders', () => {
    const orders = () => createOrderBook(db);
    const order = async () => {
      const [found] = (await orders().list(shop.id, {}, ALL)).items;
      if (found === undefined) throw new Error('the test shop has no order');
      return found;
    };
    const attempt = async (changes: OrderChanges) => orders().change(shop.id, (await order()).id, changes, null);

    test('are filtered, and found by number, name and address', async () => {
      const { id, number, contactId, conversationId, lines } = await order();
      const found = async (filter: Parameters<ReturnType<typeof orders>['list']>[1]) =>
        (await orders().list(shop.id, filter, ALL)).items.map((one) => one.id);
      await attempt({ deliveryAddress: '5 Herzl St' });
      await database.sql(`UPDATE contacts SET name = 'Dana' WHERE tenant_id = $1 AND id = $2`, [shop.id, contactId]);
      for (const filter of [
        { status: 'pending' as const },
        { contact: contactId },
        { conversation: conversationId },
        { q: String(number) },
        { q: `#${number}` },
        { q: 'DAN' },
        { q: 'herzl' },
        { product: lines[0]?.productId ?? '' },
        { product: 'bre' },
        { from: '2020-01-01T00:00:00Z', to: '2120-01-01T00:00:00Z' },
      ])
        expect([filter, await found(filter)]).toEqual([filter, [id]]);
      for (const filter of [
        { status: 'delivered' as const },
        { contact: NOBODY },
        { q: '%' },
        { q: '1' },
        { product: 'no such thing' },
        { to: '2020-01-01T00:00:00Z' },
      ])
        expect([filter, await found(filter)]).toEqual([filter, []]);
      expect((await orders().list(other.id, { contact: contactId }, ALL)).items).toEqual([]);
    });

    test('go forward only from the version that was seen, give stock back, and name the page to close', async () => {
      const { id, lines, number } = await order();
      const productId = lines[0]?.productId;
      const { version } = await orders().read(shop.id, id);
      const confirmed = await orders().change(shop.id, id, { status: 'confirmed', notes: 'ring twice' }, [version]);
      expect(confirmed).toMatchObject({ order: { status: 'confirmed', notes: 'ring twice' }, openPayment: null });
      await expect(orders().change(shop.id, id, { status: 'cancelled' }, [version])).rejects.toMatchObject({
        type: 'Stale',
      });
      await expect(attempt({ status: 'pending' })).rejects.toMatchObject({
        type: 'Conflict',
        message: `order #${number} is confirmed and can not become pending`,
      });
      await database.sql('UPDATE products SET stock_milli = 1000 WHERE tenant_id = $1 AND id = $2', [
        shop.id,
        productId,
      ]);
      const [page] = await database.sql<{ id: string }>(
        `UPDATE payments SET status = 'open' WHERE tenant_id = $1 AND subject = 'order' AND subject_id = $2 RETURNING id`,
        [shop.id, id],
      );
      expect(page).toBeDefined();
      expect(await attempt({ status: 'cancelled' })).toMatchObject({ openPayment: page?.id });
      const [product] = await database.sql<{ stock: string }>(
        'SELECT stock_milli AS stock FROM products WHERE tenant_id = $1 AND id = $2',
        [shop.id, productId],
      );
      expect(product?.stock).toBe('2000');
      await expect(attempt({ status: 'confirmed' })).rejects.toMatchObject({ type: 'Conflict' });
      await expect(attempt({ deliveryAddress: 'elsewhere' })).rejects.toMatchObject({ type: 'Conflict' });
      expect((await attempt({ notes: 'a word after' })).order.notes).toBe('a word after');
      await expect(orders().change(other.id, id, { notes: 'x' }, null)).rejects.toMatchObject({ type: 'NotFound' });
      await expect(orders().read(other.id, id)).rejects.toMatchObject({ type: 'NotFound' });
    });
  });

  describe('labels', () => {
    const labels = () => createLabelBook(db);

    test('are made once by their id, named once, and changed from the version that was seen', async () => {
      const id = uuid();
      const made = await labels().create(shop.id, id, { name: 'urgent', color: '#ff0000' });
      expect(await labels().create(shop.id, id, { name: 'urgent', color: '#ff0000' })).toEqual(made);
      await expect(labels().create(shop.id, uuid(), { name: 'urgent', color: '#00ff00' })).rejects.toMatchObject({
        type: 'Conflict',
      });
      const changed = await labels().change(shop.id, id, { color: '#00ff00' }, [String(made.version)]);
      expect(changed).toMatchObject({ name: 'urgent', color: '#00ff00', version: made.version + 1 });
      await expect(labels().change(shop.id, id, { name: 'x' }, [String(made.version)])).rejects.toMatchObject({
        type: 'Stale',
      });
      await expect(labels().remove(shop.id, id, [String(made.version)])).rejects.toMatchObject({ type: 'Stale' });
      await expect(labels().change(other.id, id, { name: 'x' }, null)).rejects.toMatchObject({ type: 'NotFound' });
      await expect(labels().remove(other.id, id, null)).rejects.toMatchObject({ type: 'NotFound' });
      expect((await labels().list(shop.id)).map(({ name }) => name)).toEqual(['urgent', 'vip']);
    });

    test('stand on conversations, filter the inbox, and go from all of them', async () => {
      const [urgent] = await labels().list(shop.id);
      const [foreign] = await labels().list(other.id);
      const id = urgent?.id ?? '';
      const found = async () =>
        (await createInbox(db).list(shop.id, { label: id }, ALL)).items.map((entry) => [entry.id, entry.labels.length]);
      const put = (ids: readonly string[]) => labels().set(shop.id, shop.conversationId, ids, 'ana');
      expect(await put([id, id])).toMatchObject([{ name: 'urgent' }]);
      expect(await found()).toEqual([[shop.conversationId, 1]]);
      await expect(put([foreign?.id ?? ''])).rejects.toMatchObject({ type: 'NotFound' });
      await expect(labels().set(other.id, shop.conversationId, [], 'ana')).rejects.toMatchObject({ type: 'NotFound' });
      expect(await found()).toEqual([[shop.conversationId, 1]]);
      expect((await labels().list(shop.id))[0]).toMatchObject({ name: 'urgent', conversations: 1 });
      await labels().remove(shop.id, id, null);
      expect(await found()).toEqual([]);
    });
  });

  test('canned replies are made once, and changed from the version that was seen', async () => {
    const book = createCannedReplyBook(db);
    const id = uuid();
    const reply = { shortcut: 'delivery', title: 'Delivery', text: 'We deliver on Fridays.', language: null };
    const made = await book.create(shop.id, id, reply);
    expect(await book.create(shop.id, id, reply)).toEqual(made);
    await expect(book.create(shop.id, uuid(), reply)).rejects.toMatchObject({ type: 'Conflict' });
    const changed = await book.change(shop.id, id, { language: 'en' }, [String(made.version)]);
    expect(changed).toMatchObject({ ...reply, language: 'en', version: made.version + 1 });
    await expect(book.change(shop.id, id, { title: 'x' }, [String(made.version)])).rejects.toMatchObject({
      type: 'Stale',
    });
    await expect(book.remove(other.id, id, null)).rejects.toMatchObject({ type: 'NotFound' });
    expect((await book.list(shop.id)).map(({ shortcut }) => shortcut)).toEqual(['delivery', 'hello']);
    await book.remove(shop.id, id, [String(changed.version)]);
    expect((await book.list(shop.id)).map(({ shortcut }) => shortcut)).toEqual(['hello']);
  });

  test('what models cost is summed and listed, each call once', async () => {
    const usage = createUsageBook(db);
    const since = '2020-01-01T00:00:00Z';
    await database.sql(
      `INSERT INTO usage_events (tenant_id, id, conversation_id, key, turn, purpose, provider, model, input_tokens, output_tokens,
         cost_nano_usd, price_source, created_at)
       SELECT $1::uuid, gen_random_uuid(), $2::uuid, 'more:' || n, 1, 'reply', 'openai', 'small', 100, 10, 1000, 'exact',
         timestamptz '2026-11-01T23:30:00Z' + n * interval '1 hour' FROM generate_series(0, 6) AS n`,
      [shop.id, shop.conversationId],
    );
    const { total, byModel, byDay } = await usage.summary(shop.id, { since, conversation: shop.conversationId });
    expect(byModel[0]).toEqual({
      provider: 'openai',
      model: 'small',
      calls: 7,
      inputTokens: 700,
      outputTokens: 70,
      costNanoUsd: 7000,
    });
    expect(total).toMatchObject({ calls: 8, inputTokens: 710, costNanoUsd: 7007 });
    // The shop's own midnight, not that of UTC.
    expect(byDay[0]).toMatchObject({ day: '2026-11-02', calls: 7 });
    const ids: string[] = [];
    for (let after: readonly string[] | null = null, more = true; more; more = after !== null) {
      const page = await usage.events(shop.id, { since, conversation: shop.conversationId }, { limit: 3, after });
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect([ids.length, new Set(ids).size]).toEqual([8, 8]);
    expect((await usage.summary(other.id, { since, conversation: shop.conversationId })).total.calls).toBe(0);
    expect((await usage.summary(shop.id, { since, contact: NOBODY })).total).toMatchObject({
      calls: 0,
      costNanoUsd: 0,
    });
  });

  describe('answers of deeds', () => {
    const kept = () => createKeptAnswers(db, KEYRING);
    const ANSWER = { status: 201, headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' };
    const [print, otherPrint] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const keyOf = (key: string) => ({ tenantId: shop.id, caller: 'ana', key });

    test('are claimed by one of many at once, kept sealed, and answered again', async () => {
      const key = keyOf('one deed');
      const claims = await Promise.all(Array.from({ length: 8 }, () => kept().claim(key, print)));
      const [mine, ...more] = claims.filter(({ kind }) => kind === 'mine');
      expect(more).toEqual([]);
      expect(claims.filter(({ kind }) => kind === 'running')).toHaveLength(7);
      expect(await kept().claim(key, otherPrint)).toEqual({ kind: 'other' });
      expect((await kept().claim({ ...key, caller: 'ben' }, otherPrint)).kind).toBe('mine');
      if (mine?.kind !== 'mine') throw new Error('nobody got the claim');
      await kept().keep(key, mine.claim, ANSWER);
      expect(await kept().claim(key, print)).toEqual({ kind: 'done', answer: ANSWER });
      expect(await kept().claim(key, otherPrint)).toEqual({ kind: 'other' });
      const [row] = await database.sql<{ sealed: string }>(
        `SELECT encode(sealed_answer, 'escape') AS sealed FROM idempotency_keys WHERE key = 'one deed' AND caller = 'ana'`,
      );
      expect(row?.sealed).not.toContain('"a":1');
    });

    test('one that was not done may be tried again, with other words as well', async () => {
      const key = keyOf('refused');
      const mine = await kept().claim(key, print);
      if (mine.kind !== 'mine') throw new Error('a new key was not free');
      await kept().release(key, mine.claim);
      expect((await kept().claim(key, otherPrint)).kind).toBe('mine');
    });

    test('one whose process died gives way when its time is up, keeping the time it began', async () => {
      const key = keyOf('died');
      const first = await kept().claim(key, print);
      const expire = (column: string) =>
        database.sql(`UPDATE idempotency_keys SET ${column} = now() - interval '25 hours' WHERE key = 'died'`);
      await expire('claimed_until');
      expect(await kept().claim(key, otherPrint)).toEqual({ kind: 'other' });
      const second = await kept().claim(key, print);
      if (first.kind !== 'mine' || second.kind !== 'mine') throw new Error('the claim was not taken over');
      expect(second.since).toEqual(first.since);
      // The first one was only slow: its answer is not the deed's any more.
      await kept().keep(key, first.claim, ANSWER);
      expect((await kept().claim(key, print)).kind).toBe('running');
      await kept().keep(key, second.claim, ANSWER);
      await expire('created_at');
      const third = await kept().claim(key, otherPrint);
      expect(third.kind).toBe('mine');
    });

    test('old ones are forgotten by the way', async () => {
      await database.sql(`UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE tenant_id = $1`, [
        shop.id,
      ]);
      await kept().claim(keyOf('the newest'), print);
      const left = await database.sql<{ key: string }>('SELECT key FROM idempotency_keys WHERE tenant_id = $1', [
        shop.id,
      ]);
      expect(left.map(({ key }) => key)).toEqual(['the newest']);
    });
  });
});
