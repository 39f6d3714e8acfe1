import type { InboundMessage } from '#domain/message/inbound.ts';
import type { ProviderSession } from './payment-gateway.ts';
import type { PageOutcome, PaymentRequested, Wanted } from './payment-store.ts';
import type { Payment } from './payment.ts';

/** Payments as tools of one customer see them; bound to one open transaction. */
export interface PaymentDesk {
  /** Writes down a payment for something of this customer's, or finds the one there is. */
  request(
    wanted: Wanted,
    call: { readonly callKey: string; readonly ttlMs: number; readonly now: Date },
  ): Promise<PaymentRequested>;
  /** Keeps what came of opening its page. */
  settle(paymentId: string, outcome: PageOutcome, now: Date): Promise<Payment>;
  /** This customer's payment of an order or booking, the newest first; the newest of all when none is named. */
  latest(wanted: { readonly kind: 'order' | 'booking'; readonly number: number } | null): Promise<Payment | undefined>;
  /** One payment of this customer's. */
  read(paymentId: string): Promise<Payment | undefined>;
  /**
   * Takes what the provider says of a page. News that come of it are answered here instead of being sent later: the
   * tool's result tells them.
   */
  learn(paymentId: string, session: ProviderSession | null, now: Date): Promise<readonly InboundMessage[]>;
}
