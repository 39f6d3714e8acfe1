import { v7 as uuid } from 'uuid';
import type { Status } from '#domain/conversation/status.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { noticeOf } from '#adapters/db/notice.ts';

const SET: Statement = {
  name: 'set_state',
  text: `
WITH before AS (
  SELECT status, ai_enabled FROM conversations WHERE tenant_id = $1 AND id = $2 FOR UPDATE
), moved AS (
  UPDATE conversations SET status = $3, ai_enabled = $4,
    assignee_id = CASE WHEN $3 = 'human' THEN assignee_id END, assignee_name = CASE WHEN $3 = 'human' THEN assignee_name END
  FROM before
  WHERE conversations.tenant_id = $1 AND conversations.id = $2 AND (before.status, before.ai_enabled) IS DISTINCT FROM ($3, $4)
  RETURNING conversations.id
), settled AS (
  -- The bot was given the conversation back: nobody waits for a person any more.
  UPDATE handoffs SET closed_at = now(), closed_why = 'switched'
  WHERE tenant_id = $1 AND conversation_id = $2 AND closed_at IS NULL AND $3 = 'bot'
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  SELECT $1, $5, $2, 'state:' || $5::uuid, 'state_changed', jsonb_build_object('status', $3::text, 'aiEnabled', $4::boolean)
  FROM moved
)
SELECT pg_notify('colloquy_events', $6) FROM moved`,
};

export async function setState(
  tx: Tx,
  ref: ConversationRef,
  state: { readonly status: Status; readonly aiEnabled: boolean },
): Promise<void> {
  const notice = noticeOf(ref, 'state', 0);
  await tx.last(SET, [tx.tenantId, ref.conversationId, state.status, state.aiEnabled, uuid(), notice]);
}
