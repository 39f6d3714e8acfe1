import type { InboundMessage } from '#domain/message/inbound.ts';
import type { Order } from '#domain/order/order.ts';
import type { PaymentDesk } from '#domain/payment/payment-desk.ts';
import type { ProviderSession } from '#domain/payment/payment-gateway.ts';
import type { PageOutcome, PaymentRequested, Wanted } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';

/** Payments in memory, of the orders of one desk. */
export class MemoryPaymentDesk implements PaymentDesk {
  readonly #orderOf: (number: number) => Order | undefined;
  payments: readonly Payment[] = [];

  constructor(orderOf: (number: number) => Order | undefined) {
    this.#orderOf = orderOf;
  }

  request(
    wanted: Wanted,
    call: { readonly callKey: string; readonly ttlMs: number; readonly now: Date },
  ): Promise<PaymentRequested> {
    const order = wanted.kind === 'order' ? this.#orderOf(wanted.number) : undefined;
    if (order === undefined) return Promise.resolve({ kind: 'refused', code: 'not_found' });
    if (order.status === 'cancelled') return Promise.resolve({ kind: 'refused', code: 'not_payable' });
    const known = this.payments.find((payment) => payment.number === order.number && payment.status !== 'failed');
    if (known?.status === 'paid') return Promise.resolve({ kind: 'refused', code: 'already_paid' });
    if (known)
      return Promise.resolve({ kind: known.status === 'open' ? 'known' : 'create', payment: known, replaces: null });
    const payment = paymentOf(order, call);
    this.payments = [...this.payments, payment];
    return Promise.resolve({ kind: 'create', payment, replaces: null });
  }

  settle(paymentId: string, outcome: PageOutcome): Promise<Payment> {
    const open = outcome.kind === 'open';
    return Promise.resolve(
      this.#change(paymentId, {
        status: open ? 'open' : 'failed',
        url: open ? outcome.session.url : null,
        sessionId: open ? outcome.session.sessionId : null,
      }),
    );
  }

  latest(wanted: { readonly number: number } | null): Promise<Payment | undefined> {
    return Promise.resolve(this.payments.findLast((payment) => wanted === null || payment.number === wanted.number));
  }

  read(paymentId: string): Promise<Payment | undefined> {
    return Promise.resolve(this.payments.find((payment) => payment.id === paymentId));
  }

  learn(paymentId: string, session: ProviderSession | null): Promise<readonly InboundMessage[]> {
    if (session?.state === 'paid') this.#change(paymentId, { status: 'paid' });
    return Promise.resolve([]);
  }

  #change(paymentId: string, changes: Partial<Payment>): Payment {
    const before = this.payments.find((payment) => payment.id === paymentId);
    if (before === undefined) throw new Error(`there is no payment ${paymentId}`);
    const changed = { ...before, ...changes };
    this.payments = this.payments.map((payment) => (payment.id === paymentId ? changed : payment));
    return changed;
  }
}

function paymentOf(
  order: Order,
  call: { readonly callKey: string; readonly ttlMs: number; readonly now: Date },
): Payment {
  return {
    id: call.callKey,
    subject: 'order',
    subjectId: order.id,
    number: order.number,
    description: `Order #${order.number}`,
    conversationId: order.conversationId,
    contactId: order.contactId,
    amountMinor: order.totalMinor,
    refundedMinor: 0,
    currency: order.currency,
    status: 'creating',
    interval: null,
    url: null,
    sessionId: null,
    intentId: null,
    accountId: null,
    expiresAt: new Date(call.now.getTime() + call.ttlMs).toISOString(),
    nudgedAt: null,
    paidAt: null,
    disputedAt: null,
    createdAt: call.now.toISOString(),
  };
}
