import { v7 as uuid } from 'uuid';
import type { Status } from '#domain/conversation/status.ts';
import { readHandoffPolicy } from '#domain/handoff/handoff-policy.ts';
import type { HandoffPolicy } from '#domain/handoff/handoff-policy.ts';
import type { ReviewedHandoff } from '#domain/handoff/handoff-desk.ts';
import { PRIORITIES } from '#domain/handoff/priority.ts';
import { reviewHandoff } from '#domain/handoff/review-handoff.ts';
import type { HandoffMarks, HandoffReview } from '#domain/handoff/review-handoff.ts';
import type { HandoffSource, StaffMember } from '#domain/handoff/staff.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { noticeOf } from '#adapters/db/notice.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import { findCandidate } from './candidate.ts';
import { epochMs } from './handoff-json.ts';
import { shortName } from './short-name.ts';

const LOCK: Statement = {
  name: 'lock_for_review',
  text: `
SELECT t.settings->'handoff' AS policy, t.time_zone FROM conversations c JOIN tenants t ON t.id = c.tenant_id
WHERE c.tenant_id = $1 AND c.id = $2 FOR UPDATE OF c`,
};

/** A person who writes past us holds the conversation without having asked for it. */
const HELD: Statement = {
  name: 'held_handoff',
  text: `
WITH written AS (
  SELECT max(m.created_at) AS at FROM messages m JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
  WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.turn = c.last_turn AND m.author = 'human'
), known AS (
  UPDATE handoffs SET claimed_at = coalesce(claimed_at, now()), holder_id = coalesce($3, holder_id),
    holder_name = coalesce($4, holder_name), first_reply_at = coalesce(first_reply_at, written.at)
  FROM written WHERE tenant_id = $1 AND conversation_id = $2 AND closed_at IS NULL RETURNING id
)
INSERT INTO handoffs (tenant_id, id, conversation_id, turn, reason, requested_by, claimed_at, holder_id, holder_name, first_reply_at)
SELECT $1, $5, $2, c.last_turn, 'answered elsewhere', 'staff', now(), $3, $4, written.at FROM conversations c, written
WHERE c.tenant_id = $1 AND c.id = $2 AND NOT EXISTS (SELECT FROM known)`,
};

const LOAD: Statement = {
  name: 'load_handoff',
  text: `
SELECT h.id, h.requested_by AS source, h.priority, h.marks, h.summary IS NULL AS unsummarized, h.holder_id AS "holderId",
  ${epochMs('h.created_at')} AS "openedAt", ${epochMs('h.queued_at')} AS "queuedAt", ${epochMs('h.claimed_at')} AS "claimedAt",
  ${epochMs('h.first_reply_at')} AS "firstReplyAt", ${epochMs('said.waiting')} AS "waitingSince",
  ${epochMs('coalesce(said.last, h.created_at)')} AS "lastWordAt"
FROM handoffs h, LATERAL (
  SELECT min(m.created_at) FILTER (WHERE m.author = 'customer' AND m.seq > coalesce(answer.seq, 0)) AS waiting,
    max(m.created_at) AS last
  FROM messages m, (SELECT max(a.seq) AS seq FROM messages a
    WHERE a.tenant_id = $1 AND a.conversation_id = $2 AND a.turn >= h.turn AND a.author = 'human') answer
  WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.turn >= h.turn AND m.author IN ('customer', 'human')
) said
WHERE h.tenant_id = $1 AND h.conversation_id = $2 AND h.closed_at IS NULL`,
};

const SAVE: Statement = {
  name: 'save_review',
  text: `
WITH saved AS (
  UPDATE handoffs SET priority = $4, marks = $5, dues = $6, holder_id = coalesce(holder_id, $7), holder_name = coalesce(holder_name, $8)
  WHERE tenant_id = $1 AND id = $3 AND closed_at IS NULL RETURNING id
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  SELECT $1, e.id, $2, 'limit:' || e.id, 'handoff_escalated',
    jsonb_build_object('handoff', saved.id, 'limit', e.name, 'priority', $9::text)
  FROM saved, jsonb_to_recordset($10::jsonb) AS e (id uuid, name text)
)
SELECT CASE WHEN jsonb_array_length($10::jsonb) > 0 THEN pg_notify('colloquy_events', $11) END FROM saved`,
};

interface Row {
  id: string;
  source: HandoffSource;
  priority: number;
  marks: HandoffMarks;
  unsummarized: boolean;
  holderId: string | null;
  openedAt: number;
  queuedAt: number;
  claimedAt: number | null;
  firstReplyAt: number | null;
  waitingSince: number | null;
  lastWordAt: number;
}

const NONE: ReviewedHandoff = { handoffId: null, source: null, step: null, dues: null, unsummarized: false };

/** See `HandoffDesk.review`. */
export async function review(
  tx: Tx,
  ref: ConversationRef,
  { status, assignee, now }: { readonly status: Status; readonly assignee: StaffMember | null; readonly now: number },
): Promise<ReviewedHandoff> {
  const place = [tx.tenantId, ref.conversationId];
  const [shop] = await tx.rows<{ policy: unknown; time_zone: string }>(LOCK, place);
  if (shop === undefined || status === 'bot' || status === 'closed') return NONE;
  if (status === 'human') {
    const holder = assignee === null ? [null, null] : [assignee.id, shortName(assignee.name)];
    await tx.rows(HELD, [...place, ...holder, uuid()]);
  }
  const [row] = await tx.rows<Row>(LOAD, place);
  if (row === undefined) return NONE;
  const policy = readHandoffPolicy(shop.policy);
  const { hours, holidays } = policy;
  const facts = { ...row, status, priority: PRIORITIES[row.priority] ?? 'normal' };
  const candidate = await candidateOf(tx, row, policy);
  const calendar = { hours, holidays, timeZone: shop.time_zone };
  const found = reviewHandoff({ ...facts, candidate }, policy, { calendar, now });
  await save(tx, ref, row, found);
  return {
    handoffId: row.id,
    source: row.source,
    step: found.step,
    dues: found.dues,
    unsummarized: row.unsummarized,
  };
}

async function candidateOf(
  tx: Tx,
  { claimedAt, marks }: Row,
  { assignment }: HandoffPolicy,
): Promise<StaffMember | null> {
  return assignment === 'automatic' && claimedAt === null ? findCandidate(tx, marks.tried ?? []) : null;
}

async function save(tx: Tx, ref: ConversationRef, row: Row, found: HandoffReview): Promise<void> {
  // Given to somebody: it counts for them from now on, so that the next handoff goes to another.
  const to = found.step?.kind === 'assign' ? found.step.to : null;
  await tx.last(SAVE, [
    tx.tenantId,
    ref.conversationId,
    row.id,
    PRIORITIES.indexOf(found.priority),
    toJsonb(found.marks),
    toJsonb(found.dues),
    to?.id ?? null,
    to === null ? null : shortName(to.name),
    found.priority,
    toJsonb(found.broken.map((name) => ({ id: uuid(), name }))),
    noticeOf(ref, 'state', 0),
  ]);
}
