import type { Product } from '#domain/product/product.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { ON_SALE, PRODUCT_JSON } from '#adapters/db/product/product-json.ts';

/** Products of one public answer; staff page through all of them. */
const MOST_PUBLIC = 1_000;

const CATALOGUE: Statement = {
  name: 'public_catalogue',
  text: `SELECT ${PRODUCT_JSON} AS product FROM products p WHERE p.tenant_id = $1 AND ${ON_SALE}
ORDER BY p.position, p.name LIMIT $2`,
};

/** What the shop sells, in its own order: the first 1,000 products. */
export async function listCatalogue(db: Database, tenantId: string): Promise<readonly Product[]> {
  const rows = await inTenant(db, tenantId, (tx) => tx.last<{ product: Product }>(CATALOGUE, [tenantId, MOST_PUBLIC]));
  return rows.map((row) => row.product);
}
