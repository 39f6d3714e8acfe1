import type { Keyring } from '#adapters/crypto/keyring.ts';
import { Conflict } from '#domain/errors.ts';
import type { ConversationStore } from '#domain/store.ts';
import { beginDelivery, recordPart } from './conversation/begin-delivery.ts';
import { completeTurn } from './conversation/complete-turn.ts';
import { deadLetter } from './conversation/dead-letter.ts';
import { openHandoff } from './conversation/handoff.ts';
import { loadDraft } from './conversation/load-draft.ts';
import { loadMemory, saveMemory } from './conversation/memory.ts';
import { openTurn } from './conversation/open-turn.ts';
import { findRecipient } from './conversation/find-recipient.ts';
import { prepared, receipted } from './conversation/receipted.ts';
import { saveStep } from './conversation/save-step.ts';
import { setState } from './conversation/set-state.ts';
import { inTenant } from './in-tenant.ts';
import type { Database } from './pool.ts';
import { createShopCache } from './tenant-cache.ts';
import { saveUsage } from './write/save-usage.ts';

/** The conversation core's record in Postgres; one method is one transaction with the tenant set. */
export function createConversationStore(parts: { readonly db: Database; readonly seal: Keyring }): ConversationStore {
  const { db, seal } = parts;
  const shops = createShopCache();
  return {
    async openTurn(input) {
      const once = () => inTenant(db, input.address.tenantId, (tx) => openTurn(tx, input));
      try {
        return await once();
      } catch (error) {
        // Another conversation recorded one of the ids between our look and our write: the second look sees it.
        if (error instanceof Conflict) return once();
        throw error;
      }
    },
    loadDraft: (turn) => loadDraft((work) => inTenant(db, turn.tenantId, work), shops, turn),
    saveStep: (input) => inTenant(db, input.tenantId, (tx) => saveStep(tx, input)),
    saveWaste: (input) => inTenant(db, input.tenantId, (tx) => saveUsage(tx, input.usage, input)),
    receipted: (call, work) => inTenant(db, call.tenantId, (tx) => receipted(tx, shops, call, work)),
    prepared: (call, work) => inTenant(db, call.tenantId, (tx) => prepared(tx, shops, call, work)),
    requestHandoff: (turn, reason, by) => inTenant(db, turn.tenantId, (tx) => openHandoff(tx, turn, reason, by)),
    beginDelivery: (turn, step, split) => inTenant(db, turn.tenantId, (tx) => beginDelivery(tx, turn, step, split)),
    recordPart: (turn, part) => inTenant(db, turn.tenantId, (tx) => recordPart(tx, turn, part)),
    completeTurn: (input) => inTenant(db, input.tenantId, (tx) => completeTurn(tx, input)),
    loadMemory: (ref) => inTenant(db, ref.tenantId, (tx) => loadMemory(tx, shops, ref)),
    saveMemory: (ref, memory) => inTenant(db, ref.tenantId, (tx) => saveMemory(tx, ref, memory)),
    setState: (ref, state) => inTenant(db, ref.tenantId, (tx) => setState(tx, ref, state)),
    findRecipient: (tenantId, id) => inTenant(db, tenantId, (tx) => findRecipient(tx, id)),
    deadLetter: (input) => inTenant(db, input.tenantId, (tx) => deadLetter(tx, seal, input)),
  };
}
