import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { parseKeyring } from '#adapters/crypto/keyring.ts';
import { inspectDatabase } from '#adapters/db/inspect-database.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import { createApiKey } from '#adapters/db/write/api-keys.ts';
import { examine, spread } from '#bench/benches/live.ts';
import type { LiveFindings } from '#bench/benches/live.ts';
import type { Outcome } from '#bench/benches/outcome.ts';
import type { BenchOptions } from '#bench/options.ts';
import { BENCH_TENANT, prepareShop } from '#bench/subjects/colloquy-shop.ts';
import { freePort } from '#dev/free-port.ts';
import { startPostgres } from '#dev/postgres.ts';
import { startApiProcess } from '#bench/stack/api-process.ts';
import { apiSettings } from './api-settings.ts';
import { createCustomers } from './customers.ts';
import type { Customers } from './customers.ts';
import { openLiveClient } from './live-client.ts';
import type { LiveClient } from './live-client.ts';

const PER_SECOND = 50;
const CUSTOMERS = 100;
const BAR_MS = 250;
/** The process that is killed comes back after this long, ms. */
const DOWN_MS = 5_000;
/** How long clients may take to have everything, ms. */
const PATIENCE_MS = 60_000;

type Progress = (line: string) => void;

/** Dashboards on two API processes while customers write; then the same with one process killed amid it. */
export async function runLive(
  options: BenchOptions,
  progress: Progress,
): Promise<Outcome & { readonly postgres: string }> {
  const home = await mkdtemp(join(tmpdir(), 'colloquy-bench-'));
  // The server's own account must be able to enter.
  await chmod(home, 0o755);
  const stops: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true })];
  try {
    const postgres = await startPostgres({ dir: join(home, 'postgres'), port: await freePort(), log: () => undefined });
    stops.push(() => postgres.stop());
    await prepareShop(postgres.url);
    const keys = `bench:${randomBytes(32).toString('base64')}`;
    const database = openDatabase({
      url: postgres.url,
      applicationName: 'colloquy-bench-live',
      max: 8,
      connectTimeoutMs: 60_000,
    });
    stops.push(() => database.close());
    const env = apiSettings({ url: postgres.url, keys, files: home });
    const apis = await Promise.all(
      [1, 2].map(async (number) =>
        startApiProcess({ name: `live-api-${number}`, port: await freePort(), env, logs: home }),
      ),
    );
    stops.push(...apis.map((api) => () => api.stop()));
    const shop = await findShop(postgres.url);
    const { key } = await createApiKey(database, shop.tenantId, 'bench');
    const customers = createCustomers(database, parseKeyring(keys), shop, CUSTOMERS);
    progress(`${options.conversations} clients connect to two API processes`);
    const urls = apis.map((api) => api.url);
    const clients: LiveClient[] = [];
    for (let number = 0; number < options.conversations; number += 1)
      clients.push(await openLiveClient(urls, number, key));
    stops.push(async () => clients.forEach((client) => client.close()));
    // Compiled code and warm connections on both sides; these messages are counted, their time is not.
    await customers.write(PER_SECOND, 2);

    progress(`${PER_SECOND} messages a second for ${options.seconds} s`);
    const start = performance.now();
    await customers.write(PER_SECOND, options.seconds);
    const calm = await settled(clients, customers, postgres.url, start);
    progress('again, with one API process killed amid it');
    const killed = performance.now();
    const fate = sleep(5_000).then(async () => {
      await apis[0]?.kill();
      await sleep(DOWN_MS);
      await apis[0]?.start();
    });
    await customers.write(PER_SECOND, 20);
    await fate;
    const rough = await settled(clients, customers, postgres.url, killed);
    const { version } = await inspectDatabase(postgres.url);
    return { ...outcomeOf(calm, rough, clients, options), postgres: version };
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function findShop(url: string): Promise<{ tenantId: string; slug: string; channelId: string }> {
  const [row] = await query<{ tenantId: string; channelId: string }>(
    url,
    `SELECT t.id AS "tenantId", c.id AS "channelId" FROM tenants t JOIN channels c ON c.tenant_id = t.id
     WHERE t.slug = '${BENCH_TENANT}' AND c.channel = 'web'`,
  );
  if (row === undefined) throw new Error('the shop of the benchmark has no web chat');
  return { ...row, slug: BENCH_TENANT };
}

/** Waits until every client has as many as were recorded, or time is up, and holds one against the other. */
async function settled(
  clients: readonly LiveClient[],
  { commits }: Customers,
  url: string,
  from: number,
): Promise<LiveFindings> {
  const rows = await query<{ conversation: string; ids: string[] }>(
    url,
    'SELECT conversation_id AS conversation, array_agg(id::text ORDER BY seq) AS ids FROM messages GROUP BY 1',
  );
  const recorded = new Map(rows.map(({ conversation, ids }) => [conversation, ids]));
  const all = rows.reduce((sum, { ids }) => sum + ids.length, 0);
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end && clients.some(({ heard }) => heard.length < all)) await sleep(50);
  // What came twice may still be on its way.
  await sleep(500);
  return examine(clients, commits, recorded, from);
}

function outcomeOf(
  calm: LiveFindings,
  rough: LiveFindings,
  clients: readonly LiveClient[],
  options: BenchOptions,
): Outcome {
  const row = (name: string, { latencies }: LiveFindings) => [name, String(latencies.length), ...spread(latencies)];
  const [, p95] = spread(calm.latencies);
  const reconnects = clients.reduce((sum, { connects }) => sum + connects - 1, 0);
  return {
    tables: [
      {
        title: `Live: ${clients.length} WebSocket clients on 2 API processes, ${PER_SECOND} messages/s; ms from commit to client`,
        columns: ['run', 'deliveries', 'p50', 'p95', 'p99', 'most'],
        rows: [row(`${options.seconds} s`, calm), row(`20 s, one process killed (${reconnects} reconnects)`, rough)],
      },
    ],
    bars: [{ name: 'commit to client, p95', value: p95, limit: BAR_MS, direction: '<=', unit: ' ms' }],
    violations: rough.violations,
    kept: `Each of ${rough.deliveries} deliveries came once, in the order of its conversation.`,
    data: { calm: spread(calm.latencies), rough: spread(rough.latencies), reconnects, deliveries: rough.deliveries },
  };
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
