import type { Keyring } from './keyring.ts';

/** Temporal's payload, by shape. */
export interface CodecPayload {
  metadata?: Record<string, Uint8Array> | null;
  data?: Uint8Array | null;
}

/** Temporal's `PayloadCodec`, by shape. */
export interface Codec {
  encode(payloads: CodecPayload[]): Promise<CodecPayload[]>;
  decode(payloads: CodecPayload[]): Promise<CodecPayload[]>;
}

const ENCODING = 'binary/encrypted';
const AAD = 'temporal-payload';

/**
 * Encrypts everything that Temporal keeps. What comes back unencrypted or can't be opened becomes a tombstone: a throw
 * would stop the workflow task for ever, while a tombstone signal is put into quarantine by the workflow.
 */
export function createPayloadCodec(keyring: Keyring): Codec {
  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(keyring, payload)),
    decode: async (payloads) => payloads.map((payload) => decrypt(keyring, payload)),
  };
}

/** Plain text: length of the metadata (4 bytes), metadata as JSON with base64 values, 1 or 0 for data or none, data. */
function encrypt(keyring: Keyring, payload: CodecPayload): CodecPayload {
  const metadata = Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, base64(value)]);
  const head = Buffer.from(JSON.stringify(Object.fromEntries(metadata)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const { data } = payload;
  const plain = Buffer.concat([length, head, Buffer.of(data ? 1 : 0), data ? Buffer.from(data) : Buffer.alloc(0)]);
  return {
    metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(keyring.currentKeyId) },
    data: keyring.seal(plain, AAD),
  };
}

function decrypt(keyring: Keyring, payload: CodecPayload): CodecPayload {
  const encoding = payload.metadata?.['encoding'];
  if (!encoding || Buffer.from(encoding).toString() !== ENCODING || !payload.data) {
    return tombstone('unencrypted payload refused');
  }
  try {
    const plain = Buffer.from(keyring.open(payload.data, AAD));
    const end = 4 + plain.readUInt32BE(0);
    const values = JSON.parse(plain.subarray(4, end).toString()) as Record<string, string>;
    const metadata = Object.entries(values).map(([name, value]) => [name, bytes(value)] as const);
    return { metadata: Object.fromEntries(metadata), ...(plain[end] === 1 && { data: plain.subarray(end + 1) }) };
  } catch {
    return tombstone('payload could not be decrypted');
  }
}

function tombstone(reason: string): CodecPayload {
  return { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify({ colloquy: reason })) };
}

/** Protobuf gives empty bytes as a plain array, so no view of its memory is taken. */
function base64(value: Uint8Array): string {
  return Buffer.from(value).toString('base64');
}

function bytes(value: string): Uint8Array {
  return Buffer.from(value, 'base64');
}
