import type { PaymentDesk } from '#domain/payment/payment-desk.ts';
import { factOfSession } from '#domain/payment/session-fact.ts';
import type { ToolCallRef } from '#domain/store.ts';
import type { Tx } from '#adapters/db/in-tenant.ts';
import { applyFact } from './apply-fact.ts';
import { noticeSent, waitingNotices } from './clock.ts';
import { latestPayment, readPayment } from './read-payments.ts';
import { requestPayment } from './request-payment.ts';
import { settlePage } from './settle.ts';

/** Payments of one customer in the transaction of a tool call. */
export function createPaymentDesk(tx: Tx, call: Pick<ToolCallRef, 'contactId' | 'conversationId'>): PaymentDesk {
  const { contactId, conversationId } = call;
  return {
    request: (wanted, { callKey, ttlMs, now }) =>
      requestPayment(tx, { wanted, callKey, contactId, conversationId, ttlMs, now }),
    settle: (paymentId, outcome, now) => settlePage(tx, paymentId, outcome, now),
    read: async (paymentId) => {
      const payment = await readPayment(tx, paymentId);
      return payment?.contactId === contactId ? payment : undefined;
    },
    latest: (wanted) => latestPayment(tx, contactId, wanted),
    async learn(paymentId, session, now) {
      const fact = session && factOfSession(session);
      if (!fact || (await applyFact(tx, paymentId, fact, now)) === null) return [];
      const notices = (await waitingNotices(tx, paymentId)).filter(
        (notice) => notice.conversationId === conversationId,
      );
      for (const { key } of notices) await noticeSent(tx, key);
      return notices.map(({ message }) => message);
    },
  };
}
