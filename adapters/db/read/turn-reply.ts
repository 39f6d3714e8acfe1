import type { MessageRef } from '#domain/message/message-ref.ts';
import type { TurnReply } from '#domain/turn/turn-reply.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

// A turn that nobody was to answer was never finished: it has no stage and status of its own.
const READ: Statement = {
  name: 'turn_reply',
  text: `
SELECT c.id AS "conversationId", t.turn, coalesce(t.stage, c.stage) AS stage, coalesce(t.status, c.status) AS status,
  t.summary_used AS "summaryUsed",
  coalesce((SELECT b.text FROM messages b WHERE b.tenant_id = $1 AND b.conversation_id = c.id AND b.turn = t.turn
    AND b.author = 'bot' ORDER BY b.seq DESC LIMIT 1), '') AS reply,
  (SELECT coalesce(json_agg(json_build_object('name', r.tool, 'input', r.input, 'result', r.result->'data')
    ORDER BY r.step, r.created_at), '[]') FROM tool_receipts r
    WHERE r.tenant_id = $1 AND r.conversation_id = c.id AND r.turn = t.turn) AS "toolCalls",
  (SELECT json_build_object('provider', (array_agg(u.provider ORDER BY u.created_at DESC))[1],
      'model', (array_agg(u.model ORDER BY u.created_at DESC))[1], 'inputTokens', coalesce(sum(u.input_tokens), 0),
      'outputTokens', coalesce(sum(u.output_tokens), 0), 'costNanoUsd', coalesce(sum(u.cost_nano_usd), 0))
    FROM usage_events u WHERE u.tenant_id = $1 AND u.conversation_id = c.id AND u.turn = t.turn AND u.purpose = 'reply') AS usage,
  (SELECT count(*)::int FROM turn_steps s WHERE s.tenant_id = $1 AND s.conversation_id = c.id AND s.turn = t.turn
    AND s.kind = 'violation') AS "gateRetries"
FROM conversations c
JOIN messages m ON m.tenant_id = c.tenant_id AND m.conversation_id = c.id AND m.channel_id = c.channel_id
JOIN turns t ON t.tenant_id = c.tenant_id AND t.conversation_id = c.id AND t.turn = m.turn
WHERE c.tenant_id = $1 AND c.workflow_id = $2 AND m.provider_message_id = $3 AND t.outcome IS NOT NULL`,
};

/** The finished turn that answers a message; undefined while it is not finished. */
export async function readTurnReply(db: Database, message: MessageRef): Promise<TurnReply | undefined> {
  const { tenantId, workflowId, messageId } = message;
  const [row] = await inTenant(db, tenantId, (tx) => tx.rows<TurnReply>(READ, [tenantId, workflowId, messageId]));
  return row;
}
