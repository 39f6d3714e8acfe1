import type { ConversationEvent, Note } from '#domain/inbox/note.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import { exactly } from './entry-json.ts';

const NOTES: Statement = {
  name: 'notes_of_conversation',
  text: `
SELECT json_build_object('id', n.id, 'by', json_build_object('id', n.staff_id, 'name', n.staff_name), 'text', n.text,
  'at', iso_utc(n.created_at)) AS item, ${exactly('n.created_at')} AS at
FROM notes n WHERE n.tenant_id = $1 AND n.conversation_id = $2
  AND ($3::timestamptz IS NULL OR (n.created_at, n.id) < ($3, $4::uuid))
ORDER BY n.created_at DESC, n.id DESC LIMIT $5`,
};

const EVENTS: Statement = {
  name: 'events_of_conversation',
  text: `
SELECT json_build_object('id', e.id, 'type', e.type, 'data', e.data, 'at', iso_utc(e.created_at)) AS item,
  ${exactly('e.created_at')} AS at
FROM events e WHERE e.tenant_id = $1 AND e.conversation_id = $2
  AND ($3::timestamptz IS NULL OR (e.created_at, e.id) < ($3, $4::uuid))
ORDER BY e.created_at DESC, e.id DESC LIMIT $5`,
};

/** What colleagues noted for each other, the newest first. */
export function readNotes(tx: Tx, conversationId: string, request: PageRequest): Promise<Page<Note>> {
  return read<Note>(tx, NOTES, conversationId, request);
}

/** How the conversation moved (stages, turns, state), the newest first. */
export function readEvents(tx: Tx, conversationId: string, request: PageRequest): Promise<Page<ConversationEvent>> {
  return read<ConversationEvent>(tx, EVENTS, conversationId, request);
}

async function read<T extends { readonly id: string }>(
  tx: Tx,
  statement: Statement,
  conversationId: string,
  request: PageRequest,
): Promise<Page<T>> {
  const [at = null, id = null] = request.after ?? [];
  const values = [tx.tenantId, conversationId, at, id, rowsWanted(request)];
  const rows = await tx.rows<{ item: T; at: string }>(statement, values);
  return pageOf(
    rows,
    request,
    (row) => row.item,
    (row) => [row.at, row.item.id],
  );
}
