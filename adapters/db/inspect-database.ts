import pg from 'pg';
import { mapError } from './map-error.ts';
import { APP_ROLE } from './pool.ts';

/** What `doctor` wants to know of a database; nothing in it is a tenant's. */
export interface DatabaseFacts {
  /** As Postgres counts: 150004 = 15.4. */
  readonly versionNumber: number;
  readonly version: string;
  /** File names of the migrations that have run; null = none ever has. */
  readonly migrations: readonly string[] | null;
  /** Null when the role does not exist. */
  readonly appRole: { readonly name: string; readonly superuser: boolean; readonly bypassRls: boolean } | null;
  /** True when the login user may work as the application role. */
  readonly mayAct: boolean;
  /** Tables with a tenant's data that lack forced row security or a policy. */
  readonly unprotected: readonly string[];
  /** Extensions that search makes use of and the database has. */
  readonly searchExtensions: readonly string[];
}

const LIMIT_MS = 5_000;

const FACTS = `
SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
  (SELECT json_build_object('name', rolname, 'superuser', rolsuper, 'bypassRls', rolbypassrls)
     FROM pg_roles WHERE rolname = $1) AS role,
  coalesce((SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = $1), false) AS may_act,
  to_regclass('knex_migrations') IS NOT NULL AS migrated`;

/** A table is a tenant's when it has a column for the tenant, or is the list of tenants itself. */
const UNPROTECTED = `
SELECT c.relname AS name FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  AND (c.relname = 'tenants' OR EXISTS (SELECT FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped))
  AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
ORDER BY 1`;

const SEARCH_EXTENSIONS = `
SELECT extname AS name FROM pg_extension WHERE extname IN ('btree_gin', 'pg_trgm', 'vector') ORDER BY 1`;

interface FactsRow {
  readonly number: number;
  readonly version: string;
  readonly role: DatabaseFacts['appRole'];
  readonly may_act: boolean;
  readonly migrated: boolean;
}

/**
 * Looks at a database over one connection of its own. `url` should be the owner's: others may not read which
 * migrations have run.
 * @throws StoreUnavailable
 */
export async function inspectDatabase(url: string): Promise<DatabaseFacts> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'colloquy-doctor',
    connectionTimeoutMillis: LIMIT_MS,
    query_timeout: LIMIT_MS,
  });
  // Broken while idle: the next query says so.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await facts(client);
  } catch (error) {
    throw mapError(error, 'doctor');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function facts(client: pg.Client): Promise<DatabaseFacts> {
  const [row] = (await client.query<FactsRow>(FACTS, [APP_ROLE])).rows;
  if (row === undefined) throw new Error('doctor: Postgres answered no row to a query that always has one');
  const unprotected = (await client.query<{ name: string }>(UNPROTECTED)).rows;
  const extensions = (await client.query<{ name: string }>(SEARCH_EXTENSIONS)).rows;
  return {
    versionNumber: row.number,
    version: row.version,
    migrations: row.migrated ? await migrationsOf(client) : null,
    appRole: row.role,
    mayAct: row.may_act,
    unprotected: unprotected.map(({ name }) => name),
    searchExtensions: extensions.map(({ name }) => name),
  };
}

async function migrationsOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM knex_migrations ORDER BY id');
  return rows.map(({ name }) => name);
}
