import type { Keyring } from '#adapters/crypto/keyring.ts';
import type { WebhookBatch } from '#domain/webhook/webhook-delivery.ts';
import type { WebhookDesk } from '#domain/webhook/webhook-desk.ts';
import { inTenant, withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { storable } from '#adapters/db/to-jsonb.ts';
import { secretPlace } from './endpoint-json.ts';

const PENDING: Statement = {
  name: 'pending_webhooks',
  text: `SELECT id FROM webhook_deliveries WHERE tenant_id = $1 AND batch = $2 AND status = 'pending' ORDER BY created_at, id`,
};
const OPEN: Statement = {
  name: 'open_webhook',
  text: `
SELECT d.id, d.event_id AS "eventId", d.payload, d.attempts, e.id AS "endpointId", e.url, e.status = 'active' AS "isActive",
  e.sealed_secret AS sealed, CASE WHEN e.old_secret_until > now() THEN e.sealed_old_secret END AS "sealedOld"
FROM webhook_deliveries d JOIN webhook_endpoints e ON e.tenant_id = d.tenant_id AND e.id = d.endpoint_id
WHERE d.tenant_id = $1 AND d.id = $2 AND d.status = 'pending'`,
};
const DELIVERED: Statement = {
  name: 'webhook_delivered',
  text: `
WITH done AS (
  UPDATE webhook_deliveries SET status = 'delivered', attempts = attempts + 1, response_status = $3, error = NULL,
    delivered_at = now()
  WHERE tenant_id = $1 AND id = $2 AND status = 'pending' RETURNING endpoint_id
)
UPDATE webhook_endpoints e SET failing_since = NULL, last_error = NULL, last_success_at = now()
FROM done WHERE e.tenant_id = $1 AND e.id = done.endpoint_id`,
};
const FAILED: Statement = {
  name: 'webhook_failed',
  text: `
WITH tried AS (
  UPDATE webhook_deliveries SET attempts = attempts + 1, response_status = $3, error = $4,
    due_at = now() + $5::double precision * interval '1 millisecond'
  WHERE tenant_id = $1 AND id = $2 AND status = 'pending' RETURNING endpoint_id
)
UPDATE webhook_endpoints e SET failing_since = coalesce(e.failing_since, now()), last_error = $4
FROM tried WHERE e.tenant_id = $1 AND e.id = tried.endpoint_id`,
};
/** Three days without one success are no passing trouble. */
const DEAD: Statement = {
  name: 'webhook_dead',
  text: `
WITH buried AS (
  UPDATE webhook_deliveries SET status = 'dead', attempts = attempts + 1, response_status = $3, error = $4
  WHERE tenant_id = $1 AND id = $2 AND status = 'pending' RETURNING endpoint_id
), failing AS (
  UPDATE webhook_endpoints e SET failing_since = coalesce(e.failing_since, now()), last_error = $4,
    status = CASE WHEN e.status = 'active' AND ($5 OR e.failing_since < now() - interval '3 days') THEN 'disabled' ELSE e.status END
  FROM buried, webhook_endpoints before
  WHERE e.tenant_id = $1 AND e.id = buried.endpoint_id AND before.tenant_id = $1 AND before.id = e.id
  RETURNING e.id, before.status AS before, e.status AS after
)
INSERT INTO feed (tenant_id, type, subject_kind, subject_id)
SELECT $1, 'webhook.disabled', 'webhook', id FROM failing WHERE before = 'active' AND after = 'disabled'`,
};
const OVERDUE: Statement = {
  name: 'overdue_webhooks',
  text: 'SELECT tenant_id AS "tenantId", batch FROM overdue_webhooks($1)',
};
const PRUNE: Statement = { name: 'prune_webhooks', text: 'SELECT prune_webhooks($1) AS gone' };

const LONGEST_ERROR = 300;

interface OpenRow {
  id: string;
  eventId: string;
  payload: string;
  attempts: number;
  endpointId: string;
  url: string;
  isActive: boolean;
  sealed: Uint8Array;
  sealedOld: Uint8Array | null;
}

export function createWebhookDesk(db: Database, keyring: Keyring): WebhookDesk {
  return {
    async pending({ tenantId, batch }) {
      const rows = await inTenant(db, tenantId, (tx) => tx.last<{ id: string }>(PENDING, [tenantId, batch]));
      return rows.map(({ id }) => id);
    },
    async open(tenantId, deliveryId) {
      const [row] = await inTenant(db, tenantId, (tx) => tx.last<OpenRow & object>(OPEN, [tenantId, deliveryId]));
      if (row === undefined) return undefined;
      const { sealed, sealedOld, endpointId, ...due } = row;
      const secrets = [sealed, sealedOld].flatMap((secret) =>
        secret === null ? [] : [keyring.open(secret, secretPlace(tenantId, endpointId))],
      );
      return { ...due, secrets };
    },
    async settle(tenantId, deliveryId, outcome) {
      const key = [tenantId, deliveryId, outcome.status];
      await inTenant(db, tenantId, (tx) => {
        if (outcome.kind === 'delivered') return tx.last(DELIVERED, key);
        const error = storable(outcome.error).slice(0, LONGEST_ERROR);
        if (outcome.kind === 'failed') return tx.last(FAILED, [...key, error, outcome.waitMs]);
        return tx.last(DEAD, [...key, error, outcome.isGone]);
      });
    },
    overdue: (most) => withoutTenant<WebhookBatch & object>(db, OVERDUE, [most]),
    async prune(most) {
      const [row] = await withoutTenant<{ gone: string }>(db, PRUNE, [most]);
      return Number(row?.gone ?? 0);
    },
  };
}
