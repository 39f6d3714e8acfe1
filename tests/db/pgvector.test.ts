import { v7 as uuid } from 'uuid';
import type { Tx } from '#adapters/db/in-tenant.ts';
import { findProducts } from '#adapters/db/product/find-products.ts';
import { createProducts } from '#adapters/db/product/write-products.ts';
import { dueTexts, saveEmbeddings } from '#adapters/db/search/embedding-queue.ts';
import { searchIds } from '#adapters/db/search/search-ids.ts';
import { createHashingEmbedder } from '#adapters/embeddings/hashing-embedder.ts';
import type { NewProduct } from '#domain/product/product-record.ts';
import { meaningOf } from '#domain/search/meaning-of.ts';
import { openLiteDatabase } from '#tests/support/pgvector.ts';
import type { LiteDatabase } from '#tests/support/pgvector.ts';

const embedder = createHashingEmbedder();
/** More than are compared one by one when there is an index. */
const MANY = 1_100;

function product(name: string, description = ''): NewProduct {
  return {
    name,
    description,
    unit: 'unit',
    stepMilli: 1_000,
    priceMinor: 100,
    currency: 'USD',
    aliases: [],
    tags: [],
    available: true,
    sku: null,
    stockMilli: null,
    outOfStock: 'show',
    images: [],
    extra: {},
  };
}

async function makeTenant(database: LiteDatabase, slug: string): Promise<string> {
  const id = uuid();
  await database.sql(
    `INSERT INTO tenants (id, slug, name, currency, language, time_zone, persona, settings) VALUES ($1, $2, $2, 'USD', 'en', 'UTC', '', '{}')`,
    [id, slug],
  );
  return id;
}

async function fill(tx: Tx, products: readonly NewProduct[]): Promise<void> {
  await createProducts(tx, products, 'staff');
  for (;;) {
    const due = await dueTexts(tx, 'products', embedder.name, 500);
    if (due.length === 0) return;
    const vectors = await embedder.embed(due.map((row) => row.text));
    await saveEmbeddings(
      tx,
      'products',
      embedder.name,
      due.map((row, at) => ({ ...row, vector: vectors[at] ?? null })),
    );
  }
}

async function withoutFloor(said: string) {
  const meaning = await meaningOf(embedder, said);
  return meaning && { ...meaning, floor: -1 };
}

describe('search with a real pgvector', () => {
  let database: LiteDatabase;
  let large: string;
  let small: string;
  beforeAll(async () => {
    database = await openLiteDatabase(['vector', 'pg_trgm', 'btree_gin', 'btree_gist']);
    large = await makeTenant(database, 'large');
    small = await makeTenant(database, 'small');
    const others = Array.from({ length: MANY }, (_, at) => product(`Part ${at}`, `metal piece number ${at}`));
    await database.inTenant(large, (tx) =>
      fill(tx, [...others, product('Chocolate cake', 'dark chocolate'), product('Rye bread')]),
    );
    await database.inTenant(small, (tx) => fill(tx, [product('Chocolate fountain'), product('Cheese cake')]));
  }, 300_000);
  afterAll(() => database.close());

  const ask = (tenant: string, said: string, limit = 3) =>
    database.inTenant(tenant, async (tx) =>
      findProducts(tx, { said, meaning: await meaningOf(embedder, said) }, limit),
    );
  const meaningIds = (tenant: string, said: string, limit = 5) =>
    database.inTenant(tenant, async (tx) =>
      searchIds(tx, 'products', { said, meaning: await withoutFloor(said) }, limit, 'vector'),
    );

  it('makes its index over what is there', async () => {
    const indexes = await database.sql<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE indexname IN ('products_meaning', 'knowledge_chunks_meaning')`,
    );
    expect(indexes.map((row) => row.indexdef)).toEqual([
      expect.stringContaining('hnsw'),
      expect.stringContaining('hnsw'),
    ]);
  });

  it('finds by meaning what an exact comparison finds, or as near', async () => {
    for (const said of ['dark chocolate', 'metal piece number 77', 'rye']) {
      const found = await meaningIds(large, said, 5);
      const [vector] = await embedder.embed([said]);
      const exact = await database.sql<{ id: string; near: number }>(
        `SELECT id, 1 - (embedding::vector(384) <=> $2::real[]::vector(384)) AS near FROM products WHERE tenant_id = $1
         ORDER BY embedding::vector(384) <=> $2::real[]::vector(384) LIMIT 5`,
        [large, vector],
      );
      expect(found[0]?.id).toBe(exact[0]?.id);
      const furthest = Math.max(...found.map((hit, at) => Math.abs((hit.similarity ?? 0) - (exact[at]?.near ?? 0))));
      expect(furthest).toBeLessThan(0.05);
    }
  });

  it('searches for the tenant alone, whatever is nearer elsewhere', async () => {
    const hits = await meaningIds(small, 'chocolate', 50);
    const own = await database.sql<{ id: string }>('SELECT id FROM products WHERE tenant_id = $1', [small]);
    expect(hits.map((hit) => hit.id).toSorted()).toEqual(own.map((row) => row.id).toSorted());
  });

  it('goes through the index where there is much', async () => {
    const [vector] = await embedder.embed(['chocolate']);
    await database.sql('SET enable_seqscan = off');
    await database.sql('SET enable_sort = off');
    const plan = await database.sql<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT id FROM products ORDER BY embedding::vector(384) <=> '[${(vector ?? []).join(',')}]'::vector(384) LIMIT 5`,
    );
    await database.sql('RESET ALL');
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('products_meaning');
  });

  it('answers whole questions, with slips, for each tenant its own', async () => {
    expect((await ask(large, 'choclate caek'))[0]?.name).toBe('Chocolate cake');
    expect((await ask(small, 'choclate'))[0]?.name).toBe('Chocolate fountain');
    expect((await ask(small, 'part 5')).map((found) => found.name)).toEqual([]);
  });
});

describe('search without any extension', () => {
  let database: LiteDatabase;
  beforeAll(async () => {
    database = await openLiteDatabase(['btree_gist']);
  }, 300_000);
  afterAll(() => database.close());

  it('goes by whole words and by meaning', async () => {
    const tenant = await makeTenant(database, 'plain');
    const names = ['Chocolate cake', 'Rye bread', ...Array.from({ length: 150 }, (_, at) => `Part ${at}`)];
    await database.inTenant(tenant, (tx) =>
      fill(
        tx,
        names.map((name) => product(name)),
      ),
    );
    const ask = (said: string) =>
      database.inTenant(tenant, async (tx) => findProducts(tx, { said, meaning: await meaningOf(embedder, said) }, 3));
    expect((await ask('rye'))[0]?.name).toBe('Rye bread');
    // No trigrams here: the letters of the vector make up for them.
    expect((await ask('choclate cake'))[0]?.name).toBe('Chocolate cake');
    const [none] = await database.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_extension WHERE extname IN ('vector', 'pg_trgm', 'btree_gin')`,
    );
    expect(none?.count).toBe(0);
  });
});
