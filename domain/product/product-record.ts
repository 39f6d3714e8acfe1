import type { Json } from '#domain/turn/receipt.ts';
import type { Product } from './product.ts';

/** What a customer sees when a product has run out: that it has, nothing of the product, or nothing of that. */
export const OUT_OF_STOCK_RULES = ['show', 'hide', 'backorder'] as const;
export type OutOfStockRule = (typeof OUT_OF_STOCK_RULES)[number];

/** Who keeps a product: the tenant's profile file, staff, an import, or the catalogue at an address of the shop's own. */
export const PRODUCT_SOURCES = ['profile', 'staff', 'import', 'catalog_url'] as const;
export type ProductSource = (typeof PRODUCT_SOURCES)[number];

/** A product as it is written down. */
export interface NewProduct extends Omit<Product, 'id' | 'images' | 'stockCounted'> {
  /** The shop's own key; unique when given. */
  readonly sku: string | null;
  /** Thousandths of the unit that are left; null = not counted. */
  readonly stockMilli: number | null;
  readonly outOfStock: OutOfStockRule;
  readonly images: readonly string[];
  /** Fields of the shop's own. */
  readonly extra: Readonly<Record<string, Json>>;
}

/** A product as staff see it. */
export interface ProductRecord extends NewProduct {
  readonly id: string;
  readonly source: ProductSource;
  /** The product this is a variant of: the same thing by another unit. */
  readonly variantOf: string | null;
  readonly soldOut: boolean;
  /** False while search does not know its present text yet. */
  readonly searchable: boolean;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Which products staff want to see. */
export interface ProductFilter {
  readonly tag?: string;
  readonly sku?: string;
  readonly available?: boolean;
  readonly source?: ProductSource;
  readonly variantOf?: string;
}
