import { Client, Connection } from '@temporalio/client';
import type { Express } from 'express';
import supertest from 'supertest';
import { v7 as uuid } from 'uuid';
import { createHashingEmbedder } from '#adapters/embeddings/hashing-embedder.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createApiKey, verifyApiKey } from '#adapters/db/write/api-keys.ts';
import { listCatalogue } from '#adapters/db/read/shop.ts';
import { createApp } from '#api/app.ts';
import { openProducts } from '#api/open-products.ts';
import { createFakeApiDeps } from '#tests/fakes/api-deps.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { createShop } from '#tests/support/searchable-shop.ts';

const TEA = { name: 'Green tea', price: '12.50', description: 'Loose leaves', tags: ['drinks'] };

describe('products over HTTP', () => {
  let database: TestDatabase;
  let db: Database;
  let connection: Connection;
  let app: Express;
  let tenant: string;
  let key: string;
  let otherKey: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open();
    connection = await Connection.connect({ address: process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'] ?? '' });
    const { deps } = createFakeApiDeps();
    tenant = await createShop(db, 'tea-shop', []);
    const other = await createShop(db, 'other-shop', [{ name: 'Foreign tea' }]);
    ({ key } = await createApiKey(db, tenant, 'test'));
    ({ key: otherKey } = await createApiKey(db, other, 'test'));
    app = createApp({
      ...deps,
      records: {
        ...deps.records,
        verifyApiKey: (given) => verifyApiKey(db, given),
        findTenant: async (slug) => (slug === 'tea-shop' ? { id: tenant, slug, name: slug } : undefined),
        listCatalogue: ({ id }, page) => listCatalogue(db, id, page),
      },
      products: openProducts({
        database: db,
        embedder: createHashingEmbedder(),
        client: new Client({ connection }),
        taskQueue: `${uuid()}-conversations`,
        limitMs: 5_000,
        allowedTargets: new Set(),
      }),
    });
  });
  afterAll(async () => {
    await connection.close();
    await db.close();
    await database.drop();
  });
  beforeEach(() => database.sql('DELETE FROM products WHERE tenant_id = $1', [tenant]));

  const as = (given = key) => ({
    get: (path: string) => supertest(app).get(path).set('x-api-key', given),
    post: (path: string, body: object) => supertest(app).post(path).set('x-api-key', given).send(body),
    patch: (path: string, body: object) => supertest(app).patch(path).set('x-api-key', given).send(body),
    put: (path: string, body: object) => supertest(app).put(path).set('x-api-key', given).send(body),
    delete: (path: string) => supertest(app).delete(path).set('x-api-key', given),
    import: (type: string, body: string | Buffer, mode = 'all') =>
      supertest(app)
        .post(`/v1/products/import?mode=${mode}`)
        .set('x-api-key', given)
        .set('content-type', type)
        .send(body),
  });
  /** A fingerprint of everything in the shop. */
  const state = async () =>
    (await database.sql('SELECT md5(string_agg(p::text, $1 ORDER BY id)) AS hash FROM products p', ['']))[0];

  it('creates, reads, changes, replaces and removes a product', async () => {
    const created = await as().post('/v1/products', {
      ...TEA,
      stock: 3.5,
      step: 0.5,
      sku: 'T1',
      extra: { origin: 'Uji' },
    });
    expect([created.status, created.body.product]).toEqual([
      201,
      expect.objectContaining({
        name: 'Green tea',
        price_minor: 1250,
        stock: 3.5,
        sku: 'T1',
        sold_out: false,
        source: 'staff',
      }),
    ]);
    const path = `/v1/products/${created.body.product.id}`;
    expect((await as().get(path)).body.product.extra).toEqual({ origin: 'Uji' });
    const changed = await as().patch(path, { price_minor: 1300, stock: null });
    expect(changed.body.product).toMatchObject({ price: 13, stock: null, description: 'Loose leaves' });
    const replaced = await as().put(path, { name: 'White tea', price: 20 });
    expect(replaced.body.product).toMatchObject({ name: 'White tea', description: '', tags: [], sku: null, extra: {} });
    expect((await as().delete(path)).status).toBe(204);
    expect((await as().get(path)).status).toBe(404);
    expect((await as().post('/v1/products', { name: 'White tea', price: 21 })).body.product.id).toBe(
      created.body.product.id,
    );
  });

  it('sells the same thing by several units', async () => {
    const variants = [
      { unit: 'box', price: '100', stock: 4 },
      { unit: 'pallet', price: '900', name: 'A pallet of tea' },
    ];
    const { body } = await as().post('/v1/products', { ...TEA, unit: 'kg', variants });
    expect(body.variants.map((variant: { name: string }) => variant.name)).toEqual([
      'Green tea (box)',
      'A pallet of tea',
    ]);
    const path = `/v1/products?variant_of=${body.product.id}`;
    expect((await as().get(path)).body.products).toHaveLength(2);
    const more = await as().post(`/v1/products/${body.product.id}/variants`, { unit: 'sachet', price: '0.50' });
    expect(more.body.product).toMatchObject({
      name: 'Green tea (sachet)',
      variant_of: body.product.id,
      tags: ['drinks'],
    });
    expect((await as().delete(`/v1/products/${body.product.id}`)).status).toBe(204);
    expect((await as().get('/v1/products')).body.products).toEqual([]);
  });

  it('lists page by page, filters, and finds by words with slips', async () => {
    for (let index = 0; index < 5; index += 1) {
      await as().post('/v1/products', {
        name: `Tea ${index}`,
        price: 1,
        tags: index % 2 ? ['odd'] : [],
        available: index > 0,
      });
    }
    const first = await as().get('/v1/products?limit=2');
    const second = await as().get(`/v1/products?limit=2&cursor=${first.body.next_cursor}`);
    const third = await as().get(`/v1/products?limit=2&cursor=${second.body.next_cursor}`);
    const names = [first, second, third].flatMap(({ body }) =>
      body.products.map((product: { name: string }) => product.name),
    );
    expect([names, third.body.next_cursor]).toEqual([['Tea 0', 'Tea 1', 'Tea 2', 'Tea 3', 'Tea 4'], null]);
    expect((await as().get('/v1/products?tag=odd')).body.products).toHaveLength(2);
    expect((await as().get('/v1/products?available=false')).body.products).toHaveLength(1);
    expect((await as().get('/v1/products?q=tea%203')).body.products[0].name).toBe('Tea 3');
    expect((await as().get('/v1/products?cursor=nonsense')).status).toBe(422);
  });

  it('keeps GET /v1/catalog as it was, without what is hidden', async () => {
    await as().post('/v1/products', TEA);
    await as().post('/v1/products', { ...TEA, name: 'Gone', stock: 0, out_of_stock: 'hide' });
    await as().post('/v1/products', { ...TEA, name: 'Shown', stock: 0 });
    const { body } = await supertest(app).get('/v1/catalog?tenant=tea-shop').expect(200);
    expect(body.next_cursor).toBeNull();
    expect(body.products.map((one: { name: string; available: boolean }) => [one.name, one.available])).toEqual([
      ['Green tea', true],
      ['Shown', false],
    ]);
  });

  it('serves a large catalogue whole, a page at a time', async () => {
    await database.sql(
      `INSERT INTO products (tenant_id, id, name, aliases, description, unit, step_milli, price_minor, currency, available, tags, position)
       SELECT $1, gen_random_uuid(), 'Tea ' || n, '[]', '', 'unit', 1000, 100, 'ILS', true, '[]', n / 2 FROM generate_series(1, 1203) n`,
      [tenant],
    );
    const names: string[] = [];
    const sizes: number[] = [];
    for (let cursor = ''; ;) {
      const { body } = await supertest(app).get(`/v1/catalog?tenant=tea-shop${cursor}`).expect(200);
      names.push(...body.products.map((product: { name: string }) => product.name));
      sizes.push(body.products.length);
      if (body.next_cursor === null) break;
      cursor = `&cursor=${body.next_cursor}`;
    }
    expect([sizes, new Set(names).size]).toEqual([[1000, 203], 1203]);
    expect((await supertest(app).get('/v1/catalog?tenant=tea-shop&limit=7')).body.products).toHaveLength(7);
    for (const query of ['limit=1001', 'limit=0', 'limit=x', 'cursor=nonsense']) {
      expect((await supertest(app).get(`/v1/catalog?tenant=tea-shop&${query}`)).status).toBe(422);
    }
  });

  it.each(['/v1/catalog?tenant=tea-shop&', '/v1/products?'])(
    'refuses a cursor that somebody made up: %s',
    async (path) => {
      const uuidText = '018f0000-0000-7000-8000-000000000000';
      for (const key of [
        ['first', uuidText],
        ['1', 'x'],
        ['99999999999', uuidText],
        ['1.5', uuidText],
        ['1\u0000', uuidText],
      ]) {
        const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
        expect([key, (await as().get(`${path}cursor=${cursor}`)).status]).toEqual([key, 422]);
      }
    },
  );

  it.each<readonly [string, object, number]>([
    ['a negative price', { ...TEA, price: -1 }, 422],
    ['a price in words', { ...TEA, price: 'cheap' }, 422],
    ['a price with too many decimals', { ...TEA, price: '1.234' }, 422],
    ['a price beyond counting', { ...TEA, price: 1e308 }, 422],
    ['two prices', { ...TEA, price_minor: 1 }, 422],
    ['another currency', { ...TEA, currency: 'USD' }, 422],
    ['a currency that is none', { ...TEA, currency: 'shekel' }, 422],
    ['a negative stock', { ...TEA, stock: -1 }, 422],
    ['a stock too fine', { ...TEA, stock: 0.0001 }, 422],
    ['a step of nothing', { ...TEA, step: 0 }, 422],
    ['no name', { price: 1 }, 422],
    ['an empty name', { ...TEA, name: ' \u0000 ' }, 422],
    ['a name without end', { ...TEA, name: 'x'.repeat(201) }, 422],
    ['an image of this machine', { ...TEA, images: ['file:///etc/passwd'] }, 422],
    ['a script for an image', { ...TEA, images: ['javascript:alert(1)'] }, 422],
    [
      'too many fields of its own',
      { ...TEA, extra: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`f${at}`, 1])) },
      422,
    ],
    ['fields too large', { ...TEA, extra: { note: 'x'.repeat(9_000) } }, 422],
    ['an unknown field', { ...TEA, tenant_id: uuid() }, 422],
    ['a prototype', JSON.parse('{"name":"x","price":1,"__proto__":{"admin":true},"constructor":1}') as object, 422],
    ['an HTML bomb', { ...TEA, description: '<b>'.repeat(400_000) }, 413],
    ['a variant without a unit', { ...TEA, variants: [{ price: 1 }] }, 422],
    [
      'two variants of one name',
      {
        ...TEA,
        variants: [
          { unit: 'box', price: 1 },
          { unit: 'box', price: 2 },
        ],
      },
      422,
    ],
  ])('refuses %s and changes nothing', async (_what, body, status) => {
    await as().post('/v1/products', { name: 'Kept', price: 1 });
    const before = await state();
    const answer = await as().post('/v1/products', body);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(await state()).toEqual(before);
  });

  it('answers 409 for a name or sku that is taken, and changes nothing', async () => {
    await as().post('/v1/products', { ...TEA, sku: 'T1' });
    const { body } = await as().post('/v1/products', { name: 'Black tea', price: 1 });
    const before = await state();
    expect((await as().post('/v1/products', TEA)).status).toBe(409);
    expect((await as().post('/v1/products', { ...TEA, name: 'Red tea', sku: 'T1' })).status).toBe(409);
    expect((await as().patch(`/v1/products/${body.product.id}`, { name: 'Green tea' })).status).toBe(409);
    expect((await as().patch(`/v1/products/${body.product.id}`, {})).status).toBe(422);
    expect(await state()).toEqual(before);
  });

  it("treats another tenant's product as missing", async () => {
    const { body } = await as().post('/v1/products', TEA);
    const path = `/v1/products/${body.product.id}`;
    const before = await state();
    for (const answer of [
      await as(otherKey).get(path),
      await as(otherKey).patch(path, { price: 1 }),
      await as(otherKey).put(path, TEA),
      await as(otherKey).delete(path),
      await as(otherKey).post(`${path}/variants`, { unit: 'box', price: 1 }),
      await as(otherKey).get(`/v1/products/${uuid()}`),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'NotFound']);
    }
    expect((await as(otherKey).get('/v1/products?q=green%20tea')).body.products).toEqual([
      expect.objectContaining({ name: 'Foreign tea' }),
    ]);
    expect((await supertest(app).get(path)).status).toBe(401);
    expect(await state()).toEqual(before);
  });

  it('imports CSV: new rows, changed rows, rows as they were', async () => {
    const csv =
      '\uFEFFSKU;Title;Price;Stock;Categories;Origin\nA1;תה ירוק;12,500.50;3;drinks|tea;Uji\nA2;"Tea; black";7;;drinks;\n';
    const first = await as().import('text/csv; charset=utf-8', csv);
    expect(first.body).toEqual({ created: 2, updated: 0, unchanged: 0, errors: [], wrong_rows: 0 });
    const { body } = await as().get('/v1/products?sku=A1');
    expect(body.products[0]).toMatchObject({
      name: 'תה ירוק',
      price_minor: 1_250_050,
      stock: 3,
      tags: ['drinks', 'tea'],
      extra: { origin: 'Uji' },
      source: 'import',
    });
    const second = await as().import(
      'application/json',
      JSON.stringify({
        products: [
          { id: 'A1', name: 'תה ירוק', price: 13 },
          { id: 'A2', name: 'Tea; black', price: 7 },
        ],
      }),
    );
    expect(second.body).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect((await as().get('/v1/products?sku=A1')).body.products[0]).toMatchObject({ price: 13, stock: 3 });
  });

  it('reports the rows that are wrong, and writes all or the others as asked', async () => {
    const csv =
      'name,price,currency,stock,sku\nGood,1,ILS,1,a\nBad,-1,ILS,,b\nForeign,1,USD,,c\n,1,,,d\nGood,2,,,e\nAlso,x,,-3,f\n';
    const before = await state();
    const all = await as().import('text/csv', csv);
    expect([all.status, all.body.code, all.body.wrong_rows]).toEqual([422, 'RowsRefused', 5]);
    expect(
      all.body.errors.map((error: { row: number; problems: { field: string }[] }) => [
        error.row,
        error.problems[0]?.field,
      ]),
    ).toEqual([
      [2, 'price'],
      [3, 'currency'],
      [4, 'name'],
      [5, 'name'],
      [6, 'price'],
    ]);
    expect(await state()).toEqual(before);
    const valid = await as().import('text/csv', csv, 'valid');
    expect([valid.status, valid.body.created, valid.body.wrong_rows]).toEqual([200, 1, 5]);
  });

  it.each<readonly [string, string, string | Buffer, number]>([
    ['200 MB', 'text/csv', Buffer.alloc(21 * 2 ** 20, 'x'), 413],
    ['nothing', 'text/csv', '', 400],
    ['a header alone', 'text/csv', 'name,price\n', 422],
    ['an image', 'image/png', 'x', 415],
    ['broken JSON', 'application/json', '[{', 422],
    ['a number', 'application/json', '42', 422],
    ['a web page', 'text/csv', '<!doctype html><html><body>hello</body></html>', 422],
    ['a quote without end', 'text/csv', `name,price\n"${'x'.repeat(200_000)}`, 422],
    ['no UTF-8', 'text/csv', Buffer.from([0x6e, 0xff, 0xfe, 0x0a]), 422],
    ['too many rows', 'application/json', JSON.stringify(Array.from({ length: 50_001 }, () => ({}))), 422],
    ['rows that are no objects', 'application/json', '[1,"x",null,[]]', 422],
    ['too many columns', 'text/csv', `${Array.from({ length: 101 }, (_, at) => `c${at}`).join(',')}\n1\n`, 422],
  ])('refuses a table of %s and changes nothing', async (_what, type, body, status) => {
    const before = await state();
    const answer = await as().import(type, body);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(await state()).toEqual(before);
  });

  it.each(['http://127.0.0.1/list.csv', 'http://169.254.169.254/', 'ftp://example.com/', 'http://[::1]/', 'nonsense'])(
    'refuses the catalogue address %s',
    async (url) => {
      const answer = await as().put('/v1/catalog/source', { url });
      expect([answer.status, answer.body.code]).toEqual([422, 'FetchRefused']);
      expect((await as().get('/v1/catalog/source')).status).toBe(404);
    },
  );
});
