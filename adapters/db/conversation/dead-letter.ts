import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import type { ConversationStore } from '#domain/store.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { storable, toJsonb } from '#adapters/db/to-jsonb.ts';

const KEEP: Statement = {
  name: 'keep_dead_letter',
  text: `
INSERT INTO dead_letters (tenant_id, id, workflow_id, key, message_ids, reason, sealed_payload)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, workflow_id, key) DO NOTHING`,
};

type DeadLetter = Parameters<ConversationStore['deadLetter']>[0];

/** Keeps it once; the payload is readable with the keys only. Nothing may follow in the transaction. */
export async function deadLetter(tx: Tx, keyring: Keyring, letter: DeadLetter): Promise<void> {
  await tx.last(KEEP, rowOf(keyring, letter));
}

/** The same among other statements. */
export async function bury(tx: Tx, keyring: Keyring, letter: DeadLetter): Promise<void> {
  await tx.rows(KEEP, rowOf(keyring, letter));
}

function rowOf(keyring: Keyring, letter: DeadLetter): readonly unknown[] {
  const payload = toJsonb(letter.payload);
  const messageIds = toJsonb(letter.messageIds);
  const key = createHash('sha256')
    .update(toJsonb([letter.messageIds, letter.reason, payload]))
    .digest('hex');
  return [
    letter.tenantId,
    uuid(),
    letter.workflowId,
    key,
    messageIds,
    storable(letter.reason),
    keyring.seal(Buffer.from(payload), deadLetterPlace(letter.tenantId)),
  ];
}

export function deadLetterPlace(tenantId: string): string {
  return `dead-letter:${tenantId}`;
}
