import type { TestDatabase } from './database.ts';

/** A table holds tenants' data when it has a column for the tenant, or is the list of tenants itself. */
const TABLES = `
SELECT c.oid, c.relname AS name, c.relrowsecurity, c.relforcerowsecurity, c.relowner,
  CASE WHEN c.relname = 'tenants' THEN 'id' ELSE 'tenant_id' END AS key_column
FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND (c.relname = 'tenants' OR EXISTS (
  SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped))`;

/** Each finds what breaks a rule that keeps tenants apart: one row with the words for it. */
const RULES: readonly string[] = [
  `SELECT t.name || ': row security is not enabled' AS broken FROM (${TABLES}) t WHERE NOT t.relrowsecurity`,
  `SELECT t.name || ': row security is not forced' AS broken FROM (${TABLES}) t WHERE NOT t.relforcerowsecurity`,
  `SELECT t.name || ': no policy for all commands with USING and WITH CHECK on current_tenant()' AS broken FROM (${TABLES}) t
   WHERE NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = t.name AND p.cmd = 'ALL'
     AND p.qual = format('(%s = current_tenant())', t.key_column)
     AND p.with_check = format('(%s = current_tenant())', t.key_column))`,
  // Permissive policies are joined by OR: a second one for the application would open what the first closes. The owner's
  // functions read all, and prune what is old.
  `SELECT t.name || ': policy ' || p.policyname || ' opens it' AS broken FROM (${TABLES}) t
   JOIN pg_policies p ON p.schemaname = 'public' AND p.tablename = t.name
   WHERE p.policyname <> 'tenant_only' AND NOT (p.cmd IN ('SELECT', 'DELETE') AND p.roles = ARRAY[pg_get_userbyid(t.relowner)])`,
  `SELECT t.name || ': key ' || i.indexrelid::regclass || ' does not start with the tenant' AS broken FROM (${TABLES}) t
   JOIN pg_index i ON i.indrelid = t.oid AND i.indisunique
   WHERE pg_get_indexdef(i.indexrelid, 1, true) <> t.key_column
     AND i.indexrelid::regclass::text <> 'tenants_slug_key'`,
  // A reference by id alone could name another tenant's row.
  `SELECT t.name || ': reference ' || k.conname || ' leaves the tenant out' AS broken FROM (${TABLES}) t
   JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
   JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
   WHERE a.attname <> 'tenant_id'`,
  `SELECT t.name || ': column ' || a.attname || ' may be null' AS broken FROM (${TABLES}) t
   JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = t.key_column AND NOT a.attnotnull`,
  // Without a column for the tenant a table is either knex's own or a mistake.
  `SELECT c.relname || ': holds no tenant' AS broken FROM pg_class c
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = 'public'::regnamespace AND c.relname !~ '^knex_'
     AND c.oid NOT IN (SELECT oid FROM (${TABLES}) t)`,
  `SELECT 'colloquy_app: may go round row security' AS broken FROM pg_roles
   WHERE rolname = 'colloquy_app' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin)`,
  `SELECT 'colloquy_app: owns ' || relname AS broken FROM pg_class WHERE pg_get_userbyid(relowner) = 'colloquy_app'
   UNION ALL SELECT 'colloquy_app: owns ' || proname FROM pg_proc WHERE pg_get_userbyid(proowner) = 'colloquy_app'`,
  `SELECT 'colloquy_app: is a member of ' || pg_get_userbyid(roleid) AS broken FROM pg_auth_members
   WHERE pg_get_userbyid(member) = 'colloquy_app'`,
  `SELECT c.relname || ': may be emptied, or its rules changed, by colloquy_app' AS broken FROM pg_class c
   WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
     AND has_table_privilege('colloquy_app', c.oid, 'TRUNCATE, TRIGGER, REFERENCES')`,
  // What runs as the owner must not find somebody else's function by a name of ours.
  `SELECT p.proname || ': runs as its owner without a fixed search_path' AS broken FROM pg_proc p
   WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
     AND NOT coalesce(array_to_string(p.proconfig, ',') LIKE '%search_path=pg_catalog, pg_temp%', false)`,
  `SELECT p.proname || ': runs as its owner for everybody' AS broken FROM pg_proc p
   WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND has_function_privilege('public', p.oid, 'EXECUTE')`,
];

/** What breaks the rules of a tenant's data, in words; empty when nothing does. */
export async function checkCatalogue(database: Pick<TestDatabase, 'sql'>): Promise<string[]> {
  const found: string[] = [];
  for (const rule of RULES) found.push(...(await database.sql<{ broken: string }>(rule)).map((row) => row.broken));
  return found.toSorted();
}

/** Names of the tables with tenants' data. */
export async function tenantTables(database: Pick<TestDatabase, 'sql'>): Promise<string[]> {
  return (await database.sql<{ name: string }>(`SELECT t.name FROM (${TABLES}) t ORDER BY 1`)).map((row) => row.name);
}
