import { v7 as uuid } from 'uuid';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { searchIds } from '#adapters/db/search/search-ids.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { createShop } from '#tests/support/searchable-shop.ts';

const CHUNKS = 13_000;
/** A word in all rows, one in each half, one in 700 rows that stand behind, one in three of those. */
const TEXT = `concat_ws(' ', 'handbook', CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END,
  CASE WHEN n > ${CHUNKS - 700} THEN 'warranty' END, CASE WHEN n > ${CHUNKS - 3} THEN 'refund' END)`;

describe.each(['before the table has statistics', 'with statistics'])('words in many rows, %s', (when) => {
  let database: TestDatabase;
  let db: Database;
  let tenant: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    tenant = await createShop(db, 'library', []);
    const document = uuid();
    await database.sql(
      `INSERT INTO knowledge_documents (tenant_id, id, title, file_name, type, bytes, sha256, storage_key, status, generation, live_generation)
       VALUES ($1, $2, 'Rules', 'rules.txt', 'text', 1, sha256('rules'), 'test/rules', 'ready', 1, 1)`,
      [tenant, document],
    );
    await database.sql('ALTER TABLE knowledge_chunks SET (autovacuum_enabled = off)');
    await database.sql(
      `INSERT INTO knowledge_chunks (tenant_id, id, document_id, generation, position, title, text, tokens, embedder)
       SELECT $1, gen_random_uuid(), $2, 1, n, 'Rules', ${TEXT}, 5, 'none' FROM generate_series(1, ${CHUNKS}) n`,
      [tenant, document],
    );
    // What search takes over puts its words into the vocabulary.
    await database.sql('UPDATE knowledge_chunks SET search_due = false WHERE position > $1', [CHUNKS - 10]);
    if (when === 'with statistics') await database.sql('VACUUM ANALYZE knowledge_chunks');
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  async function texts(said: string): Promise<readonly string[]> {
    const hits = await inTenant(db, tenant, (tx) => searchIds(tx, 'knowledge_chunks', { said, meaning: null }, 10));
    const rows = await database.sql<{ id: string; text: string }>(
      'SELECT id, text FROM knowledge_chunks WHERE tenant_id = $1 AND id = ANY ($2)',
      [tenant, hits.map((hit) => hit.id)],
    );
    return hits.map((hit) => rows.find((row) => row.id === hit.id)?.text ?? '');
  }

  it.each([
    ['handbook', 10, /handbook/],
    ['handbook even', 10, /handbook even/],
    ['handbook warranty', 10, /warranty/],
    ['handbook unicorn', 10, /handbook/],
    ['even odd', 10, /handbook/],
    ['handbok', 10, /handbook/],
    ['handbok even', 10, /even/],
    ['unicorn', 0, /never/],
  ])('"%s" finds rows with all of the words that exist', async (said, count, wanted) => {
    const found = await texts(said);
    expect(found).toHaveLength(count);
    for (const text of found) expect(text).toMatch(wanted);
  });

  it.each(['refund handbook', 'handbook even odd refund', 'warranty refund', 'refnd handbook'])(
    '"%s" finds the rows of its rare word first',
    async (said) => {
      const found = await texts(said);
      expect(found.slice(0, 3).every((text) => text.includes('refund'))).toBe(true);
    },
  );
});
