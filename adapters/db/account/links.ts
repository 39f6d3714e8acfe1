import type { AccountLink, LinkPurpose, OpenSession } from '#domain/account/account-store.ts';
import { Conflict, NotFound } from '#domain/errors.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { openSession } from './sessions.ts';
import { makeToken, readToken } from './tenant-token.ts';
import { setPassword } from './users.ts';

const PREFIX = 'cll';
const LIFE = { invite: '7 days', reset: '24 hours' } as const satisfies Record<LinkPurpose, string>;

const STATE: Statement = {
  name: 'state_of_user',
  text: `
SELECT password_hash IS NULL AS invited, deactivated_at IS NOT NULL AS deactivated FROM users
WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
};

const FORGET: Statement = {
  name: 'forget_links',
  text: 'DELETE FROM account_links WHERE tenant_id = $1 AND user_id = $2',
};

const MAKE: Statement = {
  name: 'make_link',
  text: `
INSERT INTO account_links (tenant_id, secret_hash, user_id, purpose, expires_at)
VALUES ($1, $2, $3, $4, now() + $5::interval) RETURNING iso_utc(expires_at) AS "expiresAt"`,
};

const USE: Statement = {
  name: 'use_link',
  text: `
UPDATE account_links l SET used_at = now() FROM users u
WHERE l.tenant_id = $1 AND l.secret_hash = $2 AND l.purpose = $3 AND l.used_at IS NULL AND l.expires_at > now()
  AND u.tenant_id = l.tenant_id AND u.id = l.user_id AND u.deactivated_at IS NULL
RETURNING l.user_id`,
};

/** A link that sets a password once. Older ones of the person are worth nothing any more. */
export async function makeLink(tx: Tx, userId: string, purpose: LinkPurpose): Promise<AccountLink> {
  const [state] = await tx.rows<{ invited: boolean; deactivated: boolean }>(STATE, [tx.tenantId, userId]);
  if (state === undefined) throw new NotFound(`user ${userId}: not found`);
  if (state.deactivated) throw new Conflict('this person is deactivated; activate them first');
  if (purpose === 'invite' && !state.invited) throw new Conflict('this person has accepted an invitation already');
  if (purpose === 'reset' && state.invited)
    throw new Conflict('this person has not accepted the invitation; invite again');
  await tx.rows(FORGET, [tx.tenantId, userId]);
  const { token, hash } = makeToken(PREFIX, tx.tenantId);
  const [made] = await tx.rows<{ expiresAt: string }>(MAKE, [tx.tenantId, hash, userId, purpose, LIFE[purpose]]);
  if (made === undefined) throw new Error('make_link answered no row');
  return { token, expiresAt: made.expiresAt };
}

/** Sets the password and logs in; every login from before ends. Undefined when the link is worth nothing. */
export async function useLink(
  db: Database,
  token: string,
  purpose: LinkPurpose,
  set: { readonly passwordHash: string; readonly name?: string | undefined },
): Promise<OpenSession | undefined> {
  const link = readToken(PREFIX, token);
  if (link === undefined) return undefined;
  return inTenant(db, link.tenantId, async (tx) => {
    const [used] = await tx.rows<{ user_id: string }>(USE, [link.tenantId, link.hash, purpose]);
    if (used === undefined) return undefined;
    await setPassword(tx, used.user_id, set, null);
    return openSession(tx, used.user_id);
  });
}
