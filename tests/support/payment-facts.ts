import { v7 as uuid } from 'uuid';
import type { ProviderSession } from '#domain/payment/payment-gateway.ts';
import type { PaymentRequest, PaymentStore } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { ProviderEvent } from '#domain/payment/provider-event.ts';

export const TTL_MS = 3_600_000;

/** A request for a page of an order, from staff. */
export function requestOf(more: Partial<PaymentRequest> = {}): PaymentRequest {
  const wanted = { kind: 'order', number: 1001 } as const;
  return { wanted, callKey: uuid(), contactId: null, conversationId: null, ttlMs: TTL_MS, now: new Date(), ...more };
}

export function sessionOf(payment: Payment, more: Partial<ProviderSession> = {}): ProviderSession {
  return {
    sessionId: `cs_${payment.id}`,
    url: `https://pay.example/c/${payment.id}`,
    state: 'open',
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    intentId: null,
    ...more,
  };
}

/** A payment whose page is open. */
export async function openPayment(
  store: PaymentStore,
  tenantId: string,
  more: Partial<PaymentRequest> = {},
): Promise<Payment> {
  const requested = await store.request(tenantId, requestOf(more));
  if (requested.kind !== 'create') throw new Error(`expected a new payment, got ${JSON.stringify(requested)}`);
  const { payment } = requested;
  return store.settle(tenantId, payment.id, { kind: 'open', session: sessionOf(payment) }, new Date());
}

/** What the provider tells of a payment. */
export function eventOf(payment: Payment, more: Partial<ProviderEvent> = {}): ProviderEvent {
  return {
    kind: 'payment_event',
    eventId: `evt_${uuid()}`,
    eventType: 'checkout.session.completed',
    timestamp: new Date().toISOString(),
    connectedAccount: payment.accountId,
    livemode: false,
    objectId: payment.sessionId ?? 'cs_unknown',
    outcome: 'paid',
    paymentId: payment.id,
    tenantId: null,
    amount: payment.amountMinor,
    amountRefunded: null,
    currency: payment.currency.toLowerCase(),
    mode: 'payment',
    paymentIntent: `pi_${payment.id}`,
    charge: null,
    subscription: null,
    clientReferenceId: payment.id,
    email: null,
    account: null,
    ...more,
  };
}

export function refundedEvent(
  payment: Payment,
  amountRefunded: number,
  more: Partial<ProviderEvent> = {},
): ProviderEvent {
  return eventOf(payment, {
    eventType: 'charge.refunded',
    outcome: 'refunded',
    objectId: `ch_${payment.id}`,
    amountRefunded,
    clientReferenceId: null,
    mode: null,
    ...more,
  });
}
