import pg from 'pg';
import { NotConfigured } from '#domain/errors.ts';
import { BatchingSocket } from './batching-socket.ts';
import { mapError } from './map-error.ts';

/** The role the running system works as; it owns nothing and row security binds it. */
export const APP_ROLE = 'colloquy_app';

export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  /** Connections at most (10). */
  readonly max?: number;
  /** Longest statement, ms (10000). */
  readonly statementTimeoutMs?: number;
  /** Longest wait for a connection, ms (5000). */
  readonly connectTimeoutMs?: number;
}

/** A pool whose every connection was checked: not superuser, not exempt from row security. */
export interface Database {
  /** @throws StoreUnavailable when none is free or to be had in time; NotConfigured when the role is not safe */
  acquire(): Promise<pg.PoolClient>;
  close(): Promise<void>;
}

/**
 * Opens the pool; connects on first use and again by itself after Postgres was away.
 * Hot statements go to `pg` directly: a query builder costs more than the round trip it wraps.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const statementTimeout = options.statementTimeoutMs ?? 10_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.max ?? 10,
    // Hot statements are prepared by name and always by one key: planning them again for each value gains nothing.
    options: `-c role=${APP_ROLE} -c plan_cache_mode=force_generic_plan -c jit=off`,
    statement_timeout: statementTimeout,
    lock_timeout: Math.floor(statementTimeout / 2),
    idle_in_transaction_session_timeout: statementTimeout,
    // The server's limit needs a live network; this one does not.
    query_timeout: statementTimeout + 2_000,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Statements go out without waiting for the answer to the one before; see `in-tenant.ts`.
    pipeline: true,
    stream: () => new BatchingSocket(),
    verify: (client, done) => {
      void reportRole(client, done);
    },
  });
  // An idle connection that breaks is dropped by the pool; without a listener the process would end.
  pool.on('error', () => undefined);
  // One that is lent out loses the pool's listener; its next query says that it is gone.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    async acquire() {
      try {
        return await pool.connect();
      } catch (error) {
        throw mapError(roleMissing(error), 'connect');
      }
    },
    close: () => pool.end(),
  };
}

/** Opens connections ahead of need. A database that is away is not waited for: the first query will say so. */
export async function openConnections(database: Database, count: number): Promise<void> {
  const opening = await Promise.allSettled(Array.from({ length: count }, () => database.acquire()));
  for (const opened of opening) if (opened.status === 'fulfilled') opened.value.release();
}

async function reportRole(client: pg.ClientBase, done: (error?: Error) => void): Promise<void> {
  try {
    await verifyRole(client);
  } catch (error) {
    return done(error instanceof Error ? error : new Error('role check failed'));
  }
  done();
}

const ROLE_FACTS = `
SELECT current_user AS role, rolsuper OR rolbypassrls AS exempt, row_security_active('tenants') AS active
FROM pg_roles WHERE rolname = current_user`;

async function verifyRole(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ role: string; exempt: boolean; active: boolean }>(ROLE_FACTS);
  const facts = rows[0];
  if (facts === undefined || facts.role !== APP_ROLE || facts.exempt || !facts.active) {
    throw new NotConfigured(
      `database role "${facts?.role ?? 'unknown'}": expected ${APP_ROLE} with row security active; run \`npm run db:migrate\` as the owner`,
    );
  }
}

function roleMissing(error: unknown): unknown {
  if (!(error instanceof Error) || !/role "colloquy_app"/.test(error.message)) return error;
  return new NotConfigured(
    `the database user may not work as ${APP_ROLE} or the role does not exist; run \`npm run db:migrate\` as the owner`,
  );
}
