import type { LoginTry } from '#domain/account/account-store.ts';
import { inTenant, withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

/** So many wrong passwords in a row close an account for a while. */
const MOST_FAILURES = 10;
const LOCKED_FOR = '15 minutes';

const BY_EMAIL: Statement = {
  name: 'accounts_of_email',
  text: 'SELECT tenant_id, user_id FROM accounts_of_email($1) WHERE $2::text IS NULL OR slug = $2 LIMIT 1',
};

/*
 * The try is counted before the password is looked at, in one statement: a hundred guesses at once are a hundred tries.
 * The right password sets the count back.
 */
const BEGIN_TRY: Statement = {
  name: 'begin_login',
  text: `
UPDATE users u SET failed_logins = CASE WHEN u.locked_until IS NULL THEN u.failed_logins + 1 ELSE 1 END,
  locked_until = CASE WHEN u.locked_until IS NULL AND u.failed_logins + 1 >= ${MOST_FAILURES} THEN now() + interval '${LOCKED_FOR}' END
WHERE u.tenant_id = $1 AND u.id = $2 AND u.password_hash IS NOT NULL AND u.deactivated_at IS NULL
  AND (u.locked_until IS NULL OR u.locked_until <= now())
RETURNING u.password_hash`,
};

/** Finds whose password is to be proven; without a shop the account that was used last. */
export async function beginLogin(db: Database, email: string, slug: string | undefined): Promise<LoginTry | undefined> {
  const [found] = await withoutTenant<{ tenant_id: string; user_id: string }>(db, BY_EMAIL, [email, slug ?? null]);
  return found && beginProof(db, found.tenant_id, found.user_id);
}

/** Counts one try; undefined when the account takes none. */
export async function beginProof(db: Database, tenantId: string, userId: string): Promise<LoginTry | undefined> {
  const [row] = await inTenant(db, tenantId, (tx) => tx.last<{ password_hash: string }>(BEGIN_TRY, [tenantId, userId]));
  return row && { tenantId, userId, passwordHash: row.password_hash };
}
