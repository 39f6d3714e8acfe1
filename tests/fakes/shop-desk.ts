import type { Lead, LeadDesk, NewLead } from '#domain/lead/lead.ts';
import type { Order } from '#domain/order/order.ts';
import type { PlacedOrder } from '#domain/order/placed-order.ts';
import type { Product } from '#domain/product/product.ts';
import { searchProducts } from '#agent/tools/search-products-rank.ts';
import type { PromoDesk } from '#domain/promo/promo-desk.ts';
import type { SearchDesk } from '#domain/search/search-desk.ts';
import type { NewOrder, ShopDesk } from '#domain/order/shop-desk.ts';
import { MemoryBookingBook } from './booking-book.ts';
import { MemoryPaymentDesk } from './payment-desk.ts';

/** A desk in memory, of one customer. Keeps every order that was ever written, as it was written. */
export class MemoryShopDesk implements ShopDesk {
  readonly #products: readonly Product[];
  /** By words; what a question means is the database's business. */
  readonly search: SearchDesk = {
    products: ({ said }, limit) => Promise.resolve(searchProducts(said, this.#products, limit)),
    knowledge: () => Promise.resolve([]),
  };
  readonly #contactId: string;
  #orders: readonly Order[];
  readonly bookings = new MemoryBookingBook();
  readonly leads: LeadDesk = { capture: (lead, consentAt) => Promise.resolve(leadOf(lead, consentAt)) };
  readonly promos: PromoDesk = { apply: () => Promise.resolve({ refusal: 'unknown_promo' }) };
  readonly payments = new MemoryPaymentDesk((number) => this.#own().find((order) => order.number === number));
  readonly written: NewOrder[] = [];
  readonly handoffs: string[] = [];

  /** @param orders of any customer; only those of `contactId` can be seen. */
  constructor(products: readonly Product[], orders: readonly Order[] = [], contactId = 'contact') {
    this.#products = products;
    this.#orders = orders;
    this.#contactId = contactId;
  }

  products(): Promise<readonly Product[]> {
    return Promise.resolve(this.#products);
  }

  orders(limit: number): Promise<readonly Order[]> {
    return Promise.resolve(this.#own().toReversed().slice(0, limit));
  }

  /** The order of that number, whoever it belongs to. */
  anyOrder(number: number): Order | undefined {
    return this.#orders.find((order) => order.number === number);
  }

  lockOrder(number: number): Promise<Order | undefined> {
    return Promise.resolve(this.#own().find((order) => order.number === number));
  }

  createOrder(order: NewOrder): Promise<PlacedOrder> {
    const number = Math.max(1000, ...this.#orders.map((known) => known.number)) + 1;
    const made: Order = {
      ...order,
      id: `id of ${number}`,
      number,
      status: 'pending',
      contactId: this.#contactId,
      conversationId: 'conversation',
      createdAt: '2026-11-21T10:00:00.000Z',
    };
    this.written.push(order);
    this.#orders = [...this.#orders, made];
    return Promise.resolve({ order: made });
  }

  async replaceOrder(orderId: string, order: NewOrder): Promise<PlacedOrder> {
    this.written.push(order);
    return { order: await this.#change(orderId, order) };
  }

  setOrderStatus(orderId: string, status: Order['status']): Promise<Order> {
    return this.#change(orderId, { status });
  }

  requestHandoff(reason: string, requestedBy: string): Promise<void> {
    this.handoffs.push(`${requestedBy}: ${reason}`);
    return Promise.resolve();
  }

  #own(): readonly Order[] {
    return this.#orders.filter((order) => order.contactId === this.#contactId);
  }

  #change(orderId: string, change: Partial<Order>): Promise<Order> {
    const order = this.#orders.find((known) => known.id === orderId);
    if (!order) return Promise.reject(new Error(`memory desk: no order ${orderId}`));
    const changed = { ...order, ...change };
    this.#orders = this.#orders.map((known) => (known.id === orderId ? changed : known));
    return Promise.resolve(changed);
  }
}

function leadOf(lead: NewLead, consentAt: Date): Lead {
  const at = consentAt.toISOString();
  return {
    ...lead,
    id: 'lead',
    contactId: 'contact',
    conversationId: 'c',
    source: 'web',
    consentAt: at,
    createdAt: at,
    updatedAt: at,
  };
}
