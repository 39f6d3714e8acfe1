import type { TestDatabase } from '#tests/support/database.ts';
import { tenantTables } from '#tests/support/check-catalogue.ts';

/** What a tenant has in the database, as the superuser sees it. */
export interface TenantRows {
  /** A hash of every row of every table, by table. */
  hashes(): Promise<Readonly<Record<string, string>>>;
  /** Every uuid that stands anywhere in the rows. */
  uuids(): Promise<ReadonlySet<string>>;
}

/** Kept by the API's own clock, not by requests. */
const TIDES = ['inbound_spool', 'webhook_cursors'];

export async function rowsOfTenant(database: Pick<TestDatabase, 'sql'>, tenantId: string): Promise<TenantRows> {
  const tables = await tenantTables(database);
  const rowsOf = (table: string) =>
    `SELECT to_jsonb(t)::text AS line FROM ${table} t WHERE t.${table === 'tenants' ? 'id' : 'tenant_id'} = $1`;
  const all = tables.filter((table) => !TIDES.includes(table));
  const hashes = all
    .map(
      (table) =>
        `SELECT '${table}' AS name, md5(coalesce(string_agg(line, ',' ORDER BY line), '')) AS hash FROM (${rowsOf(table)}) rows`,
    )
    .join(' UNION ALL ');
  const uuids = all
    .map(
      (table) =>
        `SELECT (regexp_matches(line, '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})', 'g'))[1] AS id FROM (${rowsOf(table)}) rows`,
    )
    .join(' UNION ');
  return {
    async hashes() {
      const rows = await database.sql<{ name: string; hash: string }>(hashes, [tenantId]);
      return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
    },
    async uuids() {
      return new Set((await database.sql<{ id: string }>(uuids, [tenantId])).map(({ id }) => id));
    },
  };
}
