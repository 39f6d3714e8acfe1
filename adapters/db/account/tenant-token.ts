import { createHash, randomBytes } from 'node:crypto';

/** Of 256 random bits: comparing hashes by index tells nothing that helps to guess one. */
const SECRET_BYTES = 32;

export interface TenantToken {
  readonly tenantId: string;
  readonly hash: Buffer;
}

/** `<prefix>_<tenant id without dashes>_<secret>`: it says whose it is, so the look-up is bound to that tenant. */
export function makeToken(prefix: string, tenantId: string): { readonly token: string; readonly hash: Buffer } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { token: `${prefix}_${tenantId.replaceAll('-', '')}_${secret}`, hash: hashOf(secret) };
}

/** Undefined when it is no token of this kind. */
export function readToken(prefix: string, token: string): TenantToken | undefined {
  const [kind, tenant = '', ...rest] = token.split('_');
  // The secret's alphabet has the underscore too.
  const secret = rest.join('_');
  const id = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(tenant);
  if (kind !== prefix || id === null || !/^[\w-]{43}$/.test(secret)) return undefined;
  return { tenantId: id.slice(1).join('-'), hash: hashOf(secret) };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
