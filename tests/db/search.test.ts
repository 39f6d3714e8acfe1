import { createHashingEmbedder } from '#adapters/embeddings/hashing-embedder.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { findProducts } from '#adapters/db/product/find-products.ts';
import { searchIds } from '#adapters/db/search/search-ids.ts';
import { meaningOf } from '#domain/search/meaning-of.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { createShop, embedAll } from '#tests/support/searchable-shop.ts';

const PRODUCTS = [
  { name: 'Chocolate cake', aliases: ['עוגת שוקולד'], description: 'Dark chocolate, butter and cream', tags: ['cake'] },
  { name: 'Cheese cake', aliases: ['עוגת גבינה'], description: 'Baked, with vanilla', tags: ['cake'] },
  { name: 'Sourdough bread', aliases: ['לחם מחמצת'], description: 'Stone baked loaf', tags: ['bread'] },
  { name: 'Keripik singkong', description: 'Camilan renyah pedas manis', tags: ['camilan'] },
  { name: 'Жареный хлеб', description: 'Ржаной', tags: ['bread'] },
  { name: 'Tea', description: 'Green leaves' },
  { name: 'Tea pot', description: 'For green tea' },
];

describe('search over products', () => {
  const embedder = createHashingEmbedder();
  let database: TestDatabase;
  let db: Database;
  let tenant: string;
  let other: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    tenant = await createShop(db, 'bakery', PRODUCTS);
    other = await createShop(db, 'elsewhere', [{ name: 'Chocolate fountain' }, { name: 'Chocolate cake' }]);
    await embedAll(db, tenant, embedder);
    await embedAll(db, other, embedder);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const names = async (said: string, options: { readonly of?: string; readonly words?: true } = {}) => {
    const meaning = options.words ? null : await meaningOf(embedder, said);
    const found = await inTenant(db, options.of ?? tenant, (tx) => findProducts(tx, { said, meaning }, 3));
    return found.map((product) => product.name);
  };

  it.each([
    ['chocolate cake', 'Chocolate cake'],
    ['CHOCOLATE', 'Chocolate cake'],
    ['do you have a choclate caek?', 'Chocolate cake'],
    ['עוגת שוקולד', 'Chocolate cake'],
    ['יש לכם עוגות שוקולד?', 'Chocolate cake'],
    ['לחם', 'Sourdough bread'],
    ['sourdogh', 'Sourdough bread'],
    ['kripik singkog', 'Keripik singkong'],
    ['ЖАРЕНЫЙ', 'Жареный хлеб'],
    ['tea', 'Tea'],
    ['Tea pot', 'Tea pot'],
  ])('answers "%s" with %s first', async (said, name) => {
    expect((await names(said))[0]).toBe(name);
    expect((await names(said, { words: true }))[0]).toBe(name);
  });

  it('finds nothing for what the shop does not have', async () => {
    expect(await names('unicorn')).toEqual([]);
    expect(await names('¿?!')).toEqual([]);
    expect(await names('')).toEqual([]);
  });

  it.each([
    "'; DROP TABLE products; --",
    "a:* | !b & 'c",
    '(((',
    '\\',
    'x'.repeat(10_000),
    '😀😀',
    '\u0000nul',
    'a\ud800',
  ])('takes %j as words', async (said) => {
    expect(Array.isArray(await names(said))).toBe(true);
  });

  it('sees its own tenant only, by words, by looks and by meaning', async () => {
    expect(await names('chocolate fountain')).not.toContain('Chocolate fountain');
    expect(await names('chocolate fountain', { of: other })).toEqual(['Chocolate fountain', 'Chocolate cake']);
    expect(await names('fountin')).toEqual([]);
    const hits = await inTenant(db, other, async (tx) =>
      searchIds(tx, 'products', { said: 'bread', meaning: await meaningOf(embedder, 'sourdough bread') }, 50),
    );
    const own = await database.sql<{ id: string }>('SELECT id FROM products WHERE tenant_id = $1', [other]);
    expect(own.map((row) => row.id)).toEqual(expect.arrayContaining(hits.map((hit) => hit.id)));
  });

  it('answers nothing without a tenant', async () => {
    const client = await db.acquire();
    try {
      const { rows } = await client.query(
        `SELECT * FROM search_ids('products', 'cake', '{cake}', NULL, NULL, NULL, 5, 'hybrid')`,
      );
      expect(rows).toEqual([]);
      await expect(client.query(`SELECT * FROM search_by_words('products', '{cake}', 5, true)`)).rejects.toMatchObject({
        code: '42501',
      });
    } finally {
      client.release();
    }
  });

  it('looks for new words at once, and for their meaning when it was told', async () => {
    await database.sql(`UPDATE products SET name = 'Rugelach', description = '' WHERE name = 'Cheese cake'`);
    expect(await names('rugelach', { words: true })).toEqual(['Rugelach']);
    expect(await names('rugelch', { words: true })).toEqual([]);
    expect(await embedAll(db, tenant, embedder)).toBe(1);
    expect(await names('rugelch', { words: true })).toEqual(['Rugelach']);
  });

  it('embeds everything again when the embedder changes, and compares nothing meanwhile', async () => {
    const next = { ...embedder, name: 'another@1' };
    const meaning = await meaningOf(next, 'sourdough');
    const hits = await inTenant(db, tenant, (tx) => searchIds(tx, 'products', { said: '', meaning }, 5));
    expect(hits).toEqual([]);
    expect(await embedAll(db, tenant, next)).toBe(PRODUCTS.length);
    const after = await inTenant(db, tenant, (tx) => searchIds(tx, 'products', { said: '', meaning }, 5));
    expect(after[0]?.similarity).toBeGreaterThan(0.2);
  });
});
