import { visitor } from '#tests/chat/visitor.ts';
import type { Stack } from '#tests/support/stack.ts';

/** How a customer's message goes through: one answer, or server-sent events (the model then streams as well). */
export type Mode = 'whole' | 'stream';

/** What a customer of a web chat is told, and what the record has of the turn. */
export interface Told {
  readonly reply: string;
  readonly status: string;
  readonly conversationId: string;
}

/** A new visitor's way to say something and read the answer. */
export function asker(stack: Stack, tenant: string, mode: Mode = 'whole'): (message: string) => Promise<Told> {
  const person = visitor(stack, tenant);
  return async (message) => {
    if (mode === 'whole') {
      const { reply, status, conversation_id: conversationId } = await person.say(message);
      return { reply, status, conversationId };
    }
    const events = await person.follow(message);
    const data = (name: string) => events.find(({ event }) => event === name)?.data ?? {};
    const { reply, conversation_id: conversationId } = data('done');
    return { reply: String(reply), status: String(data('meta')['status']), conversationId: String(conversationId) };
  };
}

export interface TurnRecord {
  readonly outcomes: readonly (string | null)[];
  readonly receipts: readonly { readonly tool: string; readonly ok: boolean; readonly code: string | null }[];
  /** `3 Challah, 2 Baguette` for each order of the conversation, oldest first. */
  readonly orders: readonly string[];
  readonly handoffs: readonly { readonly reason: string; readonly by: string }[];
  /** What the bot said, as in the transcript. */
  readonly said: readonly string[];
}

/** Everything on record of a conversation that a wrong tool call could have spoilt. */
export async function turnRecord(stack: Stack, conversationId: string): Promise<TurnRecord> {
  const rows = <Row extends Record<string, unknown>>(text: string) => stack.sql<Row>(text, [conversationId]);
  const turns = await rows<{ outcome: string | null }>(
    'SELECT outcome FROM turns WHERE conversation_id = $1 ORDER BY turn',
  );
  const receipts = await rows<{ tool: string; ok: boolean; code: string | null }>(
    `SELECT tool, (result ->> 'ok')::boolean AS ok, result #>> '{data,error,code}' AS code
     FROM tool_receipts WHERE conversation_id = $1 ORDER BY turn, step, created_at`,
  );
  const orders = await rows<{ items: string }>(
    `SELECT (SELECT string_agg(i.quantity_milli / 1000.0 || ' ' || i.name, ', ' ORDER BY i.line) FROM order_items i
       WHERE i.tenant_id = o.tenant_id AND i.order_id = o.id) AS items FROM orders o WHERE conversation_id = $1 ORDER BY number`,
  );
  const handoffs = await rows<{ reason: string; by: string }>(
    'SELECT reason, requested_by AS by FROM handoffs WHERE conversation_id = $1',
  );
  const said = await rows<{ text: string }>(
    `SELECT text FROM messages WHERE conversation_id = $1 AND author = 'bot' ORDER BY seq`,
  );
  return {
    outcomes: turns.map(({ outcome }) => outcome),
    receipts,
    orders: orders.map(({ items }) => items.replaceAll(/\.0+(?= )/g, '')),
    handoffs,
    said: said.map(({ text }) => text),
  };
}
