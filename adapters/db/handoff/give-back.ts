import { v7 as uuid } from 'uuid';
import type { Status } from '#domain/conversation/status.ts';
import { NotFound } from '#domain/errors.ts';
import type { GiveBackReason, GivenBack } from '#domain/handoff/handoff-desk.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { noticeOf } from '#adapters/db/notice.ts';
import { shortName } from './short-name.ts';

const LOCK: Statement = {
  name: 'lock_for_return',
  text: `SELECT assignee_name AS holder FROM conversations WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
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
  -- What came while a person held the conversation waits for the bot again, unless they say that all is settled.
  UPDATE turns SET outcome = NULL, finished_at = NULL FROM newest
  WHERE turns.tenant_id = $1 AND turns.conversation_id = $2 AND turns.turn = newest.turn AND newest.author = 'customer'
    AND turns.outcome = 'held' AND $3 = 'bot' AND $10 <> 'resolved'
  RETURNING turns.turn
), closed AS (
  UPDATE handoffs SET closed_at = now(), closed_by = $4, closed_why = $10
  WHERE tenant_id = $1 AND conversation_id = $2 AND closed_at IS NULL AND $5 = 'bot' RETURNING id
), reopened AS (
  UPDATE handoffs SET claimed_at = NULL, holder_id = NULL, holder_name = NULL, queued_at = now()
  WHERE tenant_id = $1 AND conversation_id = $2 AND closed_at IS NULL AND $5 = 'queue'
), marked AS (
  INSERT INTO messages (tenant_id, id, conversation_id, channel_id, seq, author, kind, text, turn, after_step, sent_at)
  SELECT $1, $6, $2, before.channel_id, before.message_count + 1, 'system', 'event', $7, before.last_turn, 0, now()
  FROM before WHERE before.status = 'human' AND $5 = 'bot' RETURNING id
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  SELECT $1, $8, $2, 'return:' || $8::uuid, CASE $10 WHEN 'resolved' THEN 'handoff_resolved' ELSE 'handoff_returned' END,
    jsonb_build_object('by', $4::text, 'to', $5::text, 'why', $10::text)
  FROM before WHERE before.status = 'human' OR EXISTS (SELECT FROM closed)
), moved AS (
  UPDATE conversations SET status = $3, assignee_id = NULL, assignee_name = NULL,
    message_count = message_count + (SELECT count(*) FROM marked)
  WHERE tenant_id = $1 AND id = $2 RETURNING id
)
, due AS (
  -- Asked again after a crash, it answers what it answered before.
  SELECT coalesce((SELECT turn FROM owed), (SELECT t.turn FROM turns t JOIN newest USING (turn)
    WHERE t.tenant_id = $1 AND t.conversation_id = $2 AND t.outcome IS NULL AND newest.author = 'customer' AND $3 = 'bot'
      AND $10 <> 'resolved')) AS turn
)
SELECT (SELECT turn FROM due) AS owed,
  greatest(
    (SELECT max(s.step) FROM turn_steps s JOIN due USING (turn) WHERE s.tenant_id = $1 AND s.conversation_id = $2),
    (SELECT max(m.after_step) FROM messages m JOIN due USING (turn) WHERE m.tenant_id = $1 AND m.conversation_id = $2)
  ) AS "owedStep",
  coalesce((SELECT id FROM closed), (SELECT h.id FROM handoffs h WHERE h.tenant_id = $1 AND h.conversation_id = $2
    AND $5 = 'bot' AND h.closed_by = $4 AND h.closed_why = $10 AND h.closed_at > now() - interval '1 minute'
    ORDER BY h.closed_at DESC LIMIT 1)) AS closed,
  pg_notify('colloquy_events', $9) FROM moved`,
};

interface GiveBackInput {
  readonly by: StaffMember;
  readonly to: 'queue' | 'bot';
  readonly status: Status;
  readonly why: GiveBackReason;
}

/** See `HandoffDesk.giveBack`. */
export async function giveBack(tx: Tx, ref: ConversationRef, input: GiveBackInput): Promise<GivenBack> {
  const [before] = await tx.rows<{ holder: string | null }>(LOCK, [tx.tenantId, ref.conversationId]);
  if (before === undefined) throw new NotFound(`conversation ${ref.conversationId}: not found`);
  const [returned] = await tx.last<Omit<GivenBack, 'owedStep'> & { owedStep: number | null }>(GIVE_BACK, [
    tx.tenantId,
    ref.conversationId,
    input.status,
    input.by.id,
    input.to,
    uuid(),
    markerOf(input, before.holder),
    uuid(),
    noticeOf(ref, 'state', 0),
    input.why,
  ]);
  const { owed = null, closed = null, owedStep = null } = returned ?? {};
  return { owed, closed, ...(owedStep !== null && owedStep > 0 && { owedStep }) };
}

/** What the model reads where a colleague's part ends. */
function markerOf({ by, why }: GiveBackInput, holder: string | null): string {
  const name = shortName(by.name);
  switch (why) {
    case 'released':
      return `${name}, a colleague, has given the conversation back to the assistant.`;
    case 'resolved':
      return `${name}, a colleague, says that the matter is settled. The conversation is back with the assistant.`;
    case 'silent':
      return `${holder ?? 'A colleague'} has not answered. The conversation is back with the assistant.`;
    case 'forgotten':
      return `${holder ?? 'A colleague'} writes no more. The conversation is back with the assistant.`;
  }
}
