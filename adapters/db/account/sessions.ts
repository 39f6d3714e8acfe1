import { v7 as uuid } from 'uuid';
import type { Account, OpenSession } from '#domain/account/account-store.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { writeAudit } from './audit.ts';
import { makeToken, readToken } from './tenant-token.ts';
import { ACCOUNT_COLUMNS, accountOf } from './user-row.ts';
import type { AccountRow } from './user-row.ts';

const PREFIX = 'clr';
/** Nobody stays logged in longer than this without a password. */
const SESSION_LIFE = '30 days';
/** Somebody who stays away this long logs in anew. */
const IDLE_LIFE = '14 days';
/** Two tabs of one browser may send the same token at the same moment. */
const SAME_MOMENT = '10 seconds';

const PROVEN: Statement = {
  name: 'login_proven',
  text: `
UPDATE users SET failed_logins = 0, locked_until = NULL, last_login_at = now()
WHERE tenant_id = $1 AND id = $2 AND deactivated_at IS NULL AND password_hash IS NOT NULL RETURNING id`,
};

const FORGET_OLD: Statement = {
  name: 'forget_old_sessions',
  text: `DELETE FROM sessions WHERE tenant_id = $1 AND user_id = $2 AND least(expires_at, revoked_at) < now() - interval '7 days'`,
};

const OPEN: Statement = {
  name: 'open_session',
  text: `
INSERT INTO sessions (tenant_id, id, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '${SESSION_LIFE}')`,
};

const ADD_TOKEN: Statement = {
  name: 'add_refresh_token',
  text: 'INSERT INTO refresh_tokens (tenant_id, secret_hash, session_id) VALUES ($1, $2, $3)',
};

const READ: Statement = {
  name: 'read_session',
  text: `
SELECT ${ACCOUNT_COLUMNS}, iso_utc(s.expires_at) AS expires_at
FROM sessions s JOIN users u ON u.tenant_id = s.tenant_id AND u.id = s.user_id JOIN tenants t ON t.id = s.tenant_id
WHERE s.tenant_id = $1 AND s.id = $2 AND s.user_id = coalesce($3, s.user_id) AND s.revoked_at IS NULL
  AND s.expires_at > now() AND u.deactivated_at IS NULL`,
};

const TAKE_TOKEN: Statement = {
  name: 'take_refresh_token',
  text: `
SELECT session_id, created_at < now() - interval '${IDLE_LIFE}' AS idle, used_at < now() - interval '${SAME_MOMENT}' AS reused
FROM refresh_tokens WHERE tenant_id = $1 AND secret_hash = $2 FOR UPDATE`,
};

const USE_TOKEN: Statement = {
  name: 'use_refresh_token',
  text: 'UPDATE refresh_tokens SET used_at = coalesce(used_at, now()) WHERE tenant_id = $1 AND secret_hash = $2',
};

const END: Statement = {
  name: 'end_session',
  text: 'UPDATE sessions SET revoked_at = coalesce(revoked_at, now()) WHERE tenant_id = $1 AND id = $2 RETURNING user_id',
};

const END_OF_USER: Statement = {
  name: 'end_sessions_of_user',
  text: `
UPDATE sessions SET revoked_at = now()
WHERE tenant_id = $1 AND user_id = $2 AND revoked_at IS NULL AND id IS DISTINCT FROM $3::uuid`,
};

/** A new login of a person whose password was proven; undefined when they were deactivated meanwhile. */
export async function openSession(tx: Tx, userId: string): Promise<OpenSession | undefined> {
  const known = await tx.rows(PROVEN, [tx.tenantId, userId]);
  if (known.length === 0) return undefined;
  await tx.rows(FORGET_OLD, [tx.tenantId, userId]);
  const sessionId = uuid();
  await tx.rows(OPEN, [tx.tenantId, sessionId, userId]);
  return nextToken(tx, sessionId);
}

/** Exchanges a token for the next. A token that was used before is a stolen one: its whole session ends. */
export async function rotate(db: Database, refreshToken: string): Promise<OpenSession | undefined> {
  const token = readToken(PREFIX, refreshToken);
  if (token === undefined) return undefined;
  const { tenantId, hash } = token;
  return inTenant(db, tenantId, async (tx) => {
    const [row] = await tx.rows<{ session_id: string; idle: boolean; reused: boolean | null }>(TAKE_TOKEN, [
      tenantId,
      hash,
    ]);
    if (row === undefined || row.idle) return undefined;
    if (row.reused === true) {
      await endAsStolen(tx, row.session_id);
      return undefined;
    }
    await tx.rows(USE_TOKEN, [tenantId, hash]);
    return nextToken(tx, row.session_id);
  });
}

/** Ends the login a token belongs to; one that is unknown ends nothing. */
export async function endSession(db: Database, refreshToken: string): Promise<void> {
  const token = readToken(PREFIX, refreshToken);
  if (token === undefined) return;
  await inTenant(db, token.tenantId, async (tx) => {
    const [row] = await tx.rows<{ session_id: string }>(TAKE_TOKEN, [token.tenantId, token.hash]);
    if (row !== undefined) await tx.rows(END, [token.tenantId, row.session_id]);
  });
}

/** Ends every login of a person but `keep`. */
export async function endSessionsOf(tx: Tx, userId: string, keep: string | null): Promise<void> {
  await tx.rows(END_OF_USER, [tx.tenantId, userId, keep]);
}

/** Who a session is, while it stands. */
export async function readSession(
  db: Database,
  tenantId: string,
  sessionId: string,
  userId: string,
): Promise<Account | undefined> {
  const [row] = await inTenant(db, tenantId, (tx) => tx.last<SessionRow>(READ, [tenantId, sessionId, userId]));
  if (row === undefined) return undefined;
  const { expires_at: _, ...account } = row;
  return accountOf(account);
}

interface SessionRow extends AccountRow {
  readonly expires_at: string;
}

async function nextToken(tx: Tx, sessionId: string): Promise<OpenSession | undefined> {
  const [row] = await tx.rows<SessionRow>(READ, [tx.tenantId, sessionId, null]);
  if (row === undefined) return undefined;
  const { token, hash } = makeToken(PREFIX, tx.tenantId);
  await tx.rows(ADD_TOKEN, [tx.tenantId, hash, sessionId]);
  const { expires_at: expiresAt, ...account } = row;
  return { ...accountOf(account), sessionId, refreshToken: token, expiresAt };
}

async function endAsStolen(tx: Tx, sessionId: string): Promise<void> {
  const [ended] = await tx.rows<{ user_id: string }>(END, [tx.tenantId, sessionId]);
  if (ended === undefined) return;
  await writeAudit(tx, {
    actor: { kind: 'platform', id: 'platform', name: 'Platform' },
    action: 'endStolenSession',
    subject: 'user',
    subjectId: ended.user_id,
  });
}
