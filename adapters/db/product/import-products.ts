import { v7 as uuid } from 'uuid';
import type { ImportedProduct, ReadRow } from '#domain/product/import-row.ts';
import type { FieldProblem } from '#domain/product/product-input.ts';
import type { ProductSource } from '#domain/product/product-record.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import { GIVEN_COLUMNS } from './record-json.ts';

/** Rows of one statement: large ones would hold its connection for long. */
const BATCH = 1_000;

/** A row is the product of its sku, else the one of its name that has no other sku. Removed products are taken up again. */
const MATCH: Statement = {
  name: 'match_imported',
  text: `
SELECT g.row, coalesce(s.id, n.id) AS id,
  (s.id IS NOT NULL AND n.id IS NOT NULL AND s.id <> n.id) OR (s.id IS NULL AND n.sku IS NOT NULL AND n.sku <> g.sku) AS taken
FROM jsonb_to_recordset($2::jsonb) AS g (row integer, name text, sku text)
LEFT JOIN products s ON s.tenant_id = $1 AND s.sku = g.sku
LEFT JOIN products n ON n.tenant_id = $1 AND n.name = g.name`,
};
const UPDATE: Statement = {
  name: 'update_imported',
  text: `
UPDATE products p SET name = c.name, aliases = coalesce(c.aliases, p.aliases),
  description = coalesce(c.description, p.description), unit = coalesce(c.unit, p.unit),
  step_milli = coalesce(c."stepMilli", p.step_milli), price_minor = c."priceMinor", currency = c.currency,
  available = coalesce(c.available, p.available), tags = coalesce(c.tags, p.tags), sku = coalesce(c.sku, p.sku),
  stock_milli = coalesce(c."stockMilli", p.stock_milli), out_of_stock = coalesce(c."outOfStock", p.out_of_stock),
  images = coalesce(c.images, p.images), extra = coalesce(c.extra, p.extra), source = $3, removed_at = NULL,
  search_due = p.search_due OR p.removed_at IS NOT NULL, updated_at = now()
FROM jsonb_to_recordset($2::jsonb) AS c (${GIVEN_COLUMNS})
WHERE p.tenant_id = $1 AND p.id = c.id
  AND (p.removed_at IS NOT NULL OR (p.name, p.aliases, p.description, p.unit, p.step_milli, p.price_minor, p.currency,
      p.available, p.tags, p.sku, p.stock_milli, p.out_of_stock, p.images, p.extra, p.source)
    IS DISTINCT FROM (c.name, coalesce(c.aliases, p.aliases), coalesce(c.description, p.description), coalesce(c.unit, p.unit),
      coalesce(c."stepMilli", p.step_milli), c."priceMinor", c.currency, coalesce(c.available, p.available),
      coalesce(c.tags, p.tags), coalesce(c.sku, p.sku), coalesce(c."stockMilli", p.stock_milli),
      coalesce(c."outOfStock", p.out_of_stock), coalesce(c.images, p.images), coalesce(c.extra, p.extra), $3))
RETURNING p.id`,
};
const INSERT: Statement = {
  name: 'insert_imported',
  text: `
WITH last AS (SELECT coalesce(max(position), -1) AS position FROM products WHERE tenant_id = $1 AND removed_at IS NULL)
INSERT INTO products (tenant_id, id, name, aliases, description, unit, step_milli, price_minor, currency, available, tags, sku,
  stock_milli, out_of_stock, images, extra, source, position)
SELECT $1, g.id, g.name, coalesce(g.aliases, '[]'), coalesce(g.description, ''), coalesce(g.unit, 'unit'),
  coalesce(g."stepMilli", 1000), g."priceMinor", g.currency, coalesce(g.available, true), coalesce(g.tags, '[]'), g.sku,
  g."stockMilli", coalesce(g."outOfStock", 'show'), coalesce(g.images, '[]'), coalesce(g.extra, '{}'), $3,
  last.position + g.ordinality
FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (${GIVEN_COLUMNS})) WITH ORDINALITY AS g, last`,
};
const REMOVE_OTHERS: Statement = {
  name: 'remove_unlisted_products',
  text: `
UPDATE products SET removed_at = now(), updated_at = now(), sku = NULL
WHERE tenant_id = $1 AND removed_at IS NULL AND source = $2 AND NOT (id = ANY ($3::uuid[])) RETURNING id`,
};

export interface ImportOutcome {
  /** False when nothing was written, because rows were wrong and all were wanted. */
  readonly applied: boolean;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly errors: readonly { readonly row: number; readonly problems: readonly FieldProblem[] }[];
}

export interface ImportOptions {
  readonly source: ProductSource;
  /** `all`: one wrong row and nothing is written. `valid`: wrong rows are left out. */
  readonly mode: 'all' | 'valid';
  /** True when the rows are the whole list: products of the source that are not among them are taken off. */
  readonly whole: boolean;
}

type Known = ImportedProduct & { readonly row: number; readonly id: string; readonly isNew: boolean };

/** Writes rows as products: known ones are brought to what the row says, the others are new. One transaction. */
export async function importProducts(tx: Tx, rows: readonly ReadRow[], options: ImportOptions): Promise<ImportOutcome> {
  const wrong = rows.flatMap((read) => ('problems' in read ? [read] : []));
  const { known, taken } = await match(tx, rows);
  const errors = [...wrong, ...taken].toSorted((left, right) => left.row - right.row);
  const nothing = { applied: false, created: 0, updated: 0, unchanged: 0, removed: 0, errors };
  if (errors.length > 0 && (options.mode === 'all' || known.length === 0)) return nothing;
  const created = known.filter((product) => product.isNew);
  const old = known.filter((product) => !product.isNew);
  let updated = 0;
  for (const batch of batches(old)) {
    updated += (await tx.rows(UPDATE, [tx.tenantId, toJsonb(batch), options.source])).length;
  }
  for (const batch of batches(created)) await tx.rows(INSERT, [tx.tenantId, toJsonb(batch), options.source]);
  const removed = options.whole
    ? await tx.rows(REMOVE_OTHERS, [tx.tenantId, options.source, known.map((product) => product.id)])
    : [];
  return {
    applied: true,
    created: created.length,
    updated,
    unchanged: old.length - updated,
    removed: removed.length,
    errors,
  };
}

async function match(
  tx: Tx,
  rows: readonly ReadRow[],
): Promise<{ readonly known: readonly Known[]; readonly taken: ImportOutcome['errors'] }> {
  const given = rows.flatMap((read) => ('product' in read ? [{ row: read.row, ...read.product }] : []));
  const found = new Map<number, { readonly id: string | null; readonly taken: boolean | null }>();
  for (const batch of batches(given)) {
    const keys = batch.map(({ row, name, sku }) => ({ row, name, sku }));
    const matched = await tx.rows<{ row: number; id: string | null; taken: boolean | null }>(MATCH, [
      tx.tenantId,
      toJsonb(keys),
    ]);
    for (const { row, ...rest } of matched) found.set(row, rest);
  }
  const isTaken = (row: number) => found.get(row)?.taken === true;
  return {
    known: given
      .filter(({ row }) => !isTaken(row))
      .map((product) => {
        const id = found.get(product.row)?.id ?? null;
        return { ...product, id: id ?? uuid(), isNew: id === null };
      }),
    taken: given
      .filter(({ row }) => isTaken(row))
      .map(({ row }) => ({
        row,
        problems: [{ field: 'name', message: 'another product, with another sku, has this name' }],
      })),
  };
}

function batches<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / BATCH) }, (_, index) =>
    list.slice(index * BATCH, (index + 1) * BATCH),
  );
}
