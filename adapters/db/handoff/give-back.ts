import { v7 as uuid } from 'uuid';
import type { Status } from '#domain/conversation/status.ts';
import { NotFound } from '#domain/errors.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { ConversationRef } from '#domain/store.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { noticeOf } from '#adapters/db/notice.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

const LOCK: Statement = {
  name: 'lock_for_return',
  text: `SELECT status FROM conversations WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
};

/** The marker tells the model where a colleague's part ends; it is written with the change of state, so once. */
const GIVE_BACK: Statement = {
  name: 'give_back',
  text: `
WITH before AS (
  SELECT status, channel_id, message_count, last_turn FROM conversations WHERE tenant_id = $1 AND id = $2
), newest AS (
  SELECT author, turn FROM messages WHERE tenant_id = $1 AND conversation_id = $2 AND author <> 'system' ORDER BY seq DESC LIMIT 1
), owed AS (
  -- What came while a person held the conversation waits for the bot again.
  UPDATE turns SET outcome = NULL, finished_at = NULL FROM newest
  WHERE turns.tenant_id = $1 AND turns.conversation_id = $2 AND turns.turn = newest.turn AND newest.author = 'customer'
    AND turns.outcome = 'held' AND $3 = 'bot'
  RETURNING turns.turn
), closed AS (
  UPDATE handoffs SET closed_at = now(), closed_by = $4
  WHERE tenant_id = $1 AND conversation_id = $2 AND closed_at IS NULL AND $5 = 'bot' RETURNING id
), reopened AS (
  UPDATE handoffs SET claimed_at = NULL
  WHERE tenant_id = $1 AND conversation_id = $2 AND closed_at IS NULL AND $5 = 'queue'
), marked AS (
  INSERT INTO messages (tenant_id, id, conversation_id, channel_id, seq, author, kind, text, turn, after_step, sent_at)
  SELECT $1, $6, $2, before.channel_id, before.message_count + 1, 'system', 'event', $7, before.last_turn, 0, now()
  FROM before WHERE before.status = 'human' AND $5 = 'bot' RETURNING id
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  SELECT $1, $8, $2, 'return:' || $8::uuid, 'handoff_returned', jsonb_build_object('by', $4::text, 'to', $5::text)
  FROM before WHERE before.status = 'human'
), moved AS (
  UPDATE conversations SET status = $3, assignee_id = NULL, assignee_name = NULL,
    message_count = message_count + (SELECT count(*) FROM marked)
  WHERE tenant_id = $1 AND id = $2 RETURNING id
)
SELECT (SELECT turn FROM owed) AS owed, pg_notify('colloquy_events', $9) FROM moved`,
};

/** See `HandoffDesk.giveBack`. */
export async function giveBack(
  tx: Tx,
  ref: ConversationRef,
  { by, to, status }: { readonly by: StaffMember; readonly to: 'queue' | 'bot'; readonly status: Status },
): Promise<number | null> {
  const marker = `${storable(by.name).slice(0, 100)}, a colleague, has given the conversation back to the assistant.`;
  const [, [returned]] = await Promise.all([
    tx.rows(LOCK, [tx.tenantId, ref.conversationId]),
    tx.last<{ owed: number | null }>(GIVE_BACK, [
      tx.tenantId,
      ref.conversationId,
      status,
      by.id,
      to,
      uuid(),
      marker,
      uuid(),
      noticeOf(ref, 'state', 0),
    ]),
  ]);
  if (returned === undefined) throw new NotFound(`conversation ${ref.conversationId}: not found`);
  return returned.owed;
}
