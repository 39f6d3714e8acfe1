import type pg from 'pg';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createReportDesk } from '#adapters/db/report/run-report.ts';
import { DATASETS, DATASET_NAMES } from '#domain/report/datasets.ts';
import { reportQuery } from '#domain/report/report-query.ts';
import type { ReportQuery } from '#domain/report/report-query.ts';
import type { ReportDesk } from '#domain/report/report.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fillTenant } from '#tests/support/fill-tenant.ts';

let database: TestDatabase;
let db: Database;
let desk: ReportDesk;
let bakery: string;
let butcher: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.open();
  desk = createReportDesk(db);
  bakery = (await fillTenant(db, 'bakery')).id;
  butcher = (await fillTenant(db, 'butcher')).id;
  await database.sql(`UPDATE products SET name = 'פסטרמה ' || name WHERE tenant_id = $1`, [butcher]);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

describe('what can be asked', () => {
  it.each(DATASET_NAMES)('every field of %s can be read, counted and filtered', async (dataset) => {
    const fields = Object.keys(DATASETS[dataset].fields);
    for (let from = 0; from < fields.length; from += 8) {
      const select = fields.slice(from, from + 8).map((field) => ({ field }));
      await expect(desk.run(bakery, { dataset, select })).resolves.toMatchObject({ truncated: false });
    }
    const counted = await desk.run(bakery, {
      dataset,
      select: [{ field: '*', aggregate: 'count' }],
      filters: [{ field: DATASETS[dataset].when, op: 'within', value: 'last_30_days' }],
    });
    expect(counted.columns).toEqual([{ name: 'count', kind: 'number' }]);
    expect(counted.rows).toHaveLength(1);
  });

  it('sums, groups by day in the shop’s zone, orders and limits; an amount comes with its currency', async () => {
    const query: ReportQuery = {
      dataset: 'orders',
      select: [
        { field: 'created_at', bucket: 'day' },
        { field: 'total', aggregate: 'sum' },
      ],
      filters: [{ field: 'status', op: 'ne', value: 'cancelled' }],
      order_by: [{ column: 2, direction: 'desc' }],
      limit: 5,
    };
    const { columns, rows } = await desk.run(bakery, query);
    expect(columns.map((column) => column.name)).toEqual(['created_at by day', 'sum of total', 'currency']);
    const [truth] = await database.sql<{ sum: string }>(
      `SELECT sum(total_minor) FROM orders WHERE tenant_id = $1 AND status <> 'cancelled'`,
      [bakery],
    );
    expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(Number(truth?.sum));
  });

  it('says when there was more', async () => {
    const report = await desk.run(bakery, { dataset: 'products', select: [{ field: 'name' }], limit: 1 });
    expect(report.rows).toHaveLength(1);
    expect(report.truncated).toBe(true);
  });

  it('finds words in any case and alphabet', async () => {
    const found = await desk.run(butcher, {
      dataset: 'products',
      select: [{ field: 'name' }],
      filters: [{ field: 'name', op: 'contains', value: 'פסטרמה' }],
    });
    expect(found.rows.length).toBeGreaterThan(0);
  });

  it('shows each tenant its own rows only', async () => {
    const names = async (tenant: string) =>
      (await desk.run(tenant, { dataset: 'products', select: [{ field: 'name' }], limit: 200 })).rows.flat();
    const [left, right] = [await names(bakery), await names(butcher)];
    expect(left).not.toEqual([]);
    expect(right).not.toEqual([]);
    expect(left.filter((name) => right.includes(name))).toEqual([]);
  });
});

describe('the first wall: a query that is no query', () => {
  const HOSTILE = `x'; DROP TABLE orders; --`;
  it.each<[string, unknown]>([
    ['SQL for a dataset', { dataset: 'orders; DELETE FROM orders', select: [{ field: 'number' }] }],
    ['a table', { dataset: 'api_keys', select: [{ field: 'secret_hash' }] }],
    ['a field that is none', { dataset: 'orders', select: [{ field: 'tenant_id' }] }],
    ['an expression', { dataset: 'orders', select: [{ field: 'pg_sleep(10)' }] }],
    ['a field of every object', { dataset: 'orders', select: [{ field: 'constructor' }] }],
    ['a function', { dataset: 'orders', select: [{ field: 'number', aggregate: 'set_config' }] }],
    [
      'another statement in a bucket',
      { dataset: 'orders', select: [{ field: 'created_at', bucket: `day', now()); --` }] },
    ],
    [
      'an operator of its own',
      { dataset: 'orders', select: [{ field: 'number' }], filters: [{ field: 'status', op: 'OR 1=1', value: 1 }] },
    ],
    [
      'a statement as the order',
      { dataset: 'orders', select: [{ field: 'number' }], order_by: [{ column: '1; DELETE', direction: 'asc' }] },
    ],
    [
      'a column that is not there',
      { dataset: 'orders', select: [{ field: 'number' }], order_by: [{ column: 8, direction: 'asc' }] },
    ],
    ['no end of rows', { dataset: 'orders', select: [{ field: 'number' }], limit: 1e9 }],
    ['more than the form has', { dataset: 'orders', select: [{ field: 'number' }], sql: HOSTILE }],
    ['a sum of words', { dataset: 'orders', select: [{ field: 'status', aggregate: 'sum' }] }],
    [
      'a time that is none',
      {
        dataset: 'orders',
        select: [{ field: 'number' }],
        filters: [{ field: 'created_at', op: 'gt', value: HOSTILE }],
      },
    ],
    [
      'a number that is none',
      { dataset: 'orders', select: [{ field: 'number' }], filters: [{ field: 'total', op: 'gt', value: '0 OR 1=1' }] },
    ],
  ])('%s is refused', async (_, query) => {
    const parsed = reportQuery.safeParse(query);
    if (!parsed.success) return;
    await expect(desk.run(bakery, parsed.data)).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  it.each([HOSTILE, `' OR '1'='1`, '%', '\\', `$1`, `"; SELECT set_config('app.current_tenant_id','x',true)`])(
    'a value is a value: %s',
    async (value) => {
      for (const op of ['eq', 'contains'] as const) {
        const found = await desk.run(bakery, {
          dataset: 'orders',
          select: [{ field: 'number' }],
          filters: [{ field: 'status', op, value }],
        });
        expect(found.rows).toEqual([]);
      }
      expect((await database.sql('SELECT FROM orders')).length).toBeGreaterThan(0);
    },
  );
});

describe('the second wall: what SQL could do where reports run, were there any', () => {
  /** Runs SQL in the very transaction of a report. */
  async function inReport(sql: string): Promise<readonly Record<string, unknown>[]> {
    return inTenant(db, bakery, async (tx) => {
      await tx.rows({ name: '', text: 'SELECT reports.open()' });
      await tx.rows({
        name: '',
        text: `SELECT set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '300', true), set_config('role', 'colloquy_reader', true)`,
      });
      return tx.rows<Record<string, unknown>>({ name: '', text: sql });
    });
  }

  it.each([
    'DELETE FROM orders',
    'DELETE FROM reports.orders',
    `UPDATE reports.products SET price = 1`,
    `INSERT INTO orders (tenant_id) VALUES (gen_random_uuid())`,
    'WITH gone AS (DELETE FROM reports.orders RETURNING 1) SELECT * FROM gone',
    'SELECT * FROM orders',
    'SELECT * FROM api_keys',
    'SELECT * FROM knowledge_chunks',
    'SELECT * FROM reports.seal_secret',
    `SELECT reports.seal_of('00000000-0000-0000-0000-000000000000')`,
    'SELECT reports.open()',
    'SELECT * FROM list_tenants()',
    `SELECT * FROM search_ids('products', 'x', '{x}', NULL, NULL, NULL, 5, 'text')`,
    'SELECT pg_sleep(5)',
    'SELECT count(*) FROM generate_series(1, 100000000) a, generate_series(1, 1000) b',
    `SELECT pg_read_file('/etc/passwd')`,
    `SELECT lo_import('/etc/passwd')`,
    `COPY (SELECT 1) TO PROGRAM 'id'`,
    'CREATE TABLE x (a int)',
    'SELECT 1; DELETE FROM orders',
  ])('%s fails', async (sql) => {
    await expect(inReport(sql)).rejects.toThrow(/denied|read-only|cannot|multiple commands|not available/i);
  });

  it('the tenant can not be changed: another setting, or a made-up seal, shows nothing', async () => {
    expect((await inReport('SELECT count(*)::int AS n FROM reports.orders'))[0]?.['n']).toBeGreaterThan(0);
    for (const change of [
      `set_config('app.current_tenant_id', '${butcher}', true)`,
      `set_config('reports.tenant', '${butcher}', true)`,
      `set_config('reports.seal', 'abc', true)`,
    ]) {
      const rows = await inReport(
        `WITH turned AS MATERIALIZED (SELECT ${change} AS x) SELECT p.name FROM turned, LATERAL (SELECT x, name FROM reports.products) p`,
      );
      expect(rows.filter((row) => String(row['name']).startsWith('פסטרמה'))).toEqual([]);
    }
  });

  it('a role that was taken off again within a statement gains nothing', async () => {
    await expect(
      inReport(`WITH off AS MATERIALIZED (SELECT set_config('role', 'none', true)) SELECT * FROM off, orders`),
    ).rejects.toThrow(/permission denied/);
  });

  it('the connection is itself again afterwards', async () => {
    await desk.run(bakery, { dataset: 'orders', select: [{ field: 'number' }] });
    const [row] = await inTenant(db, bakery, (tx) =>
      tx.rows<{ role: string; only: string; bound: string | null }>({
        name: '',
        text: `SELECT current_user AS role, current_setting('transaction_read_only') AS only, nullif(current_setting('reports.tenant', true), '') AS bound`,
      }),
    );
    expect(row).toEqual({ role: 'colloquy_app', only: 'off', bound: null });
  });

  it('the role owns nothing, logs in nowhere and reads nothing but the views', async () => {
    const [role] = await database.sql<pg.QueryResultRow>(
      `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin AS able FROM pg_roles WHERE rolname = 'colloquy_reader'`,
    );
    expect(role).toEqual({ able: false });
    const granted = await database.sql<{ name: string }>(
      `SELECT table_schema || '.' || table_name || ' ' || privilege_type AS name FROM information_schema.role_table_grants WHERE grantee = 'colloquy_reader' ORDER BY 1`,
    );
    expect(granted.map((row) => row.name)).toEqual(
      [...DATASET_NAMES].toSorted().map((name) => `reports.${name} SELECT`),
    );
  });
});
