import type { Page, PageRequest } from '#domain/page.ts';
import type { Order, OrderStatus } from './order.ts';

/** Where staff may take an order: forward, or off. What is delivered or cancelled stays so. */
const MOVES: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['confirmed', 'delivered', 'cancelled'],
  confirmed: ['delivered', 'cancelled'],
  delivered: [],
  cancelled: [],
};

/** True also for the status it has. */
export function mayMoveTo(from: OrderStatus, to: OrderStatus): boolean {
  return from === to || MOVES[from].includes(to);
}

/** The address of what is on its way to nobody, or has arrived, is a fact; notes are always staff's to write. */
export function mayChangeAddress(status: OrderStatus): boolean {
  return status === 'pending' || status === 'confirmed';
}

/** What staff change of an order; what is left out stays. */
export interface OrderChanges {
  readonly status?: OrderStatus | undefined;
  readonly notes?: string | null | undefined;
  readonly deliveryAddress?: string | null | undefined;
}

/** Which orders; what is left out does not matter. */
export interface OrderFilter {
  readonly status?: OrderStatus | undefined;
  readonly contact?: string | undefined;
  readonly conversation?: string | undefined;
  /** Made at this time or later, and before that; ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** A product's id, or part of the name of an item. */
  readonly product?: string | undefined;
  /** The number, or part of the customer's name or of the address. */
  readonly q?: string | undefined;
}

/** An order with the version of its row. */
export interface VersionedOrder {
  readonly order: Order & { readonly contactName: string | null; readonly updatedAt: string };
  readonly version: string;
}

/** A tenant's orders as staff see and change them. */
export interface OrderBook {
  /** The newest first. */
  list(tenantId: string, filter: OrderFilter, page: PageRequest): Promise<Page<VersionedOrder['order']>>;
  /** @throws NotFound */
  read(tenantId: string, id: string): Promise<VersionedOrder>;
  /**
   * Cancelling gives the stock back; `openPayment` is the page that is open for it and must be closed.
   * @param versions what the caller has seen; null = whatever there is
   * @throws NotFound, Stale (another version), Conflict (not from the status it has)
   */
  change(
    tenantId: string,
    id: string,
    changes: OrderChanges,
    versions: readonly string[] | null,
  ): Promise<VersionedOrder & { readonly openPayment: string | null }>;
}
