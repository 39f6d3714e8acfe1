export const ORDER_STATUSES = ['pending', 'confirmed', 'delivered', 'cancelled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** One line of an order. Quantities are integer thousandths of the unit (0.5 kg = 500). */
export interface OrderLine {
  readonly productId: string;
  readonly name: string;
  readonly unit: string;
  readonly quantityMilli: number;
  /** Minor units for one unit, fixed when the line was made. */
  readonly unitPriceMinor: number;
  readonly totalMinor: number;
}

export interface Order {
  readonly id: string;
  /** Per tenant, from 1001, the number customers see. */
  readonly number: number;
  readonly status: OrderStatus;
  readonly contactId: string;
  readonly conversationId: string;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  /** What is to be paid: the lines less the discount. */
  readonly totalMinor: number;
  /** Taken off by a promo code; left out = nothing. */
  readonly discountMinor?: number;
  readonly promoCode?: string | null;
  readonly deliveryAddress: string | null;
  readonly notes: string | null;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
}

/** A customer changes only what nobody has started to prepare. */
export function mayChange(order: Order): boolean {
  return order.status === 'pending';
}
