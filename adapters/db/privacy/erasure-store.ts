import { NotFound } from '#domain/errors.ts';
import type { Erasure, ErasureRef, ErasureStore } from '#domain/privacy/erasure.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

const REQUEST: Statement = {
  name: 'request_erasure',
  text: `
INSERT INTO erasures (tenant_id, contact_id, requested_by)
SELECT $1, id, $3 FROM contacts WHERE tenant_id = $1 AND id = $2 ON CONFLICT (tenant_id, contact_id) DO NOTHING`,
};

const FIND: Statement = {
  name: 'find_erasure',
  text: `
SELECT iso_utc(requested_at) AS "requestedAt", iso_utc(rows_erased_at) AS "rowsErasedAt",
  iso_utc(keys_destroyed_at) AS "keysDestroyedAt", histories, iso_utc(done_at) AS "doneAt"
FROM erasures WHERE tenant_id = $1 AND contact_id = $2`,
};

const LOCK: Statement = {
  name: 'lock_erasure',
  text: `
SELECT workflow_ids, detached_at IS NOT NULL AS detached FROM erasures WHERE tenant_id = $1 AND contact_id = $2 FOR UPDATE`,
};

/** A conversation may be under way whose first message is not recorded yet: it has an id all the same. */
const DETACH: Statement = {
  name: 'detach_contact',
  text: `
WITH person AS (
  SELECT i.id, i.contact_key, 'conversation:' || t.slug || ':' || ch.channel || ':' || i.contact_key AS workflow_id
  FROM contact_identities i JOIN tenants t ON t.id = i.tenant_id
    JOIN channels ch ON ch.tenant_id = i.tenant_id AND ch.id = i.channel_id
  WHERE i.tenant_id = $1 AND i.contact_id = $2
), talks AS (
  SELECT workflow_id FROM person UNION SELECT workflow_id FROM conversations WHERE tenant_id = $1 AND contact_id = $2
), noted AS (
  UPDATE erasures SET detached_at = now(), workflow_ids = ARRAY(SELECT workflow_id FROM talks ORDER BY 1),
    contact_keys = ARRAY(SELECT contact_key FROM person)
  WHERE tenant_id = $1 AND contact_id = $2 RETURNING workflow_ids
), unlocked AS (
  UPDATE conversation_keys SET workflow_id = 'erased:' || $2::uuid::text || ':' || id
  WHERE tenant_id = $1 AND workflow_id IN (SELECT workflow_id FROM talks)
), unhung AS (
  UPDATE conversations SET workflow_id = 'erased:' || id WHERE tenant_id = $1 AND contact_id = $2
), unnamed AS (
  UPDATE contact_identities SET contact_key = 'erased:' || id WHERE tenant_id = $1 AND contact_id = $2
), unspooled AS (
  DELETE FROM inbound_spool WHERE tenant_id = $1 AND workflow_id IN (SELECT workflow_id FROM talks)
), told AS (
  SELECT pg_notify('colloquy_events', json_build_object('t', $1::uuid, 'w', workflow_id, 'k', 'key', 'n', 0)::text) FROM talks
)
SELECT workflow_ids, (SELECT count(*) FROM told) FROM noted`,
};

const FILES: Statement = {
  name: 'files_of_contact',
  text: `
SELECT a.file->'stored'->>'key' AS key FROM conversations c
JOIN messages m ON m.tenant_id = c.tenant_id AND m.conversation_id = c.id
CROSS JOIN LATERAL jsonb_array_elements(m.attachments) AS a (file)
WHERE c.tenant_id = $1 AND c.contact_id = $2 AND jsonb_typeof(m.attachments) = 'array' AND a.file ? 'stored'`,
};

const ERASE: Statement = { name: 'erase_contact', text: 'SELECT erase_contact($1)' };
const ERASED: Statement = {
  name: 'contact_erased',
  text: 'UPDATE erasures SET rows_erased_at = coalesce(rows_erased_at, now()) WHERE tenant_id = $1 AND contact_id = $2',
};
const DESTROY: Statement = {
  name: 'destroy_keys',
  text: `
WITH gone AS (DELETE FROM conversation_keys WHERE tenant_id = $1 AND starts_with(workflow_id, 'erased:' || $2::uuid::text || ':'))
UPDATE erasures SET keys_destroyed_at = coalesce(keys_destroyed_at, now()) WHERE tenant_id = $1 AND contact_id = $2`,
};
const FINISH: Statement = {
  name: 'finish_erasure',
  text: `
UPDATE erasures SET done_at = coalesce(done_at, now()), histories = $3, workflow_ids = '{}', contact_keys = '{}'
WHERE tenant_id = $1 AND contact_id = $2`,
};

/** See `ErasureStore`; one method is one transaction of the tenant. */
export function createErasureStore(db: Database): ErasureStore {
  const within = <T>({ tenantId }: ErasureRef, work: (tx: Tx) => Promise<T>) => inTenant(db, tenantId, work);
  const keyOf = ({ tenantId, contactId }: ErasureRef) => [tenantId, contactId];
  return {
    request: (ref, by) =>
      within(ref, async (tx) => {
        await tx.rows(REQUEST, [...keyOf(ref), by]);
        const [found] = await tx.last<Erasure & Record<string, unknown>>(FIND, keyOf(ref));
        if (found === undefined) throw new NotFound(`contact ${ref.contactId}: not found`);
        return found;
      }),
    find: (ref) => within(ref, async (tx) => (await tx.last<Erasure & Record<string, unknown>>(FIND, keyOf(ref)))[0]),
    detach: (ref) =>
      within(ref, async (tx) => {
        const [known] = await tx.rows<{ workflow_ids: string[]; detached: boolean }>(LOCK, keyOf(ref));
        if (known === undefined) throw new NotFound(`erasure of contact ${ref.contactId}: nobody asked for it`);
        if (known.detached) return known.workflow_ids;
        const [row] = await tx.last<{ workflow_ids: string[] }>(DETACH, keyOf(ref));
        return row?.workflow_ids ?? [];
      }),
    files: (ref) =>
      within(ref, async (tx) => (await tx.last<{ key: string }>(FILES, keyOf(ref))).map((row) => row.key)),
    eraseRows: (ref) =>
      within(ref, async (tx) => {
        await tx.rows(ERASE, [ref.contactId]);
        await tx.last(ERASED, keyOf(ref));
      }),
    destroyKeys: (ref) => within(ref, async (tx) => void (await tx.last(DESTROY, keyOf(ref)))),
    finish: (ref, histories) => within(ref, async (tx) => void (await tx.last(FINISH, [...keyOf(ref), histories]))),
  };
}
