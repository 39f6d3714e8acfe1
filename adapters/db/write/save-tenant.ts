import { v7 as uuid } from 'uuid';
import type { NewResource } from '#domain/booking/resource.ts';
import type { Product } from '#domain/product/product.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';
import { inTenant, withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { saveResources } from '#adapters/db/booking/save-resources.ts';
import { saveLibrary } from '#adapters/db/promo/save-library.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';

/** A tenant as somebody writes it down; ids and versions are ours. */
export interface NewTenant {
  readonly profile: Omit<TenantProfile, 'id' | 'version' | 'prompts' | 'agents'>;
  readonly products: readonly Omit<Product, 'id'>[];
  /** What can be booked, by name; one that is not given any more is retired. Left out = it stays as it is. */
  readonly resources?: readonly NewResource[];
}

const BY_SLUG: Statement = { name: 'tenant_by_slug', text: 'SELECT id FROM tenant_by_slug($1)' };

/** A profile that says nothing of the widget, or of handoffs, leaves them as their owner set them. */
const NEW_SETTINGS = `((SELECT coalesce(jsonb_object_agg(k.key, k.value), '{}') FROM jsonb_each(tenants.settings) k
  WHERE k.key IN ('widget', 'handoff', 'followUps')) || excluded.settings)`;

const SAVE: Statement = {
  name: 'save_tenant',
  text: `
INSERT INTO tenants (id, slug, name, currency, language, time_zone, persona, settings)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, currency = excluded.currency, language = excluded.language,
  time_zone = excluded.time_zone, persona = excluded.persona, settings = ${NEW_SETTINGS}
WHERE (tenants.name, tenants.currency, tenants.language, tenants.time_zone, tenants.persona, tenants.settings)
  IS DISTINCT FROM (excluded.name, excluded.currency, excluded.language, excluded.time_zone, excluded.persona, ${NEW_SETTINGS})`,
};

/** Every tenant has its web chat from the start; it needs no credentials. */
const WEB_CHANNEL: Statement = {
  name: 'add_web_channel',
  text: `INSERT INTO channels (tenant_id, id, channel) VALUES ($1, $2, 'web') ON CONFLICT (tenant_id, channel) DO NOTHING`,
};

const SAVE_PRODUCTS: Statement = {
  name: 'save_products',
  text: `
INSERT INTO products (tenant_id, id, name, aliases, description, unit, step_milli, price_minor, currency, available, tags, position)
SELECT $1, p.id, p.name, p.aliases, p.description, p.unit, p."stepMilli", p."priceMinor", p.currency, p.available, p.tags, p.position
FROM jsonb_to_recordset($2::jsonb) AS p (id uuid, name text, aliases jsonb, description text, unit text, "stepMilli" integer,
  "priceMinor" bigint, currency text, available boolean, tags jsonb, position integer)
ON CONFLICT (tenant_id, name) DO UPDATE SET aliases = excluded.aliases, description = excluded.description, unit = excluded.unit,
  step_milli = excluded.step_milli, price_minor = excluded.price_minor, currency = excluded.currency,
  available = excluded.available, tags = excluded.tags, position = excluded.position, removed_at = NULL
WHERE (products.aliases, products.description, products.unit, products.step_milli, products.price_minor, products.currency,
    products.available, products.tags, products.position, products.removed_at)
  IS DISTINCT FROM (excluded.aliases, excluded.description, excluded.unit, excluded.step_milli, excluded.price_minor,
    excluded.currency, excluded.available, excluded.tags, excluded.position, NULL)`,
};

const REMOVE_OTHERS: Statement = {
  name: 'remove_other_products',
  text: `UPDATE products SET removed_at = now()
    WHERE tenant_id = $1 AND removed_at IS NULL AND source = 'profile' AND NOT (name = ANY (SELECT jsonb_array_elements_text($2::jsonb)))`,
};

/**
 * Creates a tenant, or brings the one with this slug to what is given: profile as a whole, products by name; a product
 * of the profile that is not given any more is taken off the list, and stays for the orders that name it. Products that staff or
 * imports keep stay as they are.
 */
export async function saveTenant(
  db: Database,
  tenant: NewTenant,
): Promise<{ readonly id: string; readonly created: boolean }> {
  const [known] = await withoutTenant<{ id: string }>(db, BY_SLUG, [tenant.profile.slug]);
  const id = known?.id ?? uuid();
  await inTenant(db, id, (tx) => save(tx, id, tenant));
  return { id, created: known === undefined };
}

/** Writes a tenant that is new, in the transaction of its id. @throws Conflict when the slug is taken */
export async function insertTenant(tx: Tx, tenant: NewTenant): Promise<void> {
  await save(tx, tx.tenantId, tenant);
}

async function save(tx: Tx, id: string, { profile, products, resources }: NewTenant): Promise<void> {
  const { slug, name, currency, language, timeZone, persona, testimonies, promotions, ...settings } = profile;
  await tx.rows(SAVE, [id, slug, name, currency, language, timeZone, persona, toJsonb(settings)]);
  await tx.rows(WEB_CHANNEL, [id, uuid()]);
  const rows = products.map((product, position) => ({ ...product, id: uuid(), position }));
  await tx.rows(SAVE_PRODUCTS, [id, toJsonb(rows)]);
  await tx.rows(REMOVE_OTHERS, [id, toJsonb(products.map((product) => product.name))]);
  await saveLibrary(tx, { testimonies, promotions });
  if (resources) await saveResources(tx, resources);
}
