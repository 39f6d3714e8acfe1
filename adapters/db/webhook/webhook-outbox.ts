import { v7 as uuid } from 'uuid';
import type { WebhookOutbox } from '#domain/webhook/webhook-outbox.ts';
import { wantsFact } from '#domain/webhook/webhook-endpoint.ts';
import { inTenant, withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';

const BACKLOG: Statement = { name: 'webhook_backlog', text: 'SELECT tenant_id AS id FROM webhook_backlog($1)' };

/** A process that dies gives the feed free in half a minute; the next one finds what it wrote by the facts' ids. */
const LEASE: Statement = {
  name: 'lease_webhook_cursor',
  text: `
UPDATE webhook_cursors c SET leased_until = now() + interval '30 seconds'
WHERE c.tenant_id = $1 AND (c.leased_until IS NULL OR c.leased_until < now())
RETURNING c.seen::text, c.part_until::text AS until, c.part_up_to::text AS "upTo"`,
};
const WANTED: Statement = {
  name: 'wanted_webhooks',
  text: `SELECT id, types FROM webhook_endpoints WHERE tenant_id = $1 AND status = 'active' ORDER BY id`,
};
const PUT: Statement = {
  name: 'put_webhooks',
  text: `
INSERT INTO webhook_deliveries (tenant_id, id, endpoint_id, event_id, type, conversation_id, payload, batch)
SELECT $1, g.id, g."endpointId", g."eventId", g.type, g."conversationId", g.payload, g.batch FROM jsonb_to_recordset($2::jsonb)
  AS g (id uuid, "endpointId" uuid, "eventId" uuid, type text, "conversationId" uuid, payload text, batch uuid)
ON CONFLICT (tenant_id, endpoint_id, event_id) DO NOTHING RETURNING batch`,
};
const MOVE: Statement = {
  name: 'move_webhook_cursor',
  text: `
UPDATE webhook_cursors SET seen = $2::text::pg_snapshot, part_until = $3::text::pg_snapshot, part_up_to = $4::text::bigint
WHERE tenant_id = $1`,
};
const RELEASE: Statement = {
  name: 'release_webhook_cursor',
  text: 'UPDATE webhook_cursors SET leased_until = NULL WHERE tenant_id = $1',
};

interface Wanted {
  id: string;
  types: string[];
}

export function createWebhookOutbox(db: Database): WebhookOutbox {
  return {
    backlog: async (most) => (await withoutTenant<{ id: string }>(db, BACKLOG, [most])).map(({ id }) => id),
    lease: (tenantId) =>
      inTenant(db, tenantId, async (tx) => {
        const [row] = await tx.rows<{ seen: string; until: string | null; upTo: string | null }>(LEASE, [tenantId]);
        if (row === undefined) return undefined;
        const wanted = await tx.rows<Wanted & object>(WANTED, [tenantId]);
        const { seen, until, upTo } = row;
        const place = { seen, part: until === null || upTo === null ? null : { until, upTo } };
        return { place, types: wanted.map(({ types }) => types) };
      }),
    put: (tenantId, facts, { seen, part }) =>
      inTenant(db, tenantId, async (tx) => {
        const endpoints = facts.length === 0 ? [] : await tx.rows<Wanted & object>(WANTED, [tenantId]);
        const rows = endpoints.flatMap(({ id: endpointId, types }) => {
          const batch = uuid();
          const wanted = facts.filter(({ type }) => wantsFact(types, type));
          return wanted.map((fact) => ({ ...fact, id: uuid(), endpointId, batch }));
        });
        const made = rows.length === 0 ? [] : await tx.rows<{ batch: string }>(PUT, [tenantId, toJsonb(rows)]);
        await tx.last(MOVE, [tenantId, seen, part?.until ?? null, part?.upTo ?? null]);
        return [...new Set(made.map((row) => row.batch))].map((batch) => ({ tenantId, batch }));
      }),
    async release(tenantId) {
      await inTenant(db, tenantId, (tx) => tx.last(RELEASE, [tenantId]));
    },
  };
}
