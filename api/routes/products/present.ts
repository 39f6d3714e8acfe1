import type { CatalogSource } from '#domain/product/catalog-source.ts';
import type { ProductRecord } from '#domain/product/product-record.ts';
import { presentProduct } from '#api/routes/catalog/present.ts';

/** A product as staff see it. */
export function presentProductRecord(product: ProductRecord) {
  return {
    ...presentProduct(product),
    aliases: product.aliases,
    sku: product.sku,
    stock: product.stockMilli === null ? null : product.stockMilli / 1000,
    out_of_stock: product.outOfStock,
    sold_out: product.soldOut,
    images: product.images,
    extra: product.extra,
    variant_of: product.variantOf,
    source: product.source,
    searchable: product.searchable,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
  };
}

export function presentSource(source: CatalogSource) {
  return {
    url: source.url,
    every_minutes: source.everyMinutes,
    state: source.state,
    fetched_at: source.fetchedAt,
    products: source.products,
    skipped: source.skipped,
    tried_at: source.triedAt,
    error: source.error,
  };
}
