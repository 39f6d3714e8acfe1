import type { BookingBook } from '#domain/booking/booking-book.ts';
import type { LeadDesk } from '#domain/lead/lead.ts';
import type { Order, OrderLine, OrderStatus } from '#domain/order/order.ts';
import type { PlacedOrder } from '#domain/order/placed-order.ts';
import type { PaymentDesk } from '#domain/payment/payment-desk.ts';
import type { Product } from '#domain/product/product.ts';
import type { PromoDesk } from '#domain/promo/promo-desk.ts';
import type { SearchDesk } from '#domain/search/search-desk.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';

export interface NewOrder {
  readonly lines: readonly OrderLine[];
  readonly totalMinor: number;
  readonly currency: string;
  readonly deliveryAddress: string | null;
  readonly notes: string | null;
}

/** What tools may touch: this tenant's catalogue, this customer's orders. Bound to one open transaction. */
export interface ShopDesk {
  /** This customer's bookings. */
  readonly bookings: BookingBook;
  /** This customer's payments. */
  readonly payments: PaymentDesk;
  readonly promos: PromoDesk;
  readonly leads: LeadDesk;
  readonly search: SearchDesk;
  /** Every product that one of these names may mean: of a small shop all, of a large one those nearest to each name. */
  products(named: readonly string[]): Promise<readonly Product[]>;
  /** Newest first; only this customer's. */
  orders(limit: number): Promise<readonly Order[]>;
  /** This customer's order by number, locked until the transaction ends; undefined when there is none. */
  lockOrder(number: number): Promise<Order | undefined>;
  /** Takes the stock that its lines need; writes nothing when there is too little. */
  createOrder(order: NewOrder): Promise<PlacedOrder>;
  /** Replaces lines, totals, address and notes; stock as in `createOrder`. */
  replaceOrder(orderId: string, order: NewOrder): Promise<PlacedOrder>;
  /** A cancelled order gives its stock back. */
  setOrderStatus(orderId: string, status: OrderStatus): Promise<Order>;
  /** Opens a handoff unless one is open. */
  requestHandoff(reason: string, requestedBy: 'customer' | 'model' | 'gate' | 'failure'): Promise<void>;
}

/** Work of one tool call in one transaction. `callKey` names the call for ever, over every retry. */
export type AtDesk<T> = (desk: ShopDesk, tenant: TenantProfile, callKey: string) => Promise<T>;
