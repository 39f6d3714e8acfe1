import { until } from './server-process.ts';
import type { Stack } from './stack.ts';

/** What must hold after any fault has quieted down; each is empty when it does. */
export interface Violations {
  /** I1: messages we took that have no end: not answered, merged, held, given up or dead-lettered. */
  readonly unanswered: readonly string[];
  /** I2: provider ids that were recorded twice. */
  readonly doubled: readonly string[];
  /** I3: orders or replies without the receipt or the turn that caused them. */
  readonly uncaused: readonly string[];
  /** I4: tool calls with more than one order. */
  readonly doubleEffects: readonly string[];
  /** I5: conversations whose message numbers have gaps. */
  readonly gaps: readonly string[];
  /** I8: steps that were paid for more than once. */
  readonly doubleCosts: readonly string[];
  /** Replies the customer got more than once; allowed only when flagged as resent after a crash. */
  readonly doubleSends: readonly string[];
}

/** Reads the record as the oracle of a fault test. `chatIds` are the fake Telegram's chats to compare with. */
export async function violations(stack: Stack, chatIds: readonly number[] = []): Promise<Violations> {
  const ids = async (text: string) => (await stack.sql<{ id: string }>(text)).map((row) => row.id);
  // A reply is at the customer a moment before its send is recorded; one that stays so is told of below.
  const recorded = async () => (await ids(`SELECT id::text FROM outbox WHERE state = 'sending'`)).length === 0;
  await until('the last sends to be recorded', 15_000, recorded).catch(() => undefined);
  return {
    unanswered: await ids(`
      SELECT m.provider_message_id AS id FROM messages m JOIN turns t USING (tenant_id, conversation_id, turn)
      WHERE m.author = 'customer' AND t.outcome IS NULL
        AND NOT EXISTS (SELECT 1 FROM dead_letters d WHERE d.message_ids ? m.provider_message_id)`),
    doubled: await ids(`
      SELECT provider_message_id AS id FROM messages WHERE author = 'customer'
      GROUP BY tenant_id, channel_id, provider_message_id HAVING count(*) > 1`),
    uncaused: await ids(`
      SELECT 'order ' || o.number AS id FROM orders o WHERE NOT EXISTS (
        SELECT 1 FROM tool_receipts r WHERE r.tenant_id = o.tenant_id AND r.conversation_id = o.conversation_id
          AND r.result #>> '{effect,kind}' = 'order_created' AND (r.result #>> '{effect,orderNumber}')::int = o.number)
      UNION ALL
      SELECT 'reply of turn ' || m.turn FROM messages m WHERE m.author = 'bot' AND NOT EXISTS (
        SELECT 1 FROM turn_steps s WHERE (s.tenant_id, s.conversation_id, s.turn) = (m.tenant_id, m.conversation_id, m.turn) AND s.kind = 'reply')`),
    doubleEffects: await ids(`
      SELECT conversation_id::text || ' turn ' || turn AS id FROM tool_receipts WHERE result #>> '{effect,kind}' = 'order_created'
      GROUP BY tenant_id, conversation_id, turn, step, call_id HAVING count(*) > 1
      UNION ALL
      SELECT 'orders without own receipt: ' || (count(*) - (SELECT count(*) FROM tool_receipts WHERE result #>> '{effect,kind}' = 'order_created'))
      FROM orders HAVING count(*) <> (SELECT count(*) FROM tool_receipts WHERE result #>> '{effect,kind}' = 'order_created')`),
    gaps: await ids(`
      SELECT conversation_id::text AS id FROM messages GROUP BY conversation_id HAVING max(seq) <> count(*) OR min(seq) <> 1`),
    doubleCosts: await ids(`
      SELECT conversation_id::text || ' turn ' || turn AS id FROM usage_events WHERE purpose = 'reply'
      GROUP BY tenant_id, conversation_id, turn, key HAVING count(*) > 1`),
    doubleSends: await doubleSends(stack, chatIds),
  };
}

export const NONE: Violations = {
  unanswered: [],
  doubled: [],
  uncaused: [],
  doubleEffects: [],
  gaps: [],
  doubleCosts: [],
  doubleSends: [],
};

async function doubleSends(stack: Stack, chatIds: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const chatId of chatIds) {
    const sent = stack.telegram.messagesTo(chatId).length;
    const [row] = await stack.sql<{ parts: string; resent: string }>(
      `SELECT count(*) FILTER (WHERE o.state IN ('sent', 'unknown')) AS parts, count(*) FILTER (WHERE o.resent) AS resent
       FROM outbox o JOIN conversations c ON c.tenant_id = o.tenant_id AND c.id = o.conversation_id
       JOIN contact_identities i ON i.tenant_id = c.tenant_id AND i.id = c.identity_id WHERE i.recipient = $1`,
      [String(chatId)],
    );
    const allowed = Number(row?.parts ?? 0) + Number(row?.resent ?? 0);
    if (sent > allowed)
      found.push(`chat ${chatId}: ${sent} messages for ${row?.parts ?? 0} parts (${row?.resent ?? 0} resent)`);
  }
  return found;
}
