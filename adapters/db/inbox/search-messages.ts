import type { FoundMessage, MessageQuestion } from '#domain/inbox/found-message.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import { plainWords } from '#domain/search/query-words.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';

const SEARCH: Statement = {
  name: 'search_messages',
  text: `
SELECT json_build_object('id', m.id, 'seq', m.seq, 'author', m.author, 'staffName', m.staff_name, 'at', iso_utc(m.sent_at),
  'excerpt', x.excerpt, 'conversation', json_build_object('id', c.id, 'channel', ch.channel, 'status', c.status,
    'contact', json_build_object('id', p.id, 'name', p.name))) AS found
FROM search_messages($2::text[], $3, $4::uuid, $5, $6::uuid, $7) AS f (id)
JOIN messages m ON m.tenant_id = $1 AND m.id = f.id
JOIN conversations c ON c.tenant_id = $1 AND c.id = m.conversation_id
JOIN contacts p ON p.tenant_id = $1 AND p.id = c.contact_id
JOIN channels ch ON ch.tenant_id = $1 AND ch.id = c.channel_id
CROSS JOIN LATERAL (SELECT coalesce(m.heard, m.text) AS said) s
CROSS JOIN LATERAL (SELECT substr(s.said, greatest(1, strpos(lower(s.said), $8) - 100), 300) AS excerpt) x
ORDER BY m.id DESC`,
};
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const MOST_WORDS = 12;

/** The words that are asked for; the last one may go on. */
export function askedWords(q: string): { readonly words: readonly string[]; readonly goesOn: boolean } {
  return { words: [...new Set(plainWords(q))].slice(0, MOST_WORDS), goesOn: q.trimEnd().endsWith('*') };
}

/** Messages that have all of the words, the newest first. */
export async function searchMessages(
  tx: Tx,
  { q, author, conversation }: MessageQuestion,
  request: PageRequest,
): Promise<Page<FoundMessage>> {
  const { words, goesOn } = askedWords(q);
  if (words.length === 0) return { items: [], next: null };
  const rows = await tx.last<{ found: FoundMessage }>(SEARCH, [
    tx.tenantId,
    [...words],
    goesOn,
    request.after?.[0] ?? LAST_ID,
    author ?? null,
    conversation ?? null,
    rowsWanted(request),
    words[0] ?? '',
  ]);
  return pageOf(
    rows,
    request,
    (row) => row.found,
    (row) => [row.found.id],
  );
}
