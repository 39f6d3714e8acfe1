import { v7 as uuid } from 'uuid';
import { createLeadBook } from '#adapters/db/lead/leads.ts';
import { createPaymentStore } from '#adapters/db/payment-store.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fillTenant } from '#tests/support/fill-tenant.ts';

/** Copies of one row whose times are equal in pairs: a page may end between two rows of the same moment. */
const COPIES = 7;

describe('listings', () => {
  let database: TestDatabase;
  let db: ReturnType<TestDatabase['open']>;
  let tenant: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 2 });
    tenant = (await fillTenant(db, 'ours')).id;
    await fillTenant(db, 'theirs');
    for (let index = 0; index < COPIES; index += 1) {
      const at = new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 2))).toISOString();
      const contact = uuid();
      await copy('contacts', { id: contact });
      await copy('leads', { id: uuid(), contact_id: contact, created_at: at, name: `Lead ${index}` });
      await copy('payments', {
        id: uuid(),
        call_key: `copy-${index}`,
        session_id: null,
        intent_id: null,
        created_at: at,
      });
    }
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const copy = async (table: string, changes: object) => {
    const [written] = await database.sql<{ columns: string }>(
      `SELECT string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
      [table],
    );
    await database.sql(
      `INSERT INTO ${table} (${written?.columns}) SELECT ${written?.columns} FROM (
         SELECT (jsonb_populate_record(t, $2::jsonb)).* FROM ${table} t WHERE tenant_id = $1 ORDER BY t.ctid LIMIT 1) x`,
      [tenant, JSON.stringify(changes)],
    );
  };

  /** All ids, page by page. */
  async function walk(
    limit: number,
    list: (page: PageRequest) => Promise<Page<{ readonly id: string }>>,
  ): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let after: PageRequest['after'] = null, pages = 0; pages < 20; pages += 1) {
      const { items, next } = await list({ limit, after });
      expect(items.length).toBeLessThanOrEqual(limit);
      ids.push(...items.map(({ id }) => id));
      if (next === null) return ids;
      after = next;
    }
    throw new Error('the pages have no end');
  }

  it.each([1, 2, 3, 100])('of leads have every lead once and newest first, %d a page', async (limit) => {
    const book = createLeadBook(db);
    const filter = { search: null, source: null, from: null, to: null };
    const whole = await book.list(tenant, filter, { limit: 200, after: null });
    expect(whole.items.map(({ createdAt }) => createdAt)).toEqual(
      whole.items.map(({ createdAt }) => createdAt).toSorted((a, b) => b.localeCompare(a)),
    );
    expect(whole.items).toHaveLength(COPIES + 1);
    expect(await walk(limit, (page) => book.list(tenant, filter, page))).toEqual(whole.items.map(({ id }) => id));
  });

  it.each([1, 2, 3, 100])('of payments have every payment once, %d a page', async (limit) => {
    const store = createPaymentStore(db);
    const whole = await store.list(tenant, null, { limit: 200, after: null });
    expect(whole.items).toHaveLength(COPIES + 1);
    expect(await walk(limit, (page) => store.list(tenant, null, page))).toEqual(whole.items.map(({ id }) => id));
  });
});
