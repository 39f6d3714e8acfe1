import { v7 as uuid } from 'uuid';
import { NotFound } from '#domain/errors.ts';
import type { WebhookBook } from '#domain/webhook/webhook-book.ts';
import type { WebhookDelivery } from '#domain/webhook/webhook-delivery.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import { exactly } from '#adapters/db/inbox/entry-json.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import type { Database } from '#adapters/db/pool.ts';
import { DELIVERY_JSON } from './endpoint-json.ts';
import { readEndpoint } from './webhook-endpoints.ts';

const LIST: Statement = {
  name: 'list_webhook_deliveries',
  text: `
SELECT ${DELIVERY_JSON} AS delivery, ${exactly('d.created_at')} AS at FROM webhook_deliveries d
WHERE d.tenant_id = $1 AND d.endpoint_id = $2 AND ($3::text IS NULL OR d.status = $3)
  AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid))
ORDER BY d.created_at DESC, d.id DESC LIMIT $6`,
};
const ONE: Statement = {
  name: 'webhook_delivery',
  text: `
SELECT ${DELIVERY_JSON} AS delivery, d.payload FROM webhook_deliveries d
WHERE d.tenant_id = $1 AND d.endpoint_id = $2 AND d.id = $3`,
};
const AGAIN = `status = 'pending', attempts = 0, batch = $4, due_at = now(), delivered_at = NULL`;
const REPLAY: Statement = {
  name: 'replay_webhook',
  text: `
UPDATE webhook_deliveries SET ${AGAIN} WHERE tenant_id = $1 AND endpoint_id = $2 AND id = $3 RETURNING id`,
};
/** At most as many as one workflow carries out; asked for again, the next ones follow. */
const REPLAY_DEAD: Statement = {
  name: 'replay_dead_webhooks',
  text: `
UPDATE webhook_deliveries SET ${AGAIN} WHERE tenant_id = $1 AND id IN (SELECT d.id FROM webhook_deliveries d
  WHERE d.tenant_id = $1 AND d.endpoint_id = $2 AND d.status = 'dead' AND d.created_at >= $3
  ORDER BY d.created_at DESC, d.id DESC LIMIT 200)
RETURNING id`,
};
const TEST: Statement = {
  name: 'test_webhook',
  text: `
INSERT INTO webhook_deliveries (tenant_id, id, endpoint_id, event_id, type, payload, batch) VALUES ($1, $3, $2, $3, $4, $5, $6)`,
};

type Row = { delivery: WebhookDelivery; at: string; payload: string };

type Deliveries = Pick<WebhookBook, 'deliveries' | 'delivery' | 'replay' | 'replayDead' | 'sendTest'>;

export function createWebhookDeliveries(db: Database): Deliveries {
  return {
    deliveries: (tenantId, endpointId, { status }, request) =>
      inTenant(db, tenantId, async (tx) => {
        await readEndpoint(tx, endpointId);
        const [at = null, id = null] = request.after ?? [];
        const values = [tenantId, endpointId, status ?? null, at, id, rowsWanted(request)];
        const rows = await tx.rows<Row>(LIST, values);
        return pageOf(
          rows,
          request,
          (row) => row.delivery,
          (row) => [row.at, row.delivery.id],
        );
      }),
    async delivery(tenantId, endpointId, id) {
      const [row] = await inTenant(db, tenantId, (tx) => tx.last<Row>(ONE, [tenantId, endpointId, id]));
      if (row === undefined) throw unknownDelivery(id);
      return { ...row.delivery, payload: row.payload };
    },
    async replay(tenantId, endpointId, id) {
      const batch = uuid();
      const done = await inTenant(db, tenantId, (tx) => tx.rows(REPLAY, [tenantId, endpointId, id, batch]));
      if (done.length === 0) throw unknownDelivery(id);
      return { tenantId, batch };
    },
    replayDead: (tenantId, endpointId, since) =>
      inTenant(db, tenantId, async (tx) => {
        await readEndpoint(tx, endpointId);
        const batch = uuid();
        const { length } = await tx.rows(REPLAY_DEAD, [tenantId, endpointId, since, batch]);
        return length === 0 ? null : { tenantId, batch, count: length };
      }),
    sendTest: (tenantId, endpointId) =>
      inTenant(db, tenantId, async (tx) => {
        await readEndpoint(tx, endpointId);
        const [eventId, batch, type] = [uuid(), uuid(), 'webhook.test'];
        const payload = JSON.stringify({
          type,
          timestamp: new Date().toISOString(),
          data: { endpoint_id: endpointId },
        });
        await tx.rows(TEST, [tenantId, endpointId, eventId, type, payload, batch]);
        return { tenantId, batch };
      }),
  };
}

function unknownDelivery(id: string): NotFound {
  return new NotFound(`there is no delivery "${id}" at this endpoint`);
}
