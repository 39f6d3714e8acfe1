import type { Feed, FeedPage, FeedPlace, PlacedFact } from '#domain/live/feed-event.ts';
import { inTenant, withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

const END: Statement = { name: 'feed_end', text: `SELECT pg_current_snapshot()::text AS seen` };

const NEWS: Statement = {
  name: 'feed_news',
  text: `SELECT tenant_id AS id FROM feed_news($1, $2::text[]::pg_snapshot[])`,
};

const PRUNE: Statement = { name: 'prune_feed', text: 'SELECT prune_feed($1) AS gone' };

/**
 * What `seen` does not show and `until` does: of all that was committed between two looks, in the order in which it was
 * written. Who writes about a conversation holds its row, so this is the order of commits for each conversation.
 */
const READ: Statement = {
  name: 'read_feed',
  text: `
SELECT s.until::text, f.xid::text, f.id::text AS number, f.type, f.conversation_id AS "conversationId",
  f.subject_kind AS "subjectKind", f.subject_id AS "subjectId", iso_utc(f.created_at) AS at
FROM (SELECT coalesce($3::text::pg_snapshot, pg_current_snapshot()) AS until, $2::text::pg_snapshot AS seen) s
LEFT JOIN LATERAL (
  SELECT * FROM feed WHERE tenant_id = $1 AND xid >= pg_snapshot_xmin(s.seen) AND NOT pg_visible_in_snapshot(xid, s.seen)
    AND pg_visible_in_snapshot(xid, s.until) AND id > $4
  ORDER BY id LIMIT $5
) f ON true ORDER BY f.id`,
};

type Row = { until: string } & (
  | { xid: null }
  | {
      xid: string;
      number: string;
      type: string;
      conversationId: string | null;
      subjectKind: string | null;
      subjectId: string | null;
      at: string;
    }
);

/** The feed in Postgres. */
export function createFeed(db: Database): Feed {
  return {
    async end() {
      const [row] = await withoutTenant<{ seen: string }>(db, END);
      if (row === undefined) throw new Error('the database did not say what it shows');
      return { seen: row.seen, part: null };
    },
    read: (tenantId, place, limit) => inTenant(db, tenantId, (tx) => readFeed(tx, place, limit)),
    async news(places) {
      if (places.size === 0) return [];
      const seen = [...places.values()].map((place) => place.seen);
      return (await withoutTenant<{ id: string }>(db, NEWS, [[...places.keys()], seen])).map(({ id }) => id);
    },
    async prune(most) {
      const [row] = await withoutTenant<{ gone: string }>(db, PRUNE, [most]);
      return Number(row?.gone ?? 0);
    },
  };
}

/** See `Feed.read`. The read is the transaction's last statement. */
export async function readFeed(tx: Tx, { seen, part }: FeedPlace, limit: number): Promise<FeedPage> {
  const rows = await tx.last<Row>(READ, [tx.tenantId, seen, part?.until ?? null, part?.upTo ?? '0', limit]);
  const until = rows[0]?.until;
  if (until === undefined) throw new Error('the feed was not read');
  const found = rows.flatMap((row) => (row.xid === null ? [] : [row]));
  const isWhole = found.length < limit;
  const facts = found.map((row, index): PlacedFact => {
    const isLast = isWhole && index === found.length - 1;
    return {
      key: `${row.xid}-${row.number}`,
      type: row.type,
      conversationId: row.conversationId,
      subject: row.subjectKind !== null && row.subjectId !== null ? { kind: row.subjectKind, id: row.subjectId } : null,
      at: row.at,
      place: isLast ? { seen: until, part: null } : { seen, part: { until, upTo: row.number } },
    };
  });
  const place = isWhole ? { seen: until, part: null } : (facts.at(-1)?.place ?? { seen, part });
  return { facts, place, more: !isWhole || part !== null };
}
