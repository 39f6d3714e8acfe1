import { v7 as uuid } from 'uuid';
import type { HandoffBrief } from '#domain/handoff/handoff-desk.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { UsageRecord } from '#domain/turn/step.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { noticeOf } from '#adapters/db/notice.ts';
import { orNull } from '#adapters/db/to-jsonb.ts';

const LOAD: Statement = {
  name: 'load_handoff_brief',
  text: `
SELECT h.requested_by AS source, h.reason, ARRAY(SELECT '#' || o.number || ' ' || o.status FROM orders o
  WHERE o.tenant_id = $1 AND o.contact_id = c.contact_id ORDER BY o.number DESC LIMIT 5) AS orders
FROM handoffs h JOIN conversations c ON c.tenant_id = h.tenant_id AND c.id = h.conversation_id
WHERE h.tenant_id = $1 AND h.conversation_id = $2 AND h.id = $3 AND h.closed_at IS NULL AND h.summary IS NULL`,
};

const SAVE: Statement = {
  name: 'save_handoff_summary',
  text: `
WITH paid AS (
  INSERT INTO usage_events (tenant_id, id, conversation_id, key, purpose, provider, model, input_tokens, output_tokens,
    cost_nano_usd, price_source)
  VALUES ($1, $5, $2, 'handoff:' || $3::uuid, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (tenant_id, conversation_id, key) DO NOTHING
), saved AS (
  UPDATE handoffs SET summary = $4 WHERE tenant_id = $1 AND id = $3 AND summary IS NULL AND $4::text IS NOT NULL RETURNING id
)
SELECT pg_notify('colloquy_events', $13) FROM saved`,
};

/** See `HandoffDesk.brief`; null as well when it has its summary. */
export async function loadBrief(tx: Tx, ref: ConversationRef, handoffId: string): Promise<HandoffBrief | null> {
  const [row] = await tx.last<HandoffBrief>(LOAD, [tx.tenantId, ref.conversationId, handoffId]);
  return row ?? null;
}

/** See `HandoffDesk.saveSummary`. */
export async function saveSummary(
  tx: Tx,
  ref: ConversationRef,
  input: { readonly handoffId: string; readonly text: string | null; readonly usage: UsageRecord },
): Promise<void> {
  const { usage } = input;
  await tx.last(SAVE, [
    tx.tenantId,
    ref.conversationId,
    input.handoffId,
    orNull(input.text),
    uuid(),
    usage.purpose,
    usage.provider,
    usage.model,
    usage.inputTokens,
    usage.outputTokens,
    usage.costNanoUsd,
    usage.priceSource,
    noticeOf(ref, 'state', 0),
  ]);
}
