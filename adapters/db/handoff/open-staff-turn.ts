import { NotFound } from '#domain/errors.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { storable } from '#adapters/db/to-jsonb.ts';
import { shortName } from './short-name.ts';

const LOCK: Statement = {
  name: 'lock_for_staff_turn',
  text: `SELECT last_turn, stage FROM conversations WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
};

const KNOWN: Statement = {
  name: 'known_staff_turn',
  text: `SELECT turn, outcome FROM turns WHERE tenant_id = $1 AND conversation_id = $2 AND staff_key = $3`,
};

/** The words become the only step of the turn, so that they are delivered on the same path as the bot's. */
const OPEN: Statement = {
  name: 'open_staff_turn',
  text: `
WITH turn AS (
  INSERT INTO turns (tenant_id, conversation_id, turn, staff_id, staff_name, staff_key) VALUES ($1, $2, $3, $4, $5, $6)
  RETURNING turn
), said AS (
  INSERT INTO turn_steps (tenant_id, conversation_id, turn, step, round, kind, text, tool_calls, violations, stage)
  SELECT $1, $2, turn, 1, 0, 'reply', $7, '[]', '[]', $8 FROM turn
)
UPDATE conversations SET last_turn = $3, last_activity_at = now() WHERE tenant_id = $1 AND id = $2`,
};

/** See `HandoffDesk.openStaffTurn`. */
export async function openStaffTurn(
  tx: Tx,
  ref: ConversationRef,
  { by, text, key }: { readonly by: StaffMember; readonly text: string; readonly key: string },
): Promise<{ readonly turn: number; readonly finished: boolean }> {
  const place = [tx.tenantId, ref.conversationId];
  const [[conversation], [known]] = await Promise.all([
    tx.rows<{ last_turn: number; stage: string }>(LOCK, place),
    tx.rows<{ turn: number; outcome: string | null }>(KNOWN, [...place, key]),
  ]);
  if (conversation === undefined) throw new NotFound(`conversation ${ref.conversationId}: not found`);
  if (known !== undefined) return { turn: known.turn, finished: known.outcome !== null };
  const turn = conversation.last_turn + 1;
  const name = shortName(by.name);
  await tx.last(OPEN, [...place, turn, by.id, name, key, storable(text), conversation.stage]);
  return { turn, finished: false };
}
