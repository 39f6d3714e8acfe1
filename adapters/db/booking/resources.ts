import { v7 as uuid } from 'uuid';
import { checkResource } from '#domain/booking/check-resource.ts';
import type { Blackout, NewResource, Resource } from '#domain/booking/resource.ts';
import { InvalidInput, NotFound } from '#domain/errors.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { storable, toJsonb } from '#adapters/db/to-jsonb.ts';
import { RESOURCE_JSON } from './json.ts';

const ALL: Statement = {
  name: 'all_resources',
  text: `SELECT ${RESOURCE_JSON} AS resource FROM resources r WHERE r.tenant_id = $1 ORDER BY r.position, r.name`,
};
const ONE: Statement = {
  name: 'resource_by_id',
  text: `SELECT ${RESOURCE_JSON} AS resource FROM resources r WHERE r.tenant_id = $1 AND r.id = $2`,
};

/** The currency is the tenant's; a name that exists is replaced only where the caller says so. */
const SAVE: Statement = {
  name: 'save_resource',
  text: `
INSERT INTO resources (tenant_id, id, kind, name, category, aliases, description, slot_minutes, most_slots, opening, price_minor,
  currency, position, active)
SELECT $1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10::jsonb, $11, t.currency,
  coalesce($12, (SELECT coalesce(max(o.position) + 1, 0) FROM resources o WHERE o.tenant_id = $1)), $13
FROM tenants t WHERE t.id = $1
ON CONFLICT (tenant_id, id) DO UPDATE SET kind = excluded.kind, name = excluded.name, category = excluded.category,
  aliases = excluded.aliases, description = excluded.description, slot_minutes = excluded.slot_minutes,
  most_slots = excluded.most_slots, opening = excluded.opening, price_minor = excluded.price_minor,
  currency = excluded.currency, position = coalesce($12, resources.position), active = excluded.active, updated_at = now()`,
};
const DROP_RULES: Statement = {
  name: 'drop_price_rules',
  text: `DELETE FROM price_rules WHERE tenant_id = $1 AND resource_id = $2`,
};
const ADD_RULES: Statement = {
  name: 'add_price_rules',
  text: `
INSERT INTO price_rules (tenant_id, resource_id, position, weekdays, from_minute, to_minute, price_minor)
SELECT $1, $2, r.ordinality, r.weekdays, r."from", r."to", r."priceMinor"
FROM ROWS FROM (jsonb_to_recordset($3::jsonb) AS (weekdays jsonb, "from" integer, "to" integer, "priceMinor" bigint))
  WITH ORDINALITY AS r`,
};
const RETIRE: Statement = {
  name: 'retire_resource',
  text: `UPDATE resources SET active = false, updated_at = now() WHERE tenant_id = $1 AND id = $2 RETURNING id`,
};

const BLACKOUT_JSON = `json_build_object('id', x.id, 'resourceId', x.resource_id, 'startsAt', iso_utc(lower(x.period)),
  'endsAt', iso_utc(upper(x.period)), 'reason', x.reason)`;
const BLACKOUTS: Statement = {
  name: 'blackouts',
  text: `SELECT ${BLACKOUT_JSON} AS blackout FROM blackouts x
WHERE x.tenant_id = $1 AND upper(x.period) > $2 ORDER BY lower(x.period) LIMIT 500`,
};
const ADD_BLACKOUT: Statement = {
  name: 'add_blackout',
  text: `INSERT INTO blackouts (tenant_id, id, resource_id, period, reason) VALUES ($1, $2, $3, tstzrange($4, $5), $6)`,
};
/** Everybody who books locks the resource first; the lock makes sure that none is booking while the house closes. */
const LOCK: Statement = {
  name: 'lock_resources_to_close',
  text: `SELECT id FROM resources WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY id FOR NO KEY UPDATE`,
};
const BOOKED: Statement = {
  name: 'bookings_in_blackout',
  text: `
SELECT number FROM bookings WHERE tenant_id = $1 AND ($2::uuid IS NULL OR resource_id = $2) AND period && tstzrange($3, $4)
  AND (status = 'confirmed' OR (status = 'held' AND held_until > now())) ORDER BY number`,
};
const REMOVE_BLACKOUT: Statement = {
  name: 'remove_blackout',
  text: `DELETE FROM blackouts WHERE tenant_id = $1 AND id = $2 RETURNING id`,
};

export async function listResources(tx: Tx): Promise<readonly Resource[]> {
  return (await tx.rows<{ resource: Resource }>(ALL, [tx.tenantId])).map((row) => row.resource);
}

/** @throws NotFound */
export async function getResource(tx: Tx, id: string): Promise<Resource> {
  const [row] = await tx.rows<{ resource: Resource }>(ONE, [tx.tenantId, id]);
  if (row === undefined) throw new NotFound(`there is no resource ${id}`);
  return row.resource;
}

/**
 * Writes a resource with its prices. `position` = null keeps its place, or puts a new one last.
 * @throws InvalidInput when it contradicts itself, Conflict when another has the name
 */
export async function saveResource(
  tx: Tx,
  resource: NewResource,
  place: { readonly id: string; readonly position: number | null },
): Promise<Resource> {
  const problems = checkResource(resource);
  if (problems.length > 0) throw new InvalidInput(`resource "${resource.name}": ${problems.join('; ')}`);
  await tx.rows(SAVE, [
    tx.tenantId,
    place.id,
    resource.kind,
    storable(resource.name),
    storable(resource.category),
    toJsonb(resource.aliases),
    storable(resource.description),
    resource.slotMinutes,
    resource.mostSlots,
    toJsonb(resource.opening),
    resource.priceMinor,
    place.position,
    resource.active,
  ]);
  await tx.rows(DROP_RULES, [tx.tenantId, place.id]);
  await tx.rows(ADD_RULES, [tx.tenantId, place.id, toJsonb(resource.priceRules)]);
  return getResource(tx, place.id);
}

/** @throws NotFound */
export async function retireResource(tx: Tx, id: string): Promise<void> {
  const rows = await tx.rows(RETIRE, [tx.tenantId, id]);
  if (rows.length === 0) throw new NotFound(`there is no resource ${id}`);
}

export async function listBlackouts(tx: Tx, from: string): Promise<readonly Blackout[]> {
  return (await tx.rows<{ blackout: Blackout }>(BLACKOUTS, [tx.tenantId, from])).map((row) => row.blackout);
}

/** See `BookingRecords.addBlackout`. */
export async function addBlackout(tx: Tx, blackout: Omit<Blackout, 'id'>) {
  const { resourceId, startsAt, endsAt, reason } = blackout;
  const id = uuid();
  const closed = await tx.rows(LOCK, [tx.tenantId, resourceId]);
  if (resourceId !== null && closed.length === 0) throw new NotFound(`there is no resource ${resourceId}`);
  await tx.rows(ADD_BLACKOUT, [tx.tenantId, id, resourceId, startsAt, endsAt, storable(reason)]);
  const booked = await tx.rows<{ number: number }>(BOOKED, [tx.tenantId, resourceId, startsAt, endsAt]);
  return { blackout: { id, ...blackout }, bookings: booked.map((row) => row.number) };
}

/** @throws NotFound */
export async function removeBlackout(tx: Tx, id: string): Promise<void> {
  const rows = await tx.rows(REMOVE_BLACKOUT, [tx.tenantId, id]);
  if (rows.length === 0) throw new NotFound(`there is no blackout ${id}`);
}
