import type { DeadLetter } from '#domain/conversation/operations.ts';
import { NotFound } from '#domain/errors.ts';
import type { Json } from '#domain/turn/receipt.ts';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { deadLetterPlace } from './dead-letter.ts';

const LETTER = `id, workflow_id AS "workflowId", message_ids AS "messageIds", reason, iso_utc(created_at) AS "createdAt",
  iso_utc(replayed_at) AS "replayedAt"`;

const LIST: Statement = {
  name: 'list_dead_letters',
  text: `
SELECT ${LETTER} FROM dead_letters
WHERE tenant_id = $1 AND ($2::boolean OR replayed_at IS NULL) AND ($3::uuid IS NULL OR id < $3)
ORDER BY id DESC LIMIT $4`,
};
const READ: Statement = {
  name: 'read_dead_letter',
  text: `
SELECT workflow_id, sealed_payload, (SELECT c.id FROM conversations c WHERE c.tenant_id = d.tenant_id
  AND c.workflow_id = d.workflow_id) AS conversation_id
FROM dead_letters d WHERE d.tenant_id = $1 AND d.id = $2`,
};
const REPLAYED: Statement = {
  name: 'dead_letter_replayed',
  text: 'UPDATE dead_letters SET replayed_at = now(), replayed_by = $3 WHERE tenant_id = $1 AND id = $2',
};
const KNOWN: Statement = {
  name: 'messages_on_record',
  text: `
SELECT provider_message_id AS id FROM messages WHERE tenant_id = $1 AND provider_message_id = ANY ($2)
UNION SELECT m.id FROM dead_letters d CROSS JOIN LATERAL jsonb_array_elements_text(d.message_ids) AS m (id)
  WHERE d.tenant_id = $1 AND m.id = ANY ($2)`,
};

/** A letter opened; `conversationId` is null while its conversation was never recorded. */
export interface OpenedLetter {
  readonly workflowId: string;
  readonly conversationId: string | null;
  readonly payload: Json;
}

/** Dead letters for operators; each method is one transaction of the tenant. */
export function createDeadLetterBook(db: Database, keyring: Keyring) {
  return {
    list: (
      tenantId: string,
      page: { readonly all: boolean; readonly after: string | null; readonly limit: number },
    ): Promise<readonly DeadLetter[]> =>
      inTenant(db, tenantId, (tx) =>
        tx.last<DeadLetter & Record<string, unknown>>(LIST, [tenantId, page.all, page.after, page.limit]),
      ),
    open: (tenantId: string, id: string): Promise<OpenedLetter> =>
      inTenant(db, tenantId, async (tx) => {
        const [row] = await tx.last<{
          workflow_id: string;
          sealed_payload: Uint8Array;
          conversation_id: string | null;
        }>(READ, [tenantId, id]);
        if (row === undefined) throw new NotFound(`dead letter ${id}: not found`);
        const text = Buffer.from(keyring.open(row.sealed_payload, deadLetterPlace(tenantId))).toString();
        return { workflowId: row.workflow_id, conversationId: row.conversation_id, payload: JSON.parse(text) as Json };
      }),
    replayed: (tenantId: string, id: string, by: string): Promise<void> =>
      inTenant(db, tenantId, async (tx) => void (await tx.last(REPLAYED, [tenantId, id, by]))),
    /** Which of these of the provider's ids are on record, as messages or as dead letters. */
    onRecord: (tenantId: string, ids: readonly string[]): Promise<ReadonlySet<string>> =>
      inTenant(
        db,
        tenantId,
        async (tx) => new Set((await tx.last<{ id: string }>(KNOWN, [tenantId, ids])).map((row) => row.id)),
      ),
  };
}
