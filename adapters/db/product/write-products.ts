import { v7 as uuid } from 'uuid';
import { Conflict, InvalidInput, NotFound } from '#domain/errors.ts';
import type { NewProduct, ProductRecord, ProductSource } from '#domain/product/product-record.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import { readProduct, recordsOf } from './list-products.ts';
import { GIVEN_COLUMNS } from './record-json.ts';

/** A name that a removed product had takes that product up again, with the orders that know it. */
const CREATE: Statement = {
  name: 'create_products',
  text: `
WITH given AS (SELECT * FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (${GIVEN_COLUMNS})) WITH ORDINALITY),
last AS (SELECT coalesce(max(position), -1) AS position FROM products WHERE tenant_id = $1 AND removed_at IS NULL)
INSERT INTO products (tenant_id, id, name, aliases, description, unit, step_milli, price_minor, currency, available, tags, sku,
  stock_milli, out_of_stock, images, extra, source, variant_of, position)
SELECT $1, g.id, g.name, g.aliases, g.description, g.unit, g."stepMilli", g."priceMinor", g.currency, g.available, g.tags, g.sku,
  g."stockMilli", g."outOfStock", g.images, g.extra, $3, $4, last.position + g.ordinality
FROM given g, last
ON CONFLICT (tenant_id, name) DO UPDATE SET aliases = excluded.aliases, description = excluded.description, unit = excluded.unit,
  step_milli = excluded.step_milli, price_minor = excluded.price_minor, currency = excluded.currency,
  available = excluded.available, tags = excluded.tags, sku = excluded.sku, stock_milli = excluded.stock_milli,
  out_of_stock = excluded.out_of_stock, images = excluded.images, extra = excluded.extra, source = excluded.source,
  variant_of = excluded.variant_of, position = excluded.position, removed_at = NULL, search_due = true, updated_at = now()
WHERE products.removed_at IS NOT NULL
RETURNING id, name`,
};
const UPDATE: Statement = {
  name: 'update_product',
  text: `
UPDATE products p SET name = coalesce(c.name, p.name), aliases = coalesce(c.aliases, p.aliases),
  description = coalesce(c.description, p.description), unit = coalesce(c.unit, p.unit),
  step_milli = coalesce(c."stepMilli", p.step_milli), price_minor = coalesce(c."priceMinor", p.price_minor),
  currency = coalesce(c.currency, p.currency), available = coalesce(c.available, p.available), tags = coalesce(c.tags, p.tags),
  sku = CASE WHEN jsonb_exists($3::jsonb, 'sku') THEN c.sku ELSE p.sku END,
  stock_milli = CASE WHEN jsonb_exists($3::jsonb, 'stockMilli') THEN c."stockMilli" ELSE p.stock_milli END,
  out_of_stock = coalesce(c."outOfStock", p.out_of_stock), images = coalesce(c.images, p.images),
  extra = coalesce(c.extra, p.extra), updated_at = now()
FROM jsonb_to_record($3::jsonb) AS c (${GIVEN_COLUMNS})
WHERE p.tenant_id = $1 AND p.id = $2 AND p.removed_at IS NULL RETURNING p.id`,
};
/** Variants go with what they are variants of. */
const REMOVE: Statement = {
  name: 'remove_product',
  text: `
UPDATE products SET removed_at = now(), updated_at = now(), sku = NULL
WHERE tenant_id = $1 AND removed_at IS NULL AND (id = $2 OR variant_of = $2) RETURNING id`,
};
const CURRENCY: Statement = { name: 'currency_of_tenant', text: 'SELECT currency FROM tenants WHERE id = $1' };

/** ISO 4217. */
export async function currencyOf(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ currency: string }>(CURRENCY, [tx.tenantId]);
  if (row === undefined) throw new NotFound(`tenant ${tx.tenantId}: not found`);
  return row.currency;
}

/** @throws Conflict when a product on sale has the name or the sku; NotFound when `variantOf` names none */
export async function createProducts(
  tx: Tx,
  products: readonly NewProduct[],
  source: ProductSource,
  variantOf: string | null = null,
): Promise<readonly ProductRecord[]> {
  if (products.length === 0) return [];
  const rows = products.map((product) => ({ ...product, id: uuid() }));
  const names = new Set(rows.map((row) => row.name));
  if (names.size < rows.length) throw new InvalidInput('products: two of them have the same name');
  const made = await tx.rows<{ id: string; name: string }>(CREATE, [tx.tenantId, toJsonb(rows), source, variantOf]);
  const ids = new Map(made.map((row) => [row.name, row.id]));
  const taken = rows.find((row) => !ids.has(row.name));
  if (taken) throw new Conflict(`product "${taken.name}": there is one of that name already`);
  return recordsOf(
    tx,
    rows.flatMap((row) => ids.get(row.name) ?? []),
  );
}

/** @throws NotFound; Conflict when the new name or sku is another product's */
export async function updateProduct(tx: Tx, id: string, changes: Partial<NewProduct>): Promise<ProductRecord> {
  const changed = await tx.rows(UPDATE, [tx.tenantId, id, toJsonb(changes)]);
  if (changed.length === 0) throw new NotFound(`product ${id}: not found`);
  return readProduct(tx, id);
}

/** Takes a product off the list; the orders that name it stay. @throws NotFound */
export async function removeProduct(tx: Tx, id: string): Promise<void> {
  const removed = await tx.rows(REMOVE, [tx.tenantId, id]);
  if (removed.length === 0) throw new NotFound(`product ${id}: not found`);
}
