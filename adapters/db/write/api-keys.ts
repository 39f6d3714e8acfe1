import { v7 as uuid } from 'uuid';
import type { ApiKeyView } from '#domain/account/account-store.ts';
import type { Role } from '#domain/account/role.ts';
import type { Scope } from '#domain/account/scope.ts';
import { NotFound } from '#domain/errors.ts';
import { makeToken, readToken } from '#adapters/db/account/tenant-token.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

const PREFIX = 'clq';

const CREATE: Statement = {
  name: 'create_api_key',
  text: 'INSERT INTO api_keys (tenant_id, id, name, secret_hash, role, created_by, scopes) VALUES ($1, $2, $3, $4, $5, $6, $7)',
};

/** The last use is for eyes: to the minute, so that a busy key is not a row that its requests wait for. */
const VERIFY: Statement = {
  name: 'verify_api_key',
  text: `
WITH found AS (
  SELECT k.id AS key_id, k.role, k.scopes, k.name AS key_name, t.id, t.slug, t.name
  FROM api_keys k JOIN tenants t ON t.id = k.tenant_id
  WHERE k.tenant_id = $1 AND k.secret_hash = $2 AND k.revoked_at IS NULL
), used AS (
  UPDATE api_keys k SET last_used_at = now() FROM found
  WHERE k.tenant_id = $1 AND k.id = found.key_id
    AND (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute')
)
SELECT * FROM found`,
};

const LIST: Statement = {
  name: 'list_api_keys',
  text: `
SELECT id, name, role, scopes, created_by AS "createdBy", iso_utc(created_at) AS "createdAt",
  iso_utc(last_used_at) AS "lastUsedAt", iso_utc(revoked_at) AS "revokedAt"
FROM api_keys WHERE tenant_id = $1 ORDER BY id DESC LIMIT 500`,
};

const REVOKE: Statement = {
  name: 'revoke_api_key',
  text: `UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE tenant_id = $1 AND id = $2 RETURNING id`,
};

export interface VerifiedKey {
  readonly keyId: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly name: string;
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string };
}

interface KeyRow {
  readonly key_id: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly key_name: string;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Makes a key. The secret is in the answer and nowhere else: only its hash is kept. */
export async function createApiKey(
  db: Database,
  tenantId: string,
  name: string,
  { role, by, scopes = [] }: { readonly role: Role; readonly by: string; readonly scopes?: readonly Scope[] } = {
    role: 'admin',
    by: 'platform',
  },
): Promise<{ id: string; key: string }> {
  const id = uuid();
  const { token, hash } = makeToken(PREFIX, tenantId);
  await inTenant(db, tenantId, (tx) => tx.rows(CREATE, [tenantId, id, name, hash, role, by, scopes]));
  return { id, key: token };
}

/** Whose key it is; undefined when it is none of ours, unknown or revoked. */
export async function verifyApiKey(db: Database, key: string): Promise<VerifiedKey | undefined> {
  const token = readToken(PREFIX, key);
  if (token === undefined) return undefined;
  const { tenantId, hash } = token;
  const [row] = await inTenant(db, tenantId, (tx) => tx.last<KeyRow>(VERIFY, [tenantId, hash]));
  if (row === undefined) return undefined;
  const { id, slug, name } = row;
  return { keyId: row.key_id, role: row.role, scopes: row.scopes, name: row.key_name, tenant: { id, slug, name } };
}

/** Every key of the shop, also those that are revoked, the newest first. */
export async function listApiKeys(db: Database, tenantId: string): Promise<readonly ApiKeyView[]> {
  return inTenant(db, tenantId, (tx) => tx.last<ApiKeyView>(LIST, [tenantId]));
}

/** From now on the key opens nothing. @throws NotFound */
export async function revokeApiKey(db: Database, tenantId: string, id: string): Promise<void> {
  const rows = await inTenant(db, tenantId, (tx) => tx.last(REVOKE, [tenantId, id]));
  if (rows.length === 0) throw new NotFound(`API key ${id}: not found`);
}
