import { v7 as uuid } from 'uuid';
import type { NewUser, UserChange } from '#domain/account/account-store.ts';
import type { User } from '#domain/account/user.ts';
import { Conflict, NotFound } from '#domain/errors.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { endSessionsOf } from './sessions.ts';
import { USER_COLUMNS } from './user-row.ts';
import type { UserRow } from './user-row.ts';

const LIST: Statement = {
  name: 'list_users',
  text: `SELECT ${USER_COLUMNS} FROM users u WHERE u.tenant_id = $1 ORDER BY u.deactivated_at IS NOT NULL, u.name, u.id LIMIT 1000`,
};

const ADD: Statement = {
  name: 'add_user',
  text: `
INSERT INTO users AS u (tenant_id, id, email, name, role, password_hash) VALUES ($1, $2, $3, $4, $5, $6)
RETURNING ${USER_COLUMNS}`,
};

/** All admins that can work, locked in one order: of two that leave at the same time one is seen to be the last. */
const LOCK_ADMINS: Statement = {
  name: 'lock_admins',
  text: `
SELECT id FROM users WHERE tenant_id = $1 AND role = 'admin' AND deactivated_at IS NULL AND password_hash IS NOT NULL
ORDER BY id FOR UPDATE`,
};

const CHANGE: Statement = {
  name: 'change_user',
  text: `
UPDATE users u SET name = coalesce($3, u.name), role = coalesce($4, u.role),
  deactivated_at = CASE $5::boolean WHEN true THEN NULL WHEN false THEN coalesce(u.deactivated_at, now()) ELSE u.deactivated_at END
WHERE u.tenant_id = $1 AND u.id = $2 RETURNING ${USER_COLUMNS}`,
};

const SET_PASSWORD: Statement = {
  name: 'set_password',
  text: `
UPDATE users SET password_hash = $3, name = coalesce($4, name), failed_logins = 0, locked_until = NULL
WHERE tenant_id = $1 AND id = $2 AND deactivated_at IS NULL RETURNING id`,
};

/** Everybody of the shop; those who are deactivated last. */
export async function listUsers(tx: Tx): Promise<readonly User[]> {
  return tx.last<UserRow>(LIST, [tx.tenantId]);
}

/** @throws Conflict when the shop has the address already */
export async function addUser(tx: Tx, { email, name, role, passwordHash }: NewUser): Promise<User> {
  const [row] = await tx.rows<UserRow>(ADD, [tx.tenantId, uuid(), email, name, role, passwordHash]);
  if (row === undefined) throw new Error('add_user answered no row');
  return row;
}

/** @throws NotFound, Conflict when nobody would be left who may change the shop */
export async function changeUser(tx: Tx, userId: string, change: UserChange): Promise<User> {
  const takesAdmin = change.active === false || (change.role !== undefined && change.role !== 'admin');
  if (takesAdmin) {
    const admins = await tx.rows<{ id: string }>(LOCK_ADMINS, [tx.tenantId]);
    if (admins.length === 1 && admins[0]?.id === userId) {
      throw new Conflict('this is the last admin of the shop; make somebody else an admin first');
    }
  }
  const values = [change.name ?? null, change.role ?? null, change.active ?? null];
  const [row] = await tx.rows<UserRow>(CHANGE, [tx.tenantId, userId, ...values]);
  if (row === undefined) throw new NotFound(`user ${userId}: not found`);
  if (change.active === false) await endSessionsOf(tx, userId, null);
  return row;
}

/** Sets a password, and ends every login that was opened with the one before but `keep`. @throws NotFound */
export async function setPassword(
  tx: Tx,
  userId: string,
  set: { readonly passwordHash: string; readonly name?: string | undefined },
  keep: string | null,
): Promise<void> {
  const known = await tx.rows(SET_PASSWORD, [tx.tenantId, userId, set.passwordHash, set.name ?? null]);
  if (known.length === 0) throw new NotFound(`user ${userId}: not found`);
  await endSessionsOf(tx, userId, keep);
}
