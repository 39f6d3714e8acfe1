import { NotFound } from '#domain/errors.ts';
import type { NoticeContext, OpenedWords } from '#domain/handoff/handoff-desk.ts';
import { readHandoffPolicy } from '#domain/handoff/handoff-policy.ts';
import type { NoticeKind } from '#domain/handoff/handoff-policy.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

const LOCK: Statement = {
  name: 'lock_for_notice',
  text: `
SELECT c.last_turn, c.stage, c.status, t.settings->'handoff' AS policy, t.time_zone, t.language AS shop_language,
  p.language AS contact_language, k.turn AS known_turn, k.outcome,
  (SELECT coalesce(json_agg(x.text ORDER BY x.seq), '[]') FROM (SELECT m.text, m.seq FROM messages m
    WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.author = 'customer' ORDER BY m.seq DESC LIMIT 3) x) AS said
FROM conversations c JOIN tenants t ON t.id = c.tenant_id
JOIN contacts p ON p.tenant_id = c.tenant_id AND p.id = c.contact_id
LEFT JOIN turns k ON k.tenant_id = c.tenant_id AND k.conversation_id = c.id AND k.notice_key = $3
WHERE c.tenant_id = $1 AND c.id = $2 FOR UPDATE OF c`,
};

/** The words become the only step of the turn, so that they are delivered on the same path as the bot's. */
const OPEN: Statement = {
  name: 'open_notice',
  text: `
WITH turn AS (
  INSERT INTO turns (tenant_id, conversation_id, turn, notice_key) VALUES ($1, $2, $3, $4) RETURNING turn
), said AS (
  INSERT INTO turn_steps (tenant_id, conversation_id, turn, step, round, kind, text, tool_calls, violations, stage)
  SELECT $1, $2, turn, 1, 0, 'reply', $5, '[]', '[]', $6 FROM turn
), asked AS (
  UPDATE handoffs SET rating_asked_at = now() WHERE tenant_id = $1 AND id = $7 AND $8 RETURNING id
)
UPDATE conversations SET last_turn = $3, rating_of = coalesce((SELECT id FROM asked), rating_of)
WHERE tenant_id = $1 AND id = $2`,
};

interface Row {
  last_turn: number;
  stage: string;
  policy: unknown;
  time_zone: string;
  shop_language: string;
  contact_language: string | null;
  known_turn: number | null;
  outcome: string | null;
  said: string[];
}

/** See `HandoffDesk.openNotice`. */
export async function openNotice(
  tx: Tx,
  ref: ConversationRef,
  { handoffId, what, key }: { readonly handoffId: string; readonly what: NoticeKind; readonly key: string },
  words: (context: NoticeContext) => string | null,
): Promise<OpenedWords | null> {
  const [row] = await tx.rows<Row>(LOCK, [tx.tenantId, ref.conversationId, key]);
  if (row === undefined) throw new NotFound(`conversation ${ref.conversationId}: not found`);
  if (row.known_turn !== null) return { turn: row.known_turn, finished: row.outcome !== null };
  const text = words({
    policy: readHandoffPolicy(row.policy),
    timeZone: row.time_zone,
    contactLanguage: row.contact_language,
    shopLanguage: row.shop_language,
    said: row.said,
  });
  if (text === null) return null;
  const turn = row.last_turn + 1;
  const isQuestion = what === 'csatQuestion';
  await tx.last(OPEN, [tx.tenantId, ref.conversationId, turn, key, storable(text), row.stage, handoffId, isQuestion]);
  return { turn, finished: false };
}
