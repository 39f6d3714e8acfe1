import type { ConversationRecord } from '#domain/conversation/record.ts';
import { TRANSCRIPT_JSON } from '#adapters/db/conversation/json.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

const READ: Statement = {
  name: 'read_conversation',
  text: `
SELECT c.id, c.workflow_id AS "workflowId", ch.channel, c.contact_id AS "contactId", c.stage, c.status,
  c.ai_enabled AS "aiEnabled", c.summary,
  (SELECT coalesce(json_agg(x.j ORDER BY x.seq), '[]') FROM (SELECT ${TRANSCRIPT_JSON}::jsonb
      || jsonb_build_object('id', m.id, 'attachments', coalesce(m.attachments, '[]')) AS j, m.seq FROM messages m
    WHERE m.tenant_id = $1 AND m.conversation_id = c.id ORDER BY m.seq DESC LIMIT 200) x) AS messages
FROM conversations c JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
WHERE c.tenant_id = $1 AND c.id = $2`,
};

const OF_WORKFLOW: Statement = {
  name: 'conversation_of_workflow',
  text: 'SELECT id FROM conversations WHERE tenant_id = $1 AND workflow_id = $2',
};

/** A conversation with its newest 200 messages. */
export async function readConversation(
  db: Database,
  tenantId: string,
  id: string,
): Promise<ConversationRecord | undefined> {
  const [row] = await inTenant(db, tenantId, (tx) => tx.rows<ConversationRecord>(READ, [tenantId, id]));
  return row;
}

export async function conversationOf(
  db: Database,
  tenantId: string,
  workflowId: string,
): Promise<{ readonly id: string } | undefined> {
  const [row] = await inTenant(db, tenantId, (tx) => tx.rows<{ id: string }>(OF_WORKFLOW, [tenantId, workflowId]));
  return row;
}
