import type { Page, PageRequest } from '#domain/page.ts';
import type { Product } from '#domain/product/product.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import type { Database } from '#adapters/db/pool.ts';
import { ON_SALE, PRODUCT_JSON } from '#adapters/db/product/product-json.ts';

const CATALOGUE: Statement = {
  name: 'public_catalogue',
  text: `SELECT ${PRODUCT_JSON} AS product, p.position FROM products p
WHERE p.tenant_id = $1 AND ${ON_SALE} AND ($2::integer IS NULL OR (p.position, p.id) > ($2, $3::uuid))
ORDER BY p.position, p.id LIMIT $4`,
};

/** What the shop sells, in its own order. */
export async function listCatalogue(db: Database, tenantId: string, page: PageRequest): Promise<Page<Product>> {
  const [position = null, after = null] = page.after ?? [];
  const rows = await inTenant(db, tenantId, (tx) =>
    tx.last<{ product: Product; position: number }>(CATALOGUE, [tenantId, position, after, rowsWanted(page)]),
  );
  return pageOf(
    rows,
    page,
    (row) => row.product,
    (row) => [String(row.position), row.product.id],
  );
}
