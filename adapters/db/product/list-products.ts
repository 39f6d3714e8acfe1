import { NotFound } from '#domain/errors.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { ProductFilter, ProductRecord } from '#domain/product/product-record.ts';
import type { SearchQuestion } from '#domain/search/search-desk.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import { searchIds } from '#adapters/db/search/search-ids.ts';
import { RECORD_JSON } from './record-json.ts';

const LIST: Statement = {
  name: 'list_products',
  text: `
SELECT ${RECORD_JSON} AS record, p.position FROM products p
WHERE p.tenant_id = $1 AND p.removed_at IS NULL
  AND ($2::jsonb IS NULL OR p.tags @> $2::jsonb) AND ($3::text IS NULL OR p.sku = $3)
  AND ($4::boolean IS NULL OR (p.available AND NOT p.sold_out) = $4) AND ($5::text IS NULL OR p.source = $5)
  AND ($6::uuid IS NULL OR p.variant_of = $6) AND ($7::integer IS NULL OR (p.position, p.id) > ($7, $8::uuid))
ORDER BY p.position, p.id LIMIT $9`,
};
const ONE: Statement = {
  name: 'product_record',
  text: `SELECT ${RECORD_JSON} AS record FROM products p WHERE p.tenant_id = $1 AND p.id = $2 AND p.removed_at IS NULL`,
};
const BY_IDS: Statement = {
  name: 'product_records',
  text: `
SELECT ${RECORD_JSON} AS record FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)
JOIN products p ON p.tenant_id = $1 AND p.id = wanted.id WHERE p.removed_at IS NULL ORDER BY wanted.place`,
};

/** In the shop's own order, page by page. */
export async function listProducts(tx: Tx, filter: ProductFilter, page: PageRequest): Promise<Page<ProductRecord>> {
  const [position = null, after = null] = page.after ?? [];
  const rows = await tx.rows<{ record: ProductRecord; position: number }>(LIST, [
    tx.tenantId,
    filter.tag === undefined ? null : JSON.stringify([filter.tag]),
    filter.sku ?? null,
    filter.available ?? null,
    filter.source ?? null,
    filter.variantOf ?? null,
    position,
    after,
    rowsWanted(page),
  ]);
  return pageOf(
    rows,
    page,
    (row) => row.record,
    (row) => [String(row.position), row.record.id],
  );
}

/** The products that fit a question best, hidden ones as well. */
export async function searchProductRecords(
  tx: Tx,
  question: SearchQuestion,
  limit: number,
): Promise<readonly ProductRecord[]> {
  const hits = await searchIds(tx, 'products', question, limit);
  return recordsOf(
    tx,
    hits.map((hit) => hit.id),
  );
}

/** In the order of the ids. */
export async function recordsOf(tx: Tx, ids: readonly string[]): Promise<readonly ProductRecord[]> {
  const rows = await tx.rows<{ record: ProductRecord }>(BY_IDS, [tx.tenantId, [...ids]]);
  return rows.map((row) => row.record);
}

/** @throws NotFound */
export async function readProduct(tx: Tx, id: string): Promise<ProductRecord> {
  const [row] = await tx.rows<{ record: ProductRecord }>(ONE, [tx.tenantId, id]);
  if (row === undefined) throw new NotFound(`product ${id}: not found`);
  return row.record;
}
