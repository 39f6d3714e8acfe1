import type { Account } from '#domain/account/account-store.ts';
import type { Role } from '#domain/account/role.ts';
import type { User } from '#domain/account/user.ts';

/** Columns of a person; the table is `u`. */
export const USER_COLUMNS = `u.id, u.email, u.name, u.role,
  CASE WHEN u.deactivated_at IS NOT NULL THEN 'deactivated' WHEN u.password_hash IS NULL THEN 'invited' ELSE 'active' END AS status,
  iso_utc(u.created_at) AS "createdAt", iso_utc(u.last_login_at) AS "lastLoginAt"`;

/** Columns of a person and their shop; the tables are `u` and `t`. */
export const ACCOUNT_COLUMNS = `${USER_COLUMNS}, t.id AS tenant_id, t.slug AS tenant_slug, t.name AS tenant_name`;

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly status: User['status'];
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
}

export interface AccountRow extends UserRow {
  readonly tenant_id: string;
  readonly tenant_slug: string;
  readonly tenant_name: string;
}

export function accountOf({ tenant_id: id, tenant_slug: slug, tenant_name: name, ...user }: AccountRow): Account {
  return { tenant: { id, slug, name }, user };
}
