import { v7 as uuid } from 'uuid';
import { firstPriority, PRIORITIES } from '#domain/handoff/priority.ts';
import type { HandoffSource } from '#domain/handoff/staff.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { noticeOf } from '#adapters/db/notice.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

const OPEN: Statement = {
  name: 'open_handoff',
  text: `
WITH opened AS (
  INSERT INTO handoffs (tenant_id, id, conversation_id, turn, reason, requested_by, priority) VALUES ($1, $2, $3, $4, $5, $6, $9)
  ON CONFLICT (tenant_id, conversation_id) WHERE closed_at IS NULL DO NOTHING RETURNING id
), moved AS (
  UPDATE conversations SET status = 'waiting'
  WHERE tenant_id = $1 AND id = $3 AND status IN ('bot', 'closed') AND EXISTS (SELECT FROM opened)
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  SELECT $1, $7, $3, 'handoff:' || opened.id, 'handoff_requested', jsonb_build_object('turn', $4::int, 'by', $6::text)
  FROM opened
)
SELECT pg_notify('colloquy_events', $8) FROM opened`,
};

/** Asks for a person unless that was done already. */
export async function openHandoff(tx: Tx, turn: TurnRef, reason: string, by: HandoffSource): Promise<void> {
  const notice = noticeOf(turn, 'state', turn.turn);
  const text = storable(reason).slice(0, 1_000).toWellFormed();
  const priority = PRIORITIES.indexOf(firstPriority(by));
  await tx.rows(OPEN, [tx.tenantId, uuid(), turn.conversationId, turn.turn, text, by, uuid(), notice, priority]);
}
