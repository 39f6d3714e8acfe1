import { v7 as uuid } from 'uuid';
import { NotFound } from '#domain/errors.ts';
import type { CompletedTurn, CompleteTurnInput } from '#domain/turn/delivery.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { noticeOf } from '#adapters/db/notice.ts';
import { recordParts } from './begin-delivery.ts';

const LOCK: Statement = {
  name: 'lock_turn_to_complete',
  text: `
SELECT c.message_count, c.summarized_through, c.profiled_through
FROM conversations c JOIN turns t ON t.tenant_id = c.tenant_id AND t.conversation_id = c.id AND t.turn = $3
WHERE c.tenant_id = $1 AND c.id = $2 FOR UPDATE OF c, t`,
};

/** The reply enters the record with the words that went out, or may have: not with those that surely did not. */
const COMPLETE: Statement = {
  name: 'complete_turn',
  text: `
WITH ended AS (
  UPDATE turns SET outcome = $5, stage = $6, status = $7, step = $4::int, finished_at = now(),
    summary_used = (SELECT summary IS NOT NULL FROM conversations WHERE tenant_id = $1 AND id = $2)
  WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3 AND outcome IS NULL
  RETURNING staff_id, staff_name
), reply AS (
  SELECT string_agg(text, E'\\n\\n' ORDER BY part) AS sent, count(*) AS parts FROM outbox
  WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3 AND state IN ('sent', 'unknown')
), whole AS (
  SELECT count(*) AS parts FROM outbox WHERE tenant_id = $1 AND conversation_id = $2 AND turn = $3
), said AS (
  INSERT INTO messages (tenant_id, id, conversation_id, channel_id, seq, author, staff_name, kind, text, turn, after_step, sent_at)
  SELECT $1, $8, $2, c.channel_id, c.message_count + 1,
    CASE WHEN ended.staff_id IS NULL THEN 'bot' ELSE 'human' END, ended.staff_name, 'text',
    CASE WHEN reply.parts = whole.parts THEN s.text ELSE reply.sent END, $3, $4, now()
  FROM ended, reply, whole, conversations c, turn_steps s
  WHERE reply.parts > 0 AND c.tenant_id = $1 AND c.id = $2
    AND s.tenant_id = $1 AND s.conversation_id = $2 AND s.turn = $3 AND s.step = $4::int
  RETURNING seq
), told AS (
  INSERT INTO feed (tenant_id, type, conversation_id, subject_kind, subject_id)
  SELECT $1, 'message.sent', $2, 'message', $8 FROM said
), replied AS (
  UPDATE handoffs SET first_reply_at = coalesce(first_reply_at, now())
  WHERE tenant_id = $1 AND conversation_id = $2 AND closed_at IS NULL AND (SELECT staff_id FROM ended) IS NOT NULL
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  SELECT $1, e.id, $2, e.key, e.type, e.data FROM ended, conversations c, (VALUES
    ($9::uuid, 'turn:' || $3::int, 'turn_' || $5::text, jsonb_build_object('turn', $3::int)),
    ($10::uuid, 'stage:' || $3::int, 'stage_changed', jsonb_build_object('turn', $3::int, 'to', $6::text))
  ) AS e (id, key, type, data)
  WHERE c.tenant_id = $1 AND c.id = $2 AND (e.type <> 'stage_changed' OR c.stage <> $6)
  ON CONFLICT (tenant_id, conversation_id, key) DO NOTHING
), moved AS (
  UPDATE conversations c SET stage = $6, status = CASE WHEN c.ai_enabled AND c.status <> 'human' THEN $7 ELSE c.status END,
    promo_shown = c.promo_shown OR ($6 = 'promo' AND EXISTS (SELECT FROM said)),
    message_count = c.message_count + (SELECT count(*) FROM said), last_activity_at = now()
  WHERE c.tenant_id = $1 AND c.id = $2 AND EXISTS (SELECT FROM ended)
  RETURNING c.message_count, c.summarized_through, c.profiled_through
)
SELECT moved.*, pg_notify('colloquy_events', $11) FROM moved`,
};

interface Counts {
  message_count: number;
  summarized_through: number;
  profiled_through: number;
}

/** See `ConversationStore.completeTurn`; a turn that has ended is left as it is. */
export async function completeTurn(tx: Tx, input: CompleteTurnInput): Promise<CompletedTurn> {
  const key = [tx.tenantId, input.conversationId, input.turn];
  // One round trip, since a crash from the provider's accept to this commit sends the reply twice: the lock first, and
  // what follows does nothing when the turn has ended.
  const [[found], , [counts]] = await Promise.all([
    tx.rows<Counts>(LOCK, key),
    input.parts.length > 0 ? recordParts(tx, input, input.parts) : undefined,
    tx.last<Counts>(COMPLETE, [
      ...key,
      input.step,
      input.outcome,
      input.stage,
      input.status,
      uuid(),
      uuid(),
      uuid(),
      noticeOf(input, 'turn', input.turn),
    ]),
  ]);
  if (found === undefined) throw new NotFound(`turn ${input.turn} of conversation ${input.conversationId}: not found`);
  return countsOf(counts ?? found);
}

function countsOf(row: Counts): CompletedTurn {
  return {
    messages: row.message_count,
    summarizedThrough: row.summarized_through,
    profiledThrough: row.profiled_through,
  };
}
