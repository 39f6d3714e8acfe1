import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createEmbeddingActivities } from '#activities/catalogue/embed-due-texts.ts';
import { createFetchCatalog } from '#activities/catalogue/fetch-catalog.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { createHashingEmbedder } from '#adapters/embeddings/hashing-embedder.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createProductRecords } from '#adapters/db/product-records.ts';
import { createCatalogSchedules } from '#adapters/temporal/catalog-schedules.ts';
import type { CatalogSchedules } from '#adapters/temporal/catalog-schedules.ts';
import type { Embedder } from '#domain/embedder.ts';
import { ModelUnavailable } from '#domain/errors.ts';
import { openCatalogue } from '#workers/open-catalogue.ts';
import { workflowBundle } from '#workers/workflow-bundle.ts';
import { CATALOG_WORKFLOW, catalogWorkflowId } from '#workflows/catalogue-messages.ts';
import { queuesOf } from '#workflows/messages.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { createShop } from '#tests/support/searchable-shop.ts';
import { until } from '#tests/support/server-process.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

describe('embedding and a catalogue of its own address', () => {
  const taskQueue = `${randomUUID().slice(0, 8)}-conversations`;
  const hashing = createHashingEmbedder();
  let outages = 0;
  let batches = 0;
  const embedder: Embedder = {
    ...hashing,
    batch: 20,
    embed(texts) {
      batches += 1;
      if (outages > 0) {
        outages -= 1;
        return Promise.reject(new ModelUnavailable('the embedder is away'));
      }
      return hashing.embed(texts);
    },
  };
  let database: TestDatabase;
  let db: Database;
  let native: NativeConnection;
  let connection: Connection;
  let client: Client;
  let workers: Worker[];
  let runs: Promise<unknown>;
  let records: ReturnType<typeof createProductRecords>;
  let schedules: CatalogSchedules;
  let activities: ReturnType<typeof createEmbeddingActivities>;
  let wake: (tenantId: string) => Promise<void>;
  /** What the shop's own server answers now. */
  let answer: RequestListener = (_request, response) => void response.writeHead(500).end();
  const server = createServer((request, response) => answer(request, response));
  let address: string;

  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    address = `http://127.0.0.1:${port}/products`;
    database = await createTestDatabase();
    db = database.open();
    const temporal = process.env['COLLOQUY_TEST_TEMPORAL_ADDRESS'] ?? '';
    native = await NativeConnection.connect({ address: temporal });
    connection = await Connection.connect({ address: temporal });
    client = new Client({ connection });
    const catalogue = openCatalogue({
      database: db,
      client,
      taskQueue,
      limitMs: 10_000,
      allowedTargets: new Set([`127.0.0.1:${port}`]),
    });
    const deps = { catalogue, tools: { clock: () => new Date(), embedder } } as unknown as ActivityDeps;
    activities = createEmbeddingActivities(deps);
    wake = catalogue.wakeEmbedding;
    records = createProductRecords(db, embedder);
    schedules = createCatalogSchedules(client, { taskQueue, limitMs: 10_000 });
    const common = { connection: native, namespace: 'default' };
    const queues = queuesOf(taskQueue);
    workers = [
      await Worker.create({ ...common, taskQueue, workflowBundle: await workflowBundle() }),
      await Worker.create({ ...common, taskQueue: queues.models, activities: { ...activities } }),
      await Worker.create({ ...common, taskQueue: queues.tools, activities: { ...createFetchCatalog(deps) } }),
    ];
    runs = Promise.all(workers.map((worker) => worker.run()));
  });
  afterAll(async () => {
    for (const worker of workers) worker.shutdown();
    await runs;
    await connection.close();
    await native.close();
    await db.close();
    await database.drop();
    await new Promise((closed) => server.close(closed));
  });

  const waiting = async (tenantId: string) =>
    (
      await database.sql<{ due: number }>(
        'SELECT count(*)::int AS due FROM products WHERE tenant_id = $1 AND search_due',
        [tenantId],
      )
    )[0]?.due;
  const embedded = (tenantId: string) =>
    until(
      'the texts to be embedded',
      30_000,
      async () => (await waiting(tenantId)) === 0,
      () => '',
    );
  const names = async (tenantId: string) =>
    (await records.list(tenantId, {}, { limit: 50, after: null })).items.map((product) => product.name);

  it('embeds what waits beside the request, sits out an outage, and misses no change meanwhile', async () => {
    const tenant = await createShop(
      db,
      'embedded',
      Array.from({ length: 150 }, (_, index) => ({ name: `Bread ${index}` })),
    );
    outages = 2;
    await wake(tenant);
    await Promise.all(Array.from({ length: 5 }, () => wake(tenant)));
    const { id } = (await records.list(tenant, {}, { limit: 1, after: null })).items[0] ?? { id: '' };
    await records.update(tenant, id, { name: 'Croissant' });
    await wake(tenant);
    await embedded(tenant);
    expect((await records.read(tenant, id)).searchable).toBe(true);
    expect((await records.search(tenant, 'croisant', 3))[0]?.name).toBe('Croissant');
    expect(batches).toBeGreaterThan(8);
  });

  it('takes up again what was lost, and everything when the embedder is another', async () => {
    const tenant = await createShop(db, 'lost', [{ name: 'Pretzel' }]);
    expect(await activities.sweepTexts()).toBeGreaterThanOrEqual(1);
    await embedded(tenant);
    expect(await activities.sweepTexts()).toBe(0);
    await database.sql(`UPDATE products SET embedder = 'older@1' WHERE tenant_id = $1`, [tenant]);
    expect(await activities.sweepTexts()).toBe(1);
    await until(
      'the new vectors',
      30_000,
      async () => (await activities.sweepTexts()) === 0,
      () => '',
    );
  });

  it('fetches by its Schedule at once, keeps the last good copy, and says what went wrong', async () => {
    const tenant = await createShop(db, 'fetched', [{ name: 'Own bread' }]);
    const tried = () =>
      records.source.read(tenant).then(
        (source) => source.triedAt,
        () => null,
      );
    const fetchAgain = async () => {
      // One at a time: asked while the last one is still ending, the Schedule skips this one.
      const handle = client.schedule.getHandle(`catalog:${taskQueue}:${tenant}`);
      await until(
        'the last fetch to end',
        30_000,
        async () => (await handle.describe()).info.runningActions.length === 0,
      );
      const before = await tried();
      await schedules.fetchNow(tenant);
      await until(
        'the fetch',
        60_000,
        async () => (await tried()) !== before,
        () => '',
      );
      return records.source.read(tenant);
    };
    answer = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json', etag: '"1"' }).end(
        JSON.stringify([
          { id: 1, title: 'Tea', price: 5 },
          { id: 2, title: 'Mate', price: '7.00' },
        ]),
      );
    await records.source.save(tenant, { url: address, everyMinutes: 5 });
    await schedules.set(tenant, 5);
    await until(
      'the first fetch',
      30_000,
      async () => (await tried()) !== null,
      () => '',
    );
    expect(await names(tenant)).toEqual(['Own bread', 'Tea', 'Mate']);
    expect(await records.source.read(tenant)).toMatchObject({ state: 'ok', products: 2, error: null, skipped: [] });
    const description = await client.schedule.getHandle(`catalog:${taskQueue}:${tenant}`).describe();
    expect(description.spec.intervals).toMatchObject([{ every: 300_000 }]);

    answer = (request, response) =>
      void response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 500).end();
    expect(await fetchAgain()).toMatchObject({ state: 'ok' });

    for (const [broken, reason] of [
      ['<html>login</html>', /web page/],
      ['[]', /0 rows/],
      ['[{"title":"x"}]', /none of them/],
      ['{', /JSON/],
    ] as const) {
      const type = broken.startsWith('<') ? 'text/html' : 'application/json';
      answer = (_request, response) => void response.writeHead(200, { 'content-type': type }).end(broken);
      const source = await fetchAgain();
      expect([source.state, source.error]).toEqual(['failing', expect.stringMatching(reason)]);
      expect(await names(tenant)).toEqual(['Own bread', 'Tea', 'Mate']);
    }
    answer = (_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect(await fetchAgain()).toMatchObject({ state: 'failing', error: expect.stringContaining('public internet') });

    answer = (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/csv' })
        .end('id,name,price\n1,Tea,6\n3,Cocoa,8\n4,Broken,-1\n');
    expect(await fetchAgain()).toMatchObject({ state: 'ok', products: 2, skipped: [{ row: 3 }] });
    // A row that can't be read may be any product: nothing is taken off.
    expect(await names(tenant)).toEqual(['Own bread', 'Tea', 'Mate', 'Cocoa']);
    answer = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/csv' }).end('id,name,price\n1,Tea,6\n3,Cocoa,8\n');
    expect(await fetchAgain()).toMatchObject({ state: 'ok', skipped: [] });
    expect(await names(tenant)).toEqual(['Own bread', 'Tea', 'Cocoa']);

    await schedules.remove(tenant);
    await schedules.remove(tenant);
    await records.source.remove(tenant);
    expect(await names(tenant)).toEqual(['Own bread', 'Tea', 'Cocoa']);
    // Nine fetches, one after the other.
  }, 300_000);

  it('asks a server in trouble again, and gives up until the next round', async () => {
    const tenant = await createShop(db, 'no-source', []);
    const handle = await client.workflow.start(CATALOG_WORKFLOW, {
      workflowId: catalogWorkflowId(tenant),
      taskQueue,
      args: [{ tenantId: tenant }],
    });
    expect(await handle.result()).toBe('off');
    const bad = client.workflow.execute(CATALOG_WORKFLOW, { workflowId: randomUUID(), taskQueue, args: [{}] });
    await expect(bad).rejects.toMatchObject({ cause: { type: 'InvalidInput' } });
  });
});
