import type { HandoffBook, HandoffFilter, HandoffRecord, RatingReport } from '#domain/handoff/handoff-book.ts';
import { PRIORITIES } from '#domain/handoff/priority.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import { exactly } from '#adapters/db/inbox/entry-json.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import type { Database } from '#adapters/db/pool.ts';
import { HANDOFF_FROM, HANDOFF_JSON } from './handoff-json.ts';

/** `null` = any; for the holder '' = nobody. */
const WANTED = `h.tenant_id = $1
  AND ($3::text IS NULL OR coalesce(h.holder_id, '') = $3) AND ($4::int IS NULL OR h.priority = $4)
  AND ($5::text IS NULL OR h.requested_by = $5) AND (NOT $6::boolean OR h.rating IS NOT NULL)
  AND ($7::uuid IS NULL OR h.conversation_id = $7)`;

const OPEN_KEY = `(h.claimed_at IS NOT NULL), (- h.priority), h.created_at, h.id`;

const LIST_OPEN: Statement = {
  name: 'list_open_handoffs',
  text: `
SELECT ${HANDOFF_JSON} AS handoff, ARRAY[(h.claimed_at IS NOT NULL)::int::text, (- h.priority)::text, ${exactly('h.created_at')}, h.id::text] AS key
FROM ${HANDOFF_FROM}
WHERE ${WANTED} AND h.closed_at IS NULL AND ($8::boolean IS NULL OR (h.claimed_at IS NOT NULL) = $8)
  AND ($9::text[] IS NULL OR (${OPEN_KEY}) > (($9[1])::int = 1, ($9[2])::int, ($9[3])::timestamptz, ($9[4])::uuid))
ORDER BY ${OPEN_KEY} LIMIT $2`,
};

const LIST_CLOSED: Statement = {
  name: 'list_closed_handoffs',
  text: `
SELECT ${HANDOFF_JSON} AS handoff, ARRAY['', '', ${exactly('h.closed_at')}, h.id::text] AS key
FROM ${HANDOFF_FROM}
WHERE ${WANTED} AND h.closed_at IS NOT NULL
  AND ($8::text[] IS NULL OR (h.closed_at, h.id) < (($8[3])::timestamptz, ($8[4])::uuid))
ORDER BY h.closed_at DESC, h.id DESC LIMIT $2`,
};

const FIND: Statement = {
  name: 'find_handoff',
  text: `SELECT ${HANDOFF_JSON} AS handoff FROM ${HANDOFF_FROM} WHERE h.tenant_id = $1 AND h.id = $2`,
};

const RATINGS: Statement = {
  name: 'report_ratings',
  text: `
WITH given AS (
  SELECT holder_id, holder_name, rating FROM handoffs
  WHERE tenant_id = $1 AND rating_asked_at >= $2::timestamptz AND rating_asked_at < $3::timestamptz
)
SELECT json_build_object('asked', count(*), 'rated', count(rating), 'average', round(avg(rating), 2),
  'counts', json_build_object('1', count(*) FILTER (WHERE rating = 1), '2', count(*) FILTER (WHERE rating = 2),
    '3', count(*) FILTER (WHERE rating = 3), '4', count(*) FILTER (WHERE rating = 4), '5', count(*) FILTER (WHERE rating = 5)),
  'holders', (SELECT coalesce(json_agg(x.j ORDER BY x.n DESC, x.id), '[]') FROM (
    SELECT holder_id AS id, count(*) AS n, json_build_object('holder', json_build_object('id', holder_id, 'name', max(holder_name)),
      'rated', count(*), 'average', round(avg(rating), 2)) AS j
    FROM given WHERE rating IS NOT NULL AND holder_id IS NOT NULL GROUP BY holder_id) x)) AS report
FROM given`,
};

/** See the port. */
export function createHandoffBook(db: Database): HandoffBook {
  return {
    list: (tenantId, filter, page) => inTenant(db, tenantId, (tx) => list(tx, filter, page)),
    find: (tenantId, id) =>
      inTenant(db, tenantId, async (tx) => {
        const [row] = await tx.last<{ handoff: HandoffRecord }>(FIND, [tenantId, id]);
        return row?.handoff;
      }),
    ratings: (tenantId, { from, to }) =>
      inTenant(db, tenantId, async (tx) => {
        const [row] = await tx.last<{ report: RatingReport }>(RATINGS, [tenantId, from, to]);
        return (
          row?.report ?? { asked: 0, rated: 0, average: null, counts: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }, holders: [] }
        );
      }),
  };
}

async function list(tx: Tx, filter: HandoffFilter, request: PageRequest): Promise<Page<HandoffRecord>> {
  const { state, holder, priority, source, rated, conversationId } = filter;
  const wanted = [
    tx.tenantId,
    rowsWanted(request),
    holder === null ? '' : (holder ?? null),
    priority === undefined ? null : PRIORITIES.indexOf(priority),
    source ?? null,
    rated === true,
    conversationId ?? null,
  ];
  const after = request.after === null ? null : [...request.after];
  const rows = await (state === 'closed'
    ? tx.last<{ handoff: HandoffRecord; key: string[] }>(LIST_CLOSED, [...wanted, after])
    : tx.last<{ handoff: HandoffRecord; key: string[] }>(LIST_OPEN, [
        ...wanted,
        state === 'open' ? null : state === 'held',
        after,
      ]));
  return pageOf(
    rows,
    request,
    (row) => row.handoff,
    (row) => row.key,
  );
}
