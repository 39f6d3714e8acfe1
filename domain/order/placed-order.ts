import type { Order } from './order.ts';

/** A product of which less is left than is wanted. */
export interface Shortage {
  readonly productId: string;
  readonly name: string;
  readonly unit: string;
  /** What the order could have, thousandths of the unit; of a changed order with what it holds already. */
  readonly leftMilli: number;
}

/** What came of writing an order: it, or why nothing was written. */
export type PlacedOrder = { readonly order: Order } | { readonly shortages: readonly Shortage[] };
