import type { InboundAttachment } from '#domain/message/inbound.ts';
import type { MessageRef } from '#domain/message/message-ref.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

/** A customer's message as it was recorded. */
interface SentMessage {
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
}

const READ: Statement = {
  name: 'sent_message',
  text: `
SELECT m.text, coalesce(m.attachments, '[]') AS attachments
FROM conversations c
JOIN messages m ON m.tenant_id = c.tenant_id AND m.conversation_id = c.id AND m.channel_id = c.channel_id
WHERE c.tenant_id = $1 AND c.workflow_id = $2 AND m.provider_message_id = $3`,
};

/** What was recorded under a message id; undefined while it was not (it may be on its way). */
export async function readSentMessage(db: Database, message: MessageRef): Promise<SentMessage | undefined> {
  const { tenantId, workflowId, messageId } = message;
  const [row] = await inTenant(db, tenantId, (tx) => tx.rows<SentMessage>(READ, [tenantId, workflowId, messageId]));
  return row;
}
