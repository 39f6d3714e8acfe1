import type { UsageBook, UsageEntry, UsageFilter, UsageSummary } from '#domain/usage/usage-book.ts';
import { exactly } from '#adapters/db/inbox/entry-json.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import type { Database } from '#adapters/db/pool.ts';

const WANTED = `u.tenant_id = $1 AND u.created_at >= $2::timestamptz AND ($3::uuid IS NULL OR u.conversation_id = $3)
  AND ($4::uuid IS NULL OR u.conversation_id IN (SELECT c.id FROM conversations c WHERE c.tenant_id = $1 AND c.contact_id = $4))`;

const sums = (
  more: string,
) => `json_build_object(${more}'calls', count(*), 'inputTokens', coalesce(sum(x.input_tokens), 0),
  'outputTokens', coalesce(sum(x.output_tokens), 0), 'costNanoUsd', coalesce(sum(x.cost_nano_usd), 0))`;

const SUMMARY: Statement = {
  name: 'usage_summary',
  text: `
WITH x AS MATERIALIZED (
  SELECT u.provider, u.model, u.purpose, u.input_tokens, u.output_tokens, u.cost_nano_usd,
    to_char(u.created_at AT TIME ZONE (SELECT t.time_zone FROM tenants t WHERE t.id = $1), 'YYYY-MM-DD') AS day
  FROM usage_events u WHERE ${WANTED}
)
SELECT (SELECT ${sums('')} FROM x) AS total,
  (SELECT coalesce(json_agg(s.j ORDER BY s.cost DESC, s.model), '[]') FROM (SELECT ${sums(`'provider', x.provider, 'model', x.model, `)} AS j,
    sum(x.cost_nano_usd) AS cost, x.model FROM x GROUP BY x.provider, x.model) s) AS "byModel",
  (SELECT coalesce(json_agg(s.j ORDER BY s.purpose), '[]') FROM (SELECT ${sums(`'purpose', x.purpose, `)} AS j, x.purpose
    FROM x GROUP BY x.purpose) s) AS "byPurpose",
  (SELECT coalesce(json_agg(s.j ORDER BY s.day), '[]') FROM (SELECT ${sums(`'day', x.day, `)} AS j, x.day FROM x GROUP BY x.day) s) AS "byDay"`,
};

const EVENTS: Statement = {
  name: 'usage_events',
  text: `
SELECT json_build_object('id', u.id, 'conversationId', u.conversation_id, 'turn', u.turn, 'purpose', u.purpose, 'provider', u.provider,
    'model', u.model, 'inputTokens', u.input_tokens, 'outputTokens', u.output_tokens, 'costNanoUsd', u.cost_nano_usd,
    'priceSource', u.price_source, 'at', iso_utc(u.created_at)) AS entry, ${exactly('u.created_at')} AS at
FROM usage_events u WHERE ${WANTED} AND ($5::timestamptz IS NULL OR (u.created_at, u.id) < ($5, $6::uuid))
ORDER BY u.created_at DESC, u.id DESC LIMIT $7`,
};

export function createUsageBook(db: Database): UsageBook {
  const valuesOf = (tenantId: string, { since, conversation, contact }: UsageFilter) => [
    tenantId,
    since,
    conversation ?? null,
    contact ?? null,
  ];
  return {
    async summary(tenantId, filter) {
      const [row] = await inTenant(db, tenantId, (tx) =>
        tx.last<{ [K in keyof UsageSummary]: UsageSummary[K] }>(SUMMARY, valuesOf(tenantId, filter)),
      );
      if (row === undefined) throw new Error('a sum over rows gave no row');
      return row;
    },
    async events(tenantId, filter, page) {
      const [at = null, id = null] = page.after ?? [];
      const values = [...valuesOf(tenantId, filter), at, id, rowsWanted(page)];
      const rows = await inTenant(db, tenantId, (tx) => tx.last<{ entry: UsageEntry; at: string }>(EVENTS, values));
      return pageOf(
        rows,
        page,
        (row) => row.entry,
        (row) => [row.at, row.entry.id],
      );
    },
  };
}
