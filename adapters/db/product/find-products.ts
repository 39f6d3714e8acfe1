import type { Product } from '#domain/product/product.ts';
import type { SearchQuestion } from '#domain/search/search-desk.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { searchIds } from '#adapters/db/search/search-ids.ts';
import type { Arms } from '#adapters/db/search/search-ids.ts';
import { ON_SALE, PRODUCT_JSON } from './product-json.ts';

/** Rows that are hidden for now are found as well, so a few more are asked for. */
const SPARE = 10;

const BY_IDS: Statement = {
  name: 'products_by_ids',
  text: `
SELECT ${PRODUCT_JSON} AS product FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)
JOIN products p ON p.tenant_id = $1 AND p.id = wanted.id WHERE ${ON_SALE} ORDER BY wanted.place`,
};

/** The products on sale that fit a question, best first. */
export async function findProducts(
  tx: Tx,
  question: SearchQuestion,
  limit: number,
  arms: Arms = 'hybrid',
): Promise<readonly Product[]> {
  const hits = await searchIds(tx, 'products', question, limit + SPARE, arms);
  if (hits.length === 0) return [];
  const rows = await tx.rows<{ product: Product }>(BY_IDS, [tx.tenantId, hits.map((hit) => hit.id)]);
  return rows.slice(0, limit).map((row) => row.product);
}
