import { v7 as uuid } from 'uuid';
import { NotFound } from '#domain/errors.ts';
import type { FollowUpDesk, NudgeCandidate, OpenedNudge } from '#domain/follow-up/follow-up-desk.ts';
import { followUpPolicy, nudgeDelays } from '#domain/follow-up/follow-up-policy.ts';
import { NUDGE_KIND, nudgeNote } from '#domain/follow-up/nudge-note.ts';
import type { NudgePlan, NudgeSituation } from '#domain/follow-up/plan-nudge.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

const MS = (moment: string) => `(extract(epoch FROM ${moment}) * 1000)::float8`;

/** The conversation, locked until the transaction ends, and what speaks for or against writing in it. */
const LOOK: Statement = {
  name: 'look_at_silence',
  text: `
SELECT c.status, c.stage, c.ai_enabled AS "aiEnabled", c.last_turn AS "lastTurn", ch.channel, i.recipient,
  ch.status = 'active' AS "channelActive", t.settings->'followUps' AS policy, coalesce(p.time_zone, t.time_zone) AS "timeZone",
  p.opted_out_at IS NOT NULL OR p.marketing_opted_out_at IS NOT NULL OR i.blocked_at IS NOT NULL AS "optedOut",
  EXISTS (SELECT FROM handoffs h WHERE h.tenant_id = $1 AND h.conversation_id = $2 AND h.closed_at IS NULL) AS "openHandoff",
  last.seq, last.kind, ${MS('last.created_at')} AS "heardAt", ${MS('clock_timestamp()')} AS now,
  (SELECT m.author = 'customer' FROM messages m WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.author <> 'system'
    ORDER BY m.seq DESC LIMIT 1) AS unanswered,
  ${MS(`greatest(
    (SELECT max(o.created_at) FROM orders o WHERE o.tenant_id = $1 AND o.contact_id = c.contact_id AND o.status <> 'cancelled'),
    (SELECT max(b.created_at) FROM bookings b WHERE b.tenant_id = $1 AND b.contact_id = c.contact_id
      AND b.status IN ('held', 'confirmed')))`)} AS "orderedAt"
FROM conversations c
JOIN tenants t ON t.id = c.tenant_id
JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
JOIN contact_identities i ON i.tenant_id = c.tenant_id AND i.id = c.identity_id
JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
LEFT JOIN LATERAL (SELECT m.seq, m.kind, m.created_at FROM messages m
  WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id AND m.author = 'customer' ORDER BY m.seq DESC LIMIT 1) last ON true
WHERE c.tenant_id = $1 AND c.id = $2 FOR UPDATE OF c`,
};

const KNOWN: Statement = {
  name: 'known_nudge',
  text: `SELECT turn, outcome FROM turns WHERE tenant_id = $1 AND conversation_id = $2 AND nudge_key = $3`,
};

/** The note asks the model for the words; it stands in the talk like news of the shop. */
const OPEN: Statement = {
  name: 'open_nudge',
  text: `
WITH turn AS (
  INSERT INTO turns (tenant_id, conversation_id, turn, nudge_key) VALUES ($1, $2, $3, $4)
), note AS (
  INSERT INTO messages (tenant_id, id, conversation_id, channel_id, seq, author, kind, text, turn, after_step, sent_at)
  SELECT $1, $5, $2, c.channel_id, c.message_count + 1, 'system', $6, $7, $3, 0, now()
  FROM conversations c WHERE c.tenant_id = $1 AND c.id = $2
), noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  VALUES ($1, $8, $2, 'nudge:' || $4::text, 'nudge_due', $9::jsonb)
)
UPDATE conversations SET message_count = message_count + 1, last_turn = $3 WHERE tenant_id = $1 AND id = $2`,
};

const SKIP: Statement = {
  name: 'skip_nudge',
  text: `INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
    VALUES ($1, $4, $2, 'nudge:' || $3::text, 'nudge_skipped', $5::jsonb) ON CONFLICT (tenant_id, conversation_id, key) DO NOTHING`,
};

interface Row extends Omit<NudgeSituation, 'policy' | 'position' | 'heardInPublic' | 'unanswered'> {
  policy: unknown;
  lastTurn: number;
  channel: string;
  recipient: string;
  seq: number | null;
  kind: string | null;
  unanswered: boolean | null;
}

/** Follow-ups in Postgres; see the port. */
export function createFollowUpDesk(db: Database): FollowUpDesk {
  return {
    openNudge: (ref, position, decide) => inTenant(db, ref.tenantId, (tx) => openNudge(tx, { ref, position, decide })),
  };
}

interface Asked {
  readonly ref: ConversationRef;
  readonly position: number;
  readonly decide: (candidate: NudgeCandidate) => NudgePlan;
}

async function openNudge(tx: Tx, { ref, position, decide }: Asked): Promise<OpenedNudge> {
  const place = [tx.tenantId, ref.conversationId];
  const [row] = await tx.rows<Row>(LOOK, place);
  if (row === undefined) throw new NotFound(`conversation ${ref.conversationId}: not found`);
  const key = `${row.seq ?? 0}:${position}`;
  const [known] = await tx.rows<{ turn: number; outcome: string | null }>(KNOWN, [...place, key]);
  if (known !== undefined) {
    return known.outcome === null ? { kind: 'send', turn: known.turn } : { kind: 'never', reason: 'done' };
  }
  const candidate = candidateOf(row, position);
  const plan = decide(candidate);
  if (plan.kind === 'later') return plan;
  const { stage, policy, heardAt, now } = candidate.situation;
  if (plan.kind === 'never') {
    await tx.last(SKIP, [...place, key, uuid(), JSON.stringify({ position, stage, reason: plan.reason })]);
    return plan;
  }
  const turn = row.lastTurn + 1;
  const of = nudgeDelays(policy, stage).length;
  const note = nudgeNote({ position, of, stage, silentMs: now - (heardAt ?? now), words: plan.words });
  const data = JSON.stringify({ turn, position, stage });
  await tx.last(OPEN, [...place, turn, key, uuid(), NUDGE_KIND, note, uuid(), data]);
  return { kind: 'send', turn };
}

function candidateOf(row: Row, position: number): NudgeCandidate {
  const { now, stage, status, aiEnabled, openHandoff, optedOut, channelActive, heardAt, orderedAt, timeZone } = row;
  const facts = { now, stage, status, aiEnabled, openHandoff, optedOut, channelActive, heardAt, orderedAt, timeZone };
  const policy = followUpPolicy.parse(row.policy ?? {});
  const said = { unanswered: row.unanswered === true, heardInPublic: row.kind === 'comment' };
  return { channel: row.channel, recipient: row.recipient, situation: { ...facts, ...said, policy, position } };
}
