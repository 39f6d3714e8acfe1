import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { createFeed } from '#adapters/db/live/feed.ts';
import type { Feed, FeedPlace, PlacedFact } from '#domain/live/feed-event.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fillTenant, makeTenant } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

const WRITERS = 8;
const TRANSACTIONS = 25;

describe('the feed', () => {
  let database: TestDatabase;
  let db: ReturnType<TestDatabase['open']>;
  let feed: Feed;
  let tenant: TestTenant;
  const clients: pg.Client[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 4 });
    feed = createFeed(db);
    tenant = await makeTenant(db, 'shop');
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end();
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const connect = async () => {
    const client = new pg.Client({ connectionString: database.url });
    clients.push(client);
    await client.connect();
    return client;
  };
  const write = (client: pg.Client, subject: string, conversation: string | null = null) =>
    client.query(
      `INSERT INTO feed (tenant_id, type, conversation_id, subject_kind, subject_id) VALUES ($1, 'test', $2, 'test', $3)`,
      [tenant.id, conversation, subject],
    );
  const idsOf = (facts: readonly PlacedFact[]) => facts.map((fact) => fact.subject?.id);
  const readAll = async (from: FeedPlace, limit = 100) => {
    const facts: PlacedFact[] = [];
    let place = from;
    for (;;) {
      const page = await feed.read(tenant.id, place, limit);
      facts.push(...page.facts);
      place = page.place;
      if (!page.more) return { facts, place };
    }
  };

  it('shows what is committed while an older transaction is still open, and that one when it commits', async () => {
    const [slow, fast] = [await connect(), await connect()];
    const start = await feed.end();
    const [first, second, third] = [uuid(), uuid(), uuid()];
    await slow.query('BEGIN');
    await write(slow, first);
    await write(fast, second);
    const seen = await readAll(start);
    expect(idsOf(seen.facts)).toEqual([second]);
    await write(fast, third);
    await slow.query('COMMIT');
    const later = await readAll(seen.place);
    expect(idsOf(later.facts)).toEqual([first, third]);
    expect((await readAll(later.place)).facts).toEqual([]);
    // Whoever resumes behind the second fact misses neither the one with the smaller transaction number nor the other.
    expect(idsOf((await readAll(seen.facts[0]?.place ?? start)).facts)).toEqual([first, third]);
  });

  it('forgets what is rolled back', async () => {
    const client = await connect();
    const start = await feed.end();
    await client.query('BEGIN');
    await write(client, uuid());
    await client.query('ROLLBACK');
    expect((await readAll(start)).facts).toEqual([]);
  });

  it('brings each fact of concurrent writers once, in the order of commits of each conversation', async () => {
    const conversations = Array.from({ length: 3 }, () => uuid());
    const owner = await connect();
    await owner.query('CREATE TABLE held (id uuid PRIMARY KEY, commits integer NOT NULL DEFAULT 0)');
    for (const id of conversations) await owner.query('INSERT INTO held (id) VALUES ($1)', [id]);
    // What the order of commits was: written under the same lock, in the same transaction.
    await owner.query('CREATE TABLE written (conversation uuid, number integer, subject uuid)');
    const start = await feed.end();
    const read: PlacedFact[] = [];
    let isDone = false;
    const reading = (async () => {
      for (let place = start, last = false; ;) {
        const page = await feed.read(tenant.id, place, 7);
        read.push(...page.facts);
        place = page.place;
        if (page.more) continue;
        if (last) return;
        last = isDone;
        await sleep(1);
      }
    })();
    const writers = Array.from({ length: WRITERS }, async (_, writer) => {
      const client = await connect();
      for (let count = 0; count < TRANSACTIONS; count += 1) {
        const conversation = conversations[(writer + count) % conversations.length] ?? '';
        const subject = uuid();
        await client.query('BEGIN');
        // Some have their transaction number long before they get the lock.
        if (count % 3 === 0) await client.query('SELECT pg_current_xact_id()');
        if (count % 4 === 0) await sleep(writer);
        const { rows } = await client.query<{ commits: number }>(
          'UPDATE held SET commits = commits + 1 WHERE id = $1 RETURNING commits',
          [conversation],
        );
        await write(client, subject, conversation);
        await client.query('INSERT INTO written VALUES ($1, $2, $3)', [conversation, rows[0]?.commits, subject]);
        if (count % 5 === writer % 5) await sleep(10);
        await client.query(count % 7 === 6 ? 'ROLLBACK' : 'COMMIT');
      }
    });
    await Promise.all(writers);
    isDone = true;
    await reading;
    const { rows } = await owner.query<{ conversation: string; subject: string }>(
      'SELECT conversation, subject FROM written ORDER BY conversation, number',
    );
    expect(rows.length).toBeGreaterThan((WRITERS * TRANSACTIONS) / 2);
    for (const id of conversations) {
      const expected = rows.filter((row) => row.conversation === id).map((row) => row.subject);
      expect(idsOf(read.filter((fact) => fact.conversationId === id))).toEqual(expected);
    }
    expect(new Set(idsOf(read)).size).toBe(read.length);

    // From wherever a reader resumes, it gets exactly what it had not.
    for (let from = 0; from < read.length; from += 23) {
      const rest = await readAll(read[from]?.place ?? start, 5);
      const had = new Set(idsOf(read.slice(0, from + 1)));
      const missing = idsOf(read).filter((id) => !had.has(id));
      expect(new Set(idsOf(rest.facts))).toEqual(new Set(missing));
      expect(rest.facts).toHaveLength(missing.length);
    }
  });

  it('is read by an index, of one tenant only, and tells which tenants have news', async () => {
    const other = await makeTenant(db, 'other');
    const [client, start] = [await connect(), await feed.end()];
    await write(client, uuid());
    expect((await feed.read(other.id, start, 10)).facts).toEqual([]);
    expect(await feed.news(new Map([tenant.id, other.id].map((id) => [id, start])))).toEqual([tenant.id]);
    await client.query(`SET ROLE colloquy_app; SET enable_seqscan = off; SET app.current_tenant_id = '${tenant.id}'`);
    const { rows } = await client.query<Record<string, string>>(
      `EXPLAIN SELECT * FROM feed WHERE tenant_id = '${tenant.id}' AND xid >= pg_snapshot_xmin('${start.seen}'::pg_snapshot)`,
    );
    const plan = rows.map((row) => Object.values(row).join()).join('\n');
    expect(plan).toMatch(/Index Cond: .*xid >=/);
  });

  it('hears of everything that a shop writes', async () => {
    const start = await feed.end();
    const filled = await fillTenant(db, 'filled');
    const page = await feed.read(filled.id, start, 500);
    const types = new Set(page.facts.map((fact) => fact.type));
    for (const type of [
      'message.received',
      'message.sent',
      'message.status',
      'conversation.updated',
      'handoff.requested',
      'order.created',
      'booking.created',
      'payment.created',
      'lead.captured',
      'note.added',
    ]) {
      expect([...types]).toContain(type);
    }
    for (const fact of page.facts) expect(fact.subject).not.toBeNull();
    // A thing is told of once in a transaction.
    const keys = page.facts.map((fact) => `${fact.key.split('-')[0]} ${fact.type} ${fact.subject?.id}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('forgets facts of more than a week ago, no other', async () => {
    const before = await database.sql<{ rows: number }>('SELECT count(*)::int AS rows FROM feed');
    await database.sql(
      `UPDATE feed SET created_at = now() - interval '8 days' WHERE id IN (SELECT id FROM feed ORDER BY id LIMIT 5)`,
    );
    expect(await feed.prune(3)).toBe(3);
    expect(await feed.prune(100)).toBe(2);
    expect(await feed.prune(100)).toBe(0);
    const after = await database.sql<{ rows: number }>('SELECT count(*)::int AS rows FROM feed');
    expect((before[0]?.rows ?? 0) - (after[0]?.rows ?? 0)).toBe(5);
  });
});
