import type { NewResource } from '#domain/booking/resource.ts';
import type { Product } from '#domain/product/product.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';

/** A tenant as somebody writes it down: ids and versions are given by the database. */
export interface DemoTenant {
  readonly profile: Omit<TenantProfile, 'id' | 'version'>;
  readonly products: readonly DemoProduct[];
  /** What can be booked; left out = nothing. */
  readonly resources?: readonly NewResource[];
}

export type DemoProduct = Omit<Product, 'id'>;

/** One line of a price list. `price` is in whole units of the currency as people say it: 84.9 shekels, 185000 rupiah. */
export interface PriceListEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly unit: string;
  /** Smallest step in thousandths of the unit (default 1000: whole units only). */
  readonly stepMilli?: number;
  readonly price: number;
  readonly tags?: readonly string[];
}
