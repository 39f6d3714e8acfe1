import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Role } from '#domain/account/role.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

/** `clq_<tenant id without dashes>_<secret>`: the key says whose it is, so the look-up is bound to that tenant. */
const KEY = /^clq_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/;

const CREATE: Statement = {
  name: 'create_api_key',
  text: 'INSERT INTO api_keys (tenant_id, id, name, secret_hash, role, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
};

// The hash of a 256-bit secret: comparing by index tells nothing that helps to guess it.
const VERIFY: Statement = {
  name: 'verify_api_key',
  text: `
UPDATE api_keys k SET last_used_at = now() FROM tenants t
WHERE k.tenant_id = $1 AND k.secret_hash = $2 AND k.revoked_at IS NULL AND t.id = k.tenant_id
RETURNING k.id AS key_id, k.role, k.name AS key_name, t.id, t.slug, t.name`,
};

export interface VerifiedKey {
  readonly keyId: string;
  readonly role: Role;
  readonly name: string;
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string };
}

interface KeyRow {
  readonly key_id: string;
  readonly role: Role;
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
  { role, by }: { readonly role: Role; readonly by: string } = { role: 'admin', by: 'platform' },
): Promise<{ id: string; key: string }> {
  const id = uuid();
  const secret = randomBytes(32).toString('base64url');
  await inTenant(db, tenantId, (tx) => tx.rows(CREATE, [tenantId, id, name, hashOf(secret), role, by]));
  return { id, key: `clq_${tenantId.replaceAll('-', '')}_${secret}` };
}

/** Whose key it is; undefined when it is none of ours, unknown or revoked. */
export async function verifyApiKey(db: Database, key: string): Promise<VerifiedKey | undefined> {
  const match = KEY.exec(key);
  if (!match) return undefined;
  const tenantId = match.slice(1, 6).join('-');
  const secret = match[6] ?? '';
  const [row] = await inTenant(db, tenantId, (tx) => tx.rows<KeyRow>(VERIFY, [tenantId, hashOf(secret)]));
  return (
    row && {
      keyId: row.key_id,
      role: row.role,
      name: row.key_name,
      tenant: { id: row.id, slug: row.slug, name: row.name },
    }
  );
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
