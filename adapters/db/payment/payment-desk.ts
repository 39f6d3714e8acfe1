import type { PaymentDesk } from '#domain/payment/payment-desk.ts';
import { factOfSession } from '#domain/payment/session-fact.ts';
import type { ToolCallRef } from '#domain/store.ts';
import type { Tx } from '#adapters/db/in-tenant.ts';
import { applyFact } from './apply-fact.ts';
import { latestPayment } from './read-payments.ts';
import { requestPayment } from './request-payment.ts';
import { settlePage } from './settle.ts';

/** Payments of one customer in the transaction of a tool call. */
export function createPaymentDesk(tx: Tx, call: Pick<ToolCallRef, 'contactId' | 'conversationId'>): PaymentDesk {
  const { contactId, conversationId } = call;
  return {
    request: (wanted, { callKey, ttlMs, now }) =>
      requestPayment(tx, { wanted, callKey, contactId, conversationId, ttlMs, now }),
    settle: (paymentId, outcome, now) => settlePage(tx, paymentId, outcome, now),
    latest: (wanted) => latestPayment(tx, contactId, wanted),
    async learn(paymentId, session, now) {
      const fact = factOfSession(session);
      return fact && applyFact(tx, paymentId, fact, now);
    },
  };
}
