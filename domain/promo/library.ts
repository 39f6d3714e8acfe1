import type { Promo, StoredTestimony } from './promo.ts';

/** As staff write them down. */
export type NewTestimony = Omit<StoredTestimony, 'id'>;
export type NewPromo = Omit<Promo, 'id' | 'uses'>;

/** One shelf of a tenant's library; newest first. `change` and `remove` throw NotFound, a code twice is a Conflict. */
export interface Shelf<Stored, New> {
  list(tenantId: string): Promise<readonly Stored[]>;
  add(tenantId: string, entry: New): Promise<Stored>;
  change(tenantId: string, id: string, entry: New): Promise<Stored>;
  remove(tenantId: string, id: string): Promise<void>;
}

/** What staff keep for the agent to show. */
export interface ShopLibrary {
  readonly testimonies: Shelf<StoredTestimony, NewTestimony>;
  readonly promos: Shelf<Promo, NewPromo>;
}
