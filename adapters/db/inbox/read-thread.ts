import type { ThreadMessage } from '#domain/inbox/thread-message.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';

/** What is known of one part: the provider's word when there is one, else how sending it ended. */
const STATE = `coalesce(d.status, CASE b.state WHEN 'sending' THEN 'queued' WHEN 'suppressed' THEN 'failed' ELSE b.state END)`;

const PARTS = `(SELECT json_agg(json_build_object('part', b.part, 'text', b.text, 'state', ${STATE}, 'at', iso_utc(d.at),
    'failure', coalesce(nullif(concat_ws(': ', d.failure_code, d.failure_reason), ''), b.error)) ORDER BY b.part)
  FROM outbox b LEFT JOIN delivery_statuses d ON d.tenant_id = b.tenant_id AND d.channel_id = m.channel_id
    AND d.provider_message_id = b.provider_message_id
  WHERE b.tenant_id = m.tenant_id AND b.conversation_id = m.conversation_id AND b.turn = m.turn)`;

const MESSAGE_JSON = `json_build_object('id', m.id, 'seq', m.seq, 'author', m.author, 'staffName', m.staff_name, 'kind', m.kind,
  'text', coalesce(m.heard, m.text), 'turn', m.turn, 'at', iso_utc(m.sent_at), 'attachments', coalesce(m.attachments, '[]'),
  -- Only what we sent has parts: a colleague who wrote in the provider's own app did so past us.
  'parts', CASE WHEN m.author IN ('bot', 'human') AND m.provider_message_id IS NULL THEN ${PARTS} END)`;

const thread = (order: 'DESC' | 'ASC'): Statement => ({
  name: `thread_${order.toLowerCase()}`,
  text: `SELECT ${MESSAGE_JSON} AS message FROM messages m
WHERE m.tenant_id = $1 AND m.conversation_id = $2 AND m.seq ${order === 'DESC' ? '<' : '>'} $3
ORDER BY m.seq ${order} LIMIT $4`,
});
const NEWEST_FIRST = thread('DESC');
const OLDEST_FIRST = thread('ASC');
const LAST_SEQ = 2 ** 31 - 1;

type Parts = ThreadMessage['parts'];
type Found = Omit<ThreadMessage, 'state' | 'parts'> & { readonly parts: Parts | null };

/** Messages of a conversation by their place in it; a message never changes its place, so pages have no gaps. */
export async function readThread(
  tx: Tx,
  conversationId: string,
  order: 'newest' | 'oldest',
  request: PageRequest,
): Promise<Page<ThreadMessage>> {
  const statement = order === 'newest' ? NEWEST_FIRST : OLDEST_FIRST;
  const from = request.after?.[0] ?? (order === 'newest' ? LAST_SEQ : 0);
  const rows = await tx.rows<{ message: Found }>(statement, [tx.tenantId, conversationId, from, rowsWanted(request)]);
  return pageOf(
    rows,
    request,
    ({ message }) => ({ ...message, parts: message.parts ?? [], state: stateOf(message) }),
    ({ message }) => [String(message.seq)],
  );
}

/** Least far first: a message is where its slowest part is. */
const RANK: Parts[number]['state'][] = ['failed', 'queued', 'unknown', 'sent', 'delivered', 'read'];

function stateOf({ author, parts }: Found): ThreadMessage['state'] {
  if (author === 'customer' || author === 'system') return 'received';
  const states = (parts ?? []).map((part) => part.state);
  return RANK.find((state) => states.includes(state)) ?? 'sent';
}
