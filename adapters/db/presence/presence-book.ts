import type { PresenceBook, PresentUser } from '#domain/live/presence.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import { FRESH } from './online-staff.ts';

/** One row a user: what they were before this statement, and what they are behind it. */
const tellChanges = (after: string) => `
INSERT INTO feed (tenant_id, type, subject_kind, subject_id)
SELECT $1, 'presence', 'user', u.user_id FROM touched u
LEFT JOIN (SELECT user_id, max(state) AS state FROM presence WHERE tenant_id = $1 AND ${FRESH} GROUP BY user_id) b USING (user_id)
LEFT JOIN (SELECT user_id, max(state) AS state FROM (${after}) x GROUP BY user_id) a USING (user_id)
WHERE a.state IS DISTINCT FROM b.state OR u.expired AND a.state IS NULL`;

/** Connections of processes that died are swept out by whoever is seen next: until then nobody is there to be told. */
const SEEN: Statement = {
  name: 'presence_seen',
  text: `
WITH given AS (
  SELECT * FROM jsonb_to_recordset($2::jsonb) AS g ("connectionId" uuid, "userId" uuid, state text)
), gone AS (
  DELETE FROM presence WHERE tenant_id = $1 AND NOT ${FRESH} AND connection_id NOT IN (SELECT "connectionId" FROM given)
  RETURNING user_id
), kept AS (
  INSERT INTO presence (tenant_id, connection_id, user_id, state)
  SELECT $1, "connectionId", "userId", state FROM given
  ON CONFLICT (tenant_id, connection_id) DO UPDATE SET state = excluded.state, seen_at = now()
), touched AS (
  SELECT user_id, bool_or(expired) AS expired FROM (
    SELECT "userId" AS user_id, false AS expired FROM given UNION ALL SELECT user_id, true FROM gone) t GROUP BY user_id
)
${tellChanges(`SELECT user_id, state FROM presence WHERE tenant_id = $1 AND ${FRESH}
    AND connection_id NOT IN (SELECT "connectionId" FROM given)
  UNION ALL SELECT "userId", state FROM given`)}`,
};

const LEFT: Statement = {
  name: 'presence_left',
  text: `
WITH gone AS (
  DELETE FROM presence WHERE tenant_id = $1 AND connection_id = ANY ($2::uuid[]) RETURNING user_id
), touched AS (
  SELECT DISTINCT user_id, false AS expired FROM gone
)
${tellChanges(`SELECT user_id, state FROM presence WHERE tenant_id = $1 AND ${FRESH} AND NOT (connection_id = ANY ($2::uuid[]))`)}`,
};

const LIST: Statement = {
  name: 'list_presence',
  text: `
SELECT user_id AS id, max(state) AS state, iso_utc(max(seen_at)) AS "seenAt" FROM presence
WHERE tenant_id = $1 AND ${FRESH} GROUP BY user_id ORDER BY user_id`,
};

/** Presence in Postgres, so that every API process sees the people of all of them. */
export function createPresenceBook(db: Database): PresenceBook {
  return {
    async seen(tenantId, connections) {
      await inTenant(db, tenantId, (tx) => tx.last(SEEN, [tenantId, toJsonb(connections)]));
    },
    async left(tenantId, connectionIds) {
      await inTenant(db, tenantId, (tx) => tx.last(LEFT, [tenantId, [...connectionIds]]));
    },
    list: (tenantId) => inTenant(db, tenantId, (tx) => tx.last<PresentUser & object>(LIST, [tenantId])),
  };
}
