import { newWebhookSecret, shownSecret } from '#adapters/crypto/webhook-signature.ts';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import { Conflict, NotFound } from '#domain/errors.ts';
import type { EndpointWithSecret, WebhookBook } from '#domain/webhook/webhook-book.ts';
import type { WebhookEndpoint } from '#domain/webhook/webhook-endpoint.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { orNull, storable } from '#adapters/db/to-jsonb.ts';
import { ENDPOINT_JSON, secretPlace } from './endpoint-json.ts';

const MOST_ENDPOINTS = 20;

const LIST: Statement = {
  name: 'list_webhook_endpoints',
  text: `SELECT ${ENDPOINT_JSON} AS endpoint FROM webhook_endpoints e WHERE e.tenant_id = $1 ORDER BY e.created_at, e.id`,
};
const ONE: Statement = {
  name: 'webhook_endpoint',
  text: `
SELECT ${ENDPOINT_JSON} AS endpoint, e.sealed_secret AS sealed FROM webhook_endpoints e WHERE e.tenant_id = $1 AND e.id = $2`,
};
const CREATE: Statement = {
  name: 'create_webhook_endpoint',
  text: `
INSERT INTO webhook_endpoints (tenant_id, id, url, description, types, sealed_secret)
SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM webhook_endpoints WHERE tenant_id = $1) < ${MOST_ENDPOINTS}
ON CONFLICT (tenant_id, id) DO NOTHING`,
};
/** Who begins to listen hears of what happens from now on; while others listen, the feed is read on where it was. */
const LISTEN: Statement = {
  name: 'begin_webhooks',
  text: `
INSERT INTO webhook_cursors AS c (tenant_id, seen) VALUES ($1, pg_current_snapshot())
ON CONFLICT (tenant_id) DO UPDATE SET seen = excluded.seen, part_until = NULL, part_up_to = NULL
WHERE NOT EXISTS (SELECT FROM webhook_endpoints e WHERE e.tenant_id = $1 AND e.status = 'active' AND e.id <> $2)`,
};
const CHANGE: Statement = {
  name: 'change_webhook_endpoint',
  text: `
UPDATE webhook_endpoints e SET url = coalesce($3, url), description = coalesce($4, description), types = coalesce($5, types),
  status = coalesce($6, status), failing_since = CASE WHEN $6 = 'active' THEN NULL ELSE failing_since END, updated_at = now()
WHERE e.tenant_id = $1 AND e.id = $2 RETURNING ${ENDPOINT_JSON} AS endpoint`,
};
const REMOVE: Statement = {
  name: 'remove_webhook_endpoint',
  text: `DELETE FROM webhook_endpoints WHERE tenant_id = $1 AND id = $2 RETURNING id`,
};
const ROTATE: Statement = {
  name: 'rotate_webhook_secret',
  text: `
UPDATE webhook_endpoints e SET sealed_old_secret = sealed_secret, old_secret_until = now() + interval '24 hours',
  sealed_secret = $3, updated_at = now()
WHERE e.tenant_id = $1 AND e.id = $2 RETURNING ${ENDPOINT_JSON} AS endpoint`,
};

type Row = { endpoint: WebhookEndpoint; sealed: Uint8Array };

type Endpoints = Pick<WebhookBook, 'list' | 'read' | 'create' | 'change' | 'remove' | 'rotate'>;

export function createWebhookEndpoints(db: Database, keyring: Keyring): Endpoints {
  const seal = (tenantId: string, id: string, secret: Uint8Array) => keyring.seal(secret, secretPlace(tenantId, id));
  return {
    async list(tenantId) {
      const rows = await inTenant(db, tenantId, (tx) => tx.last<Row>(LIST, [tenantId]));
      return rows.map((row) => row.endpoint);
    },
    read: async (tenantId, id) => (await inTenant(db, tenantId, (tx) => readEndpoint(tx, id))).endpoint,
    create: (tenantId, id, { url, description, types }) =>
      inTenant(db, tenantId, async (tx): Promise<EndpointWithSecret> => {
        await tx.rows(LISTEN, [tenantId, id]);
        const values = [url, storable(description), [...types], seal(tenantId, id, newWebhookSecret())];
        await tx.rows(CREATE, [tenantId, id, ...values]);
        const [made] = await tx.rows<Row>(ONE, [tenantId, id]);
        if (made === undefined)
          throw new Conflict(`there are ${MOST_ENDPOINTS} endpoints already, and no more are taken`);
        const secret = keyring.open(made.sealed, secretPlace(tenantId, id));
        return { endpoint: made.endpoint, secret: shownSecret(secret) };
      }),
    change: (tenantId, id, { url, description, types, status }) =>
      inTenant(db, tenantId, async (tx) => {
        if (status === 'active') await tx.rows(LISTEN, [tenantId, id]);
        const values = [url ?? null, orNull(description), types ? [...types] : null, status ?? null];
        const [changed] = await tx.rows<Row>(CHANGE, [tenantId, id, ...values]);
        if (changed === undefined) throw unknownEndpoint(id);
        return changed.endpoint;
      }),
    async remove(tenantId, id) {
      const removed = await inTenant(db, tenantId, (tx) => tx.rows(REMOVE, [tenantId, id]));
      if (removed.length === 0) throw unknownEndpoint(id);
    },
    rotate: (tenantId, id) =>
      inTenant(db, tenantId, async (tx) => {
        const secret = newWebhookSecret();
        const [row] = await tx.rows<Row>(ROTATE, [tenantId, id, seal(tenantId, id, secret)]);
        if (row === undefined) throw unknownEndpoint(id);
        return { endpoint: row.endpoint, secret: shownSecret(secret) };
      }),
  };
}

/** @throws NotFound */
export async function readEndpoint(tx: Tx, id: string): Promise<Row> {
  const [row] = await tx.rows<Row>(ONE, [tx.tenantId, id]);
  if (row === undefined) throw unknownEndpoint(id);
  return row;
}

function unknownEndpoint(id: string): NotFound {
  return new NotFound(`there is no webhook endpoint "${id}"`);
}
