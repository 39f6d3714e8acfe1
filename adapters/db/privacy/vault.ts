import { v7 as uuid } from 'uuid';
import {
  keyIdOf,
  nameOf,
  newConversationKey,
  openConversationKey,
  openText,
  sealText,
} from '#adapters/crypto/conversation-key.ts';
import type { ConversationKey } from '#adapters/crypto/conversation-key.ts';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { InvalidInput, KeyDestroyed, StoreUnavailable } from '#domain/errors.ts';
import type { ConversationVault, Letter, VaultPlace } from '#domain/privacy/vault.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { currentKey, keyById } from './key-rows.ts';
import { createRecent } from './recent.ts';

/** Conversations whose key stays in memory; each takes less than a kilobyte. */
const MOST = 10_000;
/** A destroyed key is gone from the memory of every process after this long, ms. */
const OPENING_MS = 10 * 60_000;

/** The vault, and what makes it forget. */
export interface ForgetfulVault extends ConversationVault {
  /** The conversation has another key from now on. */
  forget(workflowId: string): void;
  forgetAll(): void;
}

/**
 * Keys are rows of `conversation_keys`, sealed by the keyring. One statement for the first message of a conversation in
 * this process, none afterwards.
 * @param parts.sealingMs how long a key is used for sealing without looking at its row. Shorter than the pause between
 *   taking a key out of use and destroying it, or without end in a process that is told (`forget`).
 */
export function createConversationVault(parts: {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly sealingMs: number;
}): ForgetfulVault {
  const { db, keyring } = parts;
  const sealing = createRecent<{ readonly tenantId: string; readonly key: ConversationKey }>(MOST, parts.sealingMs);
  const opening = createRecent<ConversationKey>(MOST, OPENING_MS);
  const asking = new Map<string, Promise<ConversationKey>>();

  const ask = async ({ tenantId, workflowId }: VaultPlace): Promise<ConversationKey> => {
    for (let tries = 0; tries < 3; tries += 1) {
      const id = uuid();
      const made = { id, sealed_key: newConversationKey(keyring, tenantId, id) };
      const row = await inTenant(db, tenantId, (tx) => currentKey(tx, workflowId, made));
      if (row !== undefined) return openConversationKey(keyring, tenantId, row.id, row.sealed_key);
    }
    throw new StoreUnavailable('the key of a conversation is being made elsewhere; try again');
  };

  const sealingKey = async (place: VaultPlace): Promise<ConversationKey> => {
    const known = sealing.get(place.workflowId);
    if (known?.tenantId === place.tenantId) return known.key;
    const name = `${place.tenantId} ${place.workflowId}`;
    // One look serves all messages that wait for it; `forget` while it is under way keeps its answer out of memory.
    let asked = asking.get(name);
    if (asked === undefined) {
      const begun = ask(place);
      asked = begun;
      asking.set(name, begun);
      const settle = (key?: ConversationKey) => {
        if (asking.get(name) !== begun) return;
        asking.delete(name);
        if (key) sealing.set(place.workflowId, { tenantId: place.tenantId, key });
      };
      begun.then(settle, () => settle());
    }
    return asked;
  };

  const openingKey = async ({ tenantId }: VaultPlace, id: string): Promise<ConversationKey> => {
    const known = opening.get(`${tenantId} ${id}`);
    if (known !== undefined) return known;
    const row = await inTenant(db, tenantId, (tx) => keyById(tx, id));
    if (row === undefined) throw new KeyDestroyed(`sealed words: key ${id} was destroyed`);
    const key = openConversationKey(keyring, tenantId, id, row.sealed_key);
    opening.set(`${tenantId} ${id}`, key);
    return key;
  };

  const seal = async (place: VaultPlace, value: Json) =>
    sealText(await sealingKey(place), place.tenantId, JSON.stringify(value));
  const open = async (place: VaultPlace, sealed: string) => {
    const id = keyIdOf(sealed);
    if (id === undefined) throw new InvalidInput('sealed words: no key is named');
    const key = await openingKey(place, id);
    const value = JSON.parse(openText(key, place.tenantId, sealed)) as Json;
    return { value, key };
  };

  return {
    seal,
    open: async (place, sealed) => (await open(place, sealed)).value,
    async sealLetter(place, letter) {
      const key = await sealingKey(place);
      const { id, kind, sentAt, order } = letter.message;
      const sealed = sealText(key, place.tenantId, JSON.stringify(letter));
      const message = { id: nameOf(key, id), kind, text: '', sentAt, order, sealed };
      return { message, contact: { recipient: '' } };
    },
    async openLetter(place, letter) {
      const { sealed } = letter.message;
      if (sealed === undefined) return letter;
      const { value, key } = await open(place, sealed);
      // What this turn leads to is sealed with the key its message came under.
      sealing.set(place.workflowId, { tenantId: place.tenantId, key });
      return value as unknown as Letter;
    },
    forget(workflowId) {
      sealing.delete(workflowId);
      for (const name of asking.keys()) if (name.endsWith(` ${workflowId}`)) asking.delete(name);
    },
    forgetAll() {
      sealing.clear();
      asking.clear();
    },
  };
}
