import { createCipheriv, createDecipheriv, createSecretKey, randomFillSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { InvalidInput, NotConfigured } from '#domain/errors.ts';

/** Authenticated encryption with keys that can be rotated. `aad` binds a sealed value to its place. */
export interface Keyring {
  /** The key that seals. */
  readonly currentKeyId: string;
  seal(plain: Uint8Array, aad: string): Uint8Array;
  /** @throws NotConfigured when its key is not in the ring, InvalidInput when it was changed or belongs elsewhere */
  open(sealed: Uint8Array, aad: string): Uint8Array;
}

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/**
 * Reads `id:base64,id2:base64`: 32 bytes each, the first one seals, all of them open.
 * Envelope: version (1 byte), length of the key id (1), key id, nonce (12), tag (16), cipher text; AES-256-GCM.
 * @throws NotConfigured
 */
export function parseKeyring(text: string): Keyring {
  const entries = text.split(',').map((entry) => parseKey(entry.trim()));
  const keys = new Map(entries);
  if (keys.size < entries.length) throw new NotConfigured('encryption keys: an id stands twice; give each key its own');
  const current = [...keys][0];
  if (current === undefined) throw new NotConfigured('encryption keys: expected "id:base64", got nothing');
  const [currentKeyId, currentKey] = current;
  const id = Buffer.from(currentKeyId);
  const head = Buffer.concat([Buffer.of(VERSION, id.length), id]);
  const nextNonce = createNonces();
  return {
    currentKeyId,
    seal(plain, aad) {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', currentKey, nonce, { authTagLength: TAG });
      cipher.setAAD(Buffer.concat([head, Buffer.from(aad)]));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([head, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, aad) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const body = 2 + (bytes[1] ?? 0);
      if (bytes[0] !== VERSION || bytes.length < body + NONCE + TAG) {
        throw new InvalidInput(
          `sealed value: version ${bytes[0] ?? 'none'}, ${bytes.length} bytes; expected version ${VERSION}`,
        );
      }
      const id = bytes.subarray(2, body).toString();
      const key = keys.get(id);
      if (key === undefined) {
        throw new NotConfigured(
          `encryption key "${id}" is not in the ring (${[...keys.keys()].join(', ')}); add it again`,
        );
      }
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(body, body + NONCE), { authTagLength: TAG });
      decipher.setAAD(Buffer.concat([bytes.subarray(0, body), Buffer.from(aad)]));
      decipher.setAuthTag(bytes.subarray(body + NONCE, body + NONCE + TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(body + NONCE + TAG)), decipher.final()]);
      } catch (error) {
        throw new InvalidInput(`sealed value (key "${id}"): changed, or sealed for another place`, { cause: error });
      }
    },
  };
}

/** Random nonces, many drawn at once: asking the system for each costs more than the sealing. None is given twice. */
export function createNonces(): () => Buffer {
  let drawn = Buffer.alloc(0);
  let used = 0;
  return () => {
    if (used === drawn.length) {
      drawn = randomFillSync(Buffer.allocUnsafeSlow(NONCE * 256));
      used = 0;
    }
    used += NONCE;
    return drawn.subarray(used - NONCE, used);
  };
}

function parseKey(entry: string): [string, KeyObject] {
  const [id = '', encoded = ''] = entry.split(':');
  const key = Buffer.from(encoded, 'base64');
  if (!/^[\w-]{1,64}$/.test(id) || key.length !== 32) {
    throw new NotConfigured(
      `encryption keys: key "${id.slice(0, 64)}" has ${key.length} bytes; expected "id:" and 32 bytes in base64 (openssl rand -base64 32)`,
    );
  }
  return [id, createSecretKey(key)];
}
