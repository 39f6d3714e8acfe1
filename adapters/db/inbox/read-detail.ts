import type { ConversationDetail } from '#domain/inbox/conversation-detail.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { orNull } from '#adapters/db/to-jsonb.ts';
import { ENTRY_FROM, ENTRY_JSON } from './entry-json.ts';

const DETAIL: Statement = {
  name: 'conversation_detail',
  text: `
SELECT ${ENTRY_JSON}::jsonb || jsonb_build_object('contact', jsonb_build_object('id', p.id, 'name', p.name, 'address', p.address,
    'language', p.language, 'notes', p.notes, 'optedOutAt', iso_utc(p.opted_out_at), 'blockedAt', iso_utc(i.blocked_at)),
  'summary', c.summary, 'turns', c.last_turn,
  'notes', (SELECT count(*) FROM notes n WHERE n.tenant_id = c.tenant_id AND n.conversation_id = c.id)) AS detail
FROM ${ENTRY_FROM}
JOIN contact_identities i ON i.tenant_id = c.tenant_id AND i.id = c.identity_id
WHERE c.tenant_id = $1 AND c.id = $2`,
};

/** Undefined when the tenant has no such conversation. */
export async function readDetail(tx: Tx, conversationId: string): Promise<ConversationDetail | undefined> {
  const [row] = await tx.last<{ detail: ConversationDetail }>(DETAIL, [tx.tenantId, conversationId]);
  return row?.detail;
}

const RENAME: Statement = {
  name: 'rename_conversation',
  text: 'UPDATE conversations SET title = $3 WHERE tenant_id = $1 AND id = $2 RETURNING id',
};

/** False when the tenant has no such conversation. */
export async function renameConversation(tx: Tx, conversationId: string, title: string | null): Promise<boolean> {
  return (await tx.last(RENAME, [tx.tenantId, conversationId, orNull(title)])).length > 0;
}

const EXISTS: Statement = {
  name: 'conversation_exists',
  text: 'SELECT id FROM conversations WHERE tenant_id = $1 AND id = $2',
};

export async function hasConversation(tx: Tx, conversationId: string): Promise<boolean> {
  return (await tx.rows(EXISTS, [tx.tenantId, conversationId])).length > 0;
}
