import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { InvalidInput } from '#domain/errors.ts';
import { createNonces } from './keyring.ts';
import type { Keyring } from './keyring.ts';

/** The key of one conversation, in memory. */
export interface ConversationKey {
  readonly id: string;
  readonly secret: KeyObject;
  /** Makes names of ids. */
  readonly naming: KeyObject;
}

const PREFIX = 'sealed:1:';
const NONCE = 12;
const TAG = 16;
const nextNonce = createNonces();

/** 32 random bytes for a new conversation, sealed by the keyring for their row. */
export function newConversationKey(keyring: Keyring, tenantId: string, id: string): Uint8Array {
  return keyring.seal(randomBytes(32), placeOf(tenantId, id));
}

/** @throws NotConfigured, InvalidInput (see `Keyring.open`) */
export function openConversationKey(
  keyring: Keyring,
  tenantId: string,
  id: string,
  sealed: Uint8Array,
): ConversationKey {
  const bytes = keyring.open(sealed, placeOf(tenantId, id));
  const naming = Buffer.from(hkdfSync('sha256', bytes, new Uint8Array(), 'colloquy message names 1', 32));
  return { id, secret: createSecretKey(bytes), naming: createSecretKey(naming) };
}

/** `sealed:1:<key id>:<nonce, tag and cipher text in base64url>`, AES-256-GCM. */
export function sealText(key: ConversationKey, tenantId: string, plain: string): string {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(`${tenantId}:${key.id}`));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `${PREFIX}${key.id}:${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** Id of the key that sealed it; undefined when it is no sealed text. */
export function keyIdOf(text: string): string | undefined {
  return /^sealed:1:([0-9a-f-]{36}):/.exec(text)?.[1];
}

/** @throws InvalidInput when it was changed, or sealed for another tenant */
export function openText(key: ConversationKey, tenantId: string, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(PREFIX.length + key.id.length + 1), 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.secret, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(`${tenantId}:${key.id}`));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new InvalidInput(`sealed words (key ${key.id}): changed, or sealed for another tenant`, { cause: error });
  }
}

/** A stable name of an id that says nothing about it: 32 hex characters. */
export function nameOf(key: ConversationKey, id: string): string {
  return createHmac('sha256', key.naming).update(id).digest('hex').slice(0, 32);
}

function placeOf(tenantId: string, id: string): string {
  return `conversation-key:${tenantId}:${id}`;
}
