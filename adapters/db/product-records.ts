import { NotFound } from '#domain/errors.ts';
import type { Embedder } from '#domain/embedder.ts';
import type { CatalogSource } from '#domain/product/catalog-source.ts';
import type { ReadRow } from '#domain/product/import-row.ts';
import type { PageRequest } from '#domain/page.ts';
import type { NewProduct, ProductFilter } from '#domain/product/product-record.ts';
import { meaningOf } from '#domain/search/meaning-of.ts';
import { inTenant } from './in-tenant.ts';
import type { Tx } from './in-tenant.ts';
import type { Database } from './pool.ts';
import { readCatalogSource, removeCatalogSource, saveCatalogSource } from './product/catalog-source.ts';
import { importProducts } from './product/import-products.ts';
import { listProducts, readProduct, searchProductRecords } from './product/list-products.ts';
import { createProducts, currencyOf, removeProduct, updateProduct } from './product/write-products.ts';

/** Products and catalogue source as staff work with them; one method is one transaction. */
export function createProductRecords(db: Database, embedder: Embedder) {
  const within = <T>(tenantId: string, work: (tx: Tx) => Promise<T>) => inTenant(db, tenantId, work);
  return {
    currencyOf: (tenantId: string) => within(tenantId, currencyOf),
    list: (tenantId: string, filter: ProductFilter, page: PageRequest) =>
      within(tenantId, (tx) => listProducts(tx, filter, page)),
    async search(tenantId: string, said: string, limit: number) {
      const meaning = await meaningOf(embedder, said);
      return within(tenantId, (tx) => searchProductRecords(tx, { said, meaning }, limit));
    },
    read: (tenantId: string, id: string) => within(tenantId, (tx) => readProduct(tx, id)),
    create: (tenantId: string, product: NewProduct, variants: readonly NewProduct[]) =>
      within(tenantId, async (tx) => {
        const made = await createProducts(tx, [product], 'staff');
        const parent = made[0]?.id ?? null;
        return [...made, ...(await createProducts(tx, variants, 'staff', parent))];
      }),
    addVariant: (tenantId: string, id: string, variant: NewProduct) =>
      within(tenantId, async (tx) => {
        const parent = await readProduct(tx, id);
        const [made] = await createProducts(tx, [variant], 'staff', parent.variantOf ?? parent.id);
        if (made === undefined) throw new NotFound(`product ${id}: its variant was not found`);
        return made;
      }),
    update: (tenantId: string, id: string, changes: Partial<NewProduct>) =>
      within(tenantId, (tx) => updateProduct(tx, id, changes)),
    remove: (tenantId: string, id: string) => within(tenantId, (tx) => removeProduct(tx, id)),
    importRows: (tenantId: string, rows: readonly ReadRow[], mode: 'all' | 'valid') =>
      within(tenantId, (tx) => importProducts(tx, rows, { source: 'import', mode, whole: false })),
    source: {
      read: (tenantId: string) => within(tenantId, readCatalogSource),
      save: (tenantId: string, source: Pick<CatalogSource, 'url' | 'everyMinutes'>) =>
        within(tenantId, (tx) => saveCatalogSource(tx, source)),
      remove: (tenantId: string) => within(tenantId, removeCatalogSource),
    },
  };
}
