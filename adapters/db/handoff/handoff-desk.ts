import { v7 as uuid } from 'uuid';
import type { HandoffDesk, Recalled } from '#domain/handoff/handoff-desk.ts';
import { NotFound } from '#domain/errors.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { noticeOf } from '#adapters/db/notice.ts';
import type { Database } from '#adapters/db/pool.ts';
import { storable } from '#adapters/db/to-jsonb.ts';
import { giveBack } from './give-back.ts';
import { loadBrief, saveSummary } from './brief.ts';
import { openNotice } from './open-notice.ts';
import { openStaffTurn } from './open-staff-turn.ts';
import { review } from './review.ts';
import { shortName } from './short-name.ts';

const LONGEST_REASON = 1_000;

const RECALL: Statement = {
  name: 'recall_conversation',
  text: `
SELECT id AS "conversationId", contact_id AS "contactId", stage,
  CASE WHEN status = 'closed' AND ai_enabled AND EXISTS (SELECT FROM handoffs h WHERE h.tenant_id = conversations.tenant_id
    AND h.conversation_id = conversations.id AND h.closed_at IS NULL) THEN 'waiting' ELSE status END AS status, ai_enabled AS "aiEnabled", last_turn AS turn,
  CASE WHEN assignee_id IS NOT NULL THEN json_build_object('id', assignee_id, 'name', assignee_name) END AS assignee
FROM conversations WHERE tenant_id = $1 AND workflow_id = $2`,
};

const TAKE_OVER: Statement = {
  name: 'take_over',
  text: `
WITH moved AS (
  UPDATE conversations SET status = 'human', assignee_id = $3, assignee_name = $4
  WHERE tenant_id = $1 AND id = $2 AND (status, assignee_id) IS DISTINCT FROM ('human', $3)
  RETURNING id, last_turn
), claimed AS (
  -- Its limits count from when this colleague has it.
  UPDATE handoffs SET claimed_at = CASE WHEN holder_id = $3 THEN coalesce(claimed_at, now()) ELSE now() END,
    holder_id = $3, holder_name = $4
  WHERE tenant_id = $1 AND conversation_id = $2 AND closed_at IS NULL RETURNING id
), opened AS (
  INSERT INTO handoffs (tenant_id, id, conversation_id, turn, reason, requested_by, claimed_at, holder_id, holder_name)
  SELECT $1, $5, $2, moved.last_turn, 'taken over', 'staff', now(), $3, $4 FROM moved WHERE NOT EXISTS (SELECT FROM claimed)
  ON CONFLICT (tenant_id, conversation_id) WHERE closed_at IS NULL DO NOTHING
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  SELECT $1, $6, $2, 'claim:' || $6::uuid, 'handoff_claimed', jsonb_build_object('by', $7::text, 'to', $3::text) FROM moved
)
SELECT pg_notify('colloquy_events', $8) FROM moved`,
};

const ASK: Statement = {
  name: 'ask_for_person',
  text: `
WITH opened AS (
  INSERT INTO handoffs (tenant_id, id, conversation_id, turn, reason, requested_by)
  SELECT $1, $3, $2, c.last_turn, $4, 'staff' FROM conversations c WHERE c.tenant_id = $1 AND c.id = $2
  ON CONFLICT (tenant_id, conversation_id) WHERE closed_at IS NULL DO NOTHING RETURNING id
), moved AS (
  UPDATE conversations SET status = 'waiting' WHERE tenant_id = $1 AND id = $2 AND status IN ('bot', 'closed')
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  SELECT $1, $5, $2, 'handoff:' || opened.id, 'handoff_requested', jsonb_build_object('by', $6::text) FROM opened
)
SELECT pg_notify('colloquy_events', $7) FROM opened`,
};

const NOTE: Statement = {
  name: 'add_note',
  text: `
WITH added AS (
  INSERT INTO notes (tenant_id, id, conversation_id, key, staff_id, staff_name, text) VALUES ($1, $3, $2, $4, $5, $6, $7)
  ON CONFLICT (tenant_id, conversation_id, key) DO NOTHING RETURNING id
)
SELECT pg_notify('colloquy_events', $8) FROM added`,
};

/** What a person's holding of a conversation leaves in the record; see the port. */
export function createHandoffDesk(db: Database): HandoffDesk {
  return {
    recall: (tenantId, workflowId) => inTenant(db, tenantId, (tx) => recall(tx, workflowId)),
    takeOver: (ref, by, to) =>
      inTenant(db, ref.tenantId, async (tx) => {
        const names = [to.id, shortName(to.name), uuid(), uuid(), by.id];
        await tx.last(TAKE_OVER, [tx.tenantId, ref.conversationId, ...names, noticeOf(ref, 'state', 0)]);
      }),
    giveBack: (ref, input) => inTenant(db, ref.tenantId, (tx) => giveBack(tx, ref, input)),
    ask: (ref, by, reason) =>
      inTenant(db, ref.tenantId, async (tx) => {
        const why = storable(reason).slice(0, LONGEST_REASON).toWellFormed();
        const values = [tx.tenantId, ref.conversationId, uuid(), why, uuid(), by.id, noticeOf(ref, 'state', 0)];
        await tx.last(ASK, values);
      }),
    review: (ref, input) => inTenant(db, ref.tenantId, (tx) => review(tx, ref, input)),
    openNotice: (ref, input, words) => inTenant(db, ref.tenantId, (tx) => openNotice(tx, ref, input, words)),
    brief: (ref, handoffId) => inTenant(db, ref.tenantId, (tx) => loadBrief(tx, ref, handoffId)),
    saveSummary: (ref, input) => inTenant(db, ref.tenantId, (tx) => saveSummary(tx, ref, input)),
    openStaffTurn: (ref, input) => inTenant(db, ref.tenantId, (tx) => openStaffTurn(tx, ref, input)),
    addNote: (ref, { by, text, key }) =>
      inTenant(db, ref.tenantId, async (tx) => {
        const words = [key, by.id, shortName(by.name), storable(text)];
        await tx.last(NOTE, [tx.tenantId, ref.conversationId, uuid(), ...words, noticeOf(ref, 'state', 0)]);
      }),
  };
}

async function recall(tx: Tx, workflowId: string): Promise<Recalled> {
  const [row] = await tx.last<Recalled>(RECALL, [tx.tenantId, workflowId]);
  if (row === undefined) throw new NotFound(`conversation ${workflowId}: nobody has written in it yet`);
  return row;
}
