import { keyIdOf } from './conversation-key.ts';
import type { Codec, CodecPayload } from './payload-codec.ts';
import { KeyDestroyed } from '#domain/errors.ts';
import type { ConversationVault } from '#domain/privacy/vault.ts';
import type { Json } from '#domain/turn/receipt.ts';

/** A payload as Temporal's codec servers are sent it: protobuf's JSON, bytes in base64. */
export interface WirePayload {
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly data?: string | undefined;
}

const ERASED = '[erased]';

/** What a payload came to, and whose it is. */
export interface DecodedPayload {
  readonly payload: WirePayload;
  readonly tenantIds: readonly string[];
}

/** Makes payloads of histories readable for the people who may read them. */
export interface CodecDesk {
  /**
   * @param tenantId whose payloads may be read; undefined = everybody's. What belongs to another tenant, or to none that
   *   can be told, becomes a note that says so.
   */
  decode(payloads: readonly WirePayload[], tenantId: string | undefined): Promise<readonly DecodedPayload[]>;
  encode(payloads: readonly WirePayload[]): Promise<readonly WirePayload[]>;
}

export function createCodecDesk(parts: {
  readonly codec: Codec;
  readonly vault: Pick<ConversationVault, 'open'>;
  /** The tenants that keys belong to. */
  readonly tenantsOfKeys: (ids: readonly string[]) => Promise<readonly string[]>;
}): CodecDesk {
  const { codec, vault } = parts;

  const decodeOne = async (wire: WirePayload, tenantId: string | undefined): Promise<DecodedPayload> => {
    const [payload = {}] = await codec.decode([fromWire(wire)]);
    const value = readJson(payload);
    if (value === undefined) return { payload: tenantId === undefined ? toWire(payload) : note(), tenantIds: [] };
    const tenantIds = await ownersOf(value);
    if (tenantId !== undefined && (tenantIds.length !== 1 || tenantIds[0] !== tenantId)) {
      return { payload: note(), tenantIds: [] };
    }
    const [owner] = tenantIds;
    const opened = await openWithin(value, owner);
    return { payload: toWire({ ...payload, data: Buffer.from(JSON.stringify(opened)) }), tenantIds };
  };

  const ownersOf = async (value: Json): Promise<readonly string[]> => {
    const found = { tenants: new Set<string>(), keys: new Set<string>() };
    collect(value, found);
    const ofKeys = found.keys.size === 0 ? [] : await parts.tenantsOfKeys([...found.keys]);
    return [...new Set([...found.tenants, ...ofKeys])];
  };

  const openWithin = async (value: Json, owner: string | undefined): Promise<Json> => {
    if (typeof value === 'string') return keyIdOf(value) === undefined ? value : openOne(value, owner);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return Promise.all(value.map((one: Json) => openWithin(one, owner)));
    const entries = Object.entries(value).map(
      async ([name, one]) => [name, await openWithin(one as Json, owner)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  };

  const openOne = async (sealed: string, owner: string | undefined): Promise<Json> => {
    // Nobody has the key any more.
    if (owner === undefined) return ERASED;
    try {
      return await vault.open({ tenantId: owner, workflowId: '' }, sealed);
    } catch (error) {
      if (error instanceof KeyDestroyed) return ERASED;
      throw error;
    }
  };

  return {
    decode: (payloads, tenantId) => Promise.all(payloads.map((payload) => decodeOne(payload, tenantId))),
    encode: async (payloads) => (await codec.encode(payloads.map(fromWire))).map(toWire),
  };
}

/** Whose it is: tenants it names, and keys that sealed parts of it. */
function collect(value: Json, found: { readonly tenants: Set<string>; readonly keys: Set<string> }): void {
  if (typeof value === 'string') {
    const key = keyIdOf(value);
    if (key !== undefined) found.keys.add(key);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      if (name === 'tenantId' && typeof one === 'string') found.tenants.add(one);
      collect(one as Json, found);
    }
  }
}

function readJson(payload: CodecPayload): Json | undefined {
  const encoding = Buffer.from(payload.metadata?.['encoding'] ?? []).toString();
  if (encoding !== 'json/plain' || !payload.data) return undefined;
  return JSON.parse(Buffer.from(payload.data).toString()) as Json;
}

function note(): WirePayload {
  return toWire({
    metadata: { encoding: Buffer.from('json/plain') },
    data: Buffer.from(JSON.stringify({ colloquy: 'not shown: it names no business, or another one than yours' })),
  });
}

function fromWire({ metadata = {}, data }: WirePayload): CodecPayload {
  const bytes = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')] as const);
  return { metadata: Object.fromEntries(bytes), ...(data !== undefined && { data: Buffer.from(data, 'base64') }) };
}

function toWire({ metadata, data }: CodecPayload): WirePayload {
  const text = Object.entries(metadata ?? {}).map(
    ([name, value]) => [name, Buffer.from(value).toString('base64')] as const,
  );
  return { metadata: Object.fromEntries(text), ...(data && { data: Buffer.from(data).toString('base64') }) };
}
