import { Conflict, NotFound } from '#domain/errors.ts';
import type { PaymentStore } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { inTenant, withoutTenant } from './in-tenant.ts';
import type { Statement, Tx } from './in-tenant.ts';
import { connectAccount, readAccount } from './payment/accounts.ts';
import { applyFact, lockPayment } from './payment/apply-fact.ts';
import { announce } from './payment/announce.ts';
import { nextDeadline, noticeSent, nudge, paymentDue, waitingNotices } from './payment/clock.ts';
import { listPayments, readPayment } from './payment/read-payments.ts';
import { askForRefund } from './payment/refunds.ts';
import { requestPayment } from './payment/request-payment.ts';
import { settlePage, settleRefund } from './payment/settle.ts';
import { takeEvent } from './payment/take-event.ts';
import type { Database } from './pool.ts';

const OVERDUE: Statement = {
  name: 'overdue_payments',
  text: 'SELECT tenant_id AS "tenantId", id FROM overdue_payments($1)',
};

/** Payments in Postgres; one method is one transaction with the tenant set. */
export function createPaymentStore(db: Database): PaymentStore {
  const run = <T>(tenantId: string, work: (tx: Tx) => Promise<T>) => inTenant(db, tenantId, work);
  return {
    request: (tenantId, request) => run(tenantId, (tx) => requestPayment(tx, request)),
    settle: (tenantId, id, outcome, now) => run(tenantId, (tx) => settlePage(tx, id, outcome, now)),
    find: (tenantId, id) => run(tenantId, (tx) => readPayment(tx, id)),
    list: (tenantId, status, page) => run(tenantId, (tx) => listPayments(tx, status, page)),
    apply: (tenantId, id, fact, now) => run(tenantId, (tx) => applyFact(tx, id, fact, now)),
    takeEvent: (tenantId, event) => run(tenantId, (tx) => takeEvent(tx, event)),
    requestRefund: (tenantId, wish) =>
      run(tenantId, async (tx) => {
        const payment = await mustLock(tx, wish.paymentId);
        if (payment.status === 'paid' && payment.intentId === null) {
          throw new Conflict(
            `payment ${payment.id} was not charged by itself (a subscription); refund it at the provider`,
          );
        }
        return { refund: await askForRefund(tx, payment, wish), payment };
      }),
    settleRefund: (tenantId, id, outcome, now) => run(tenantId, (tx) => settleRefund(tx, id, outcome, now)),
    announce: (tenantId, id, to, now) => run(tenantId, async (tx) => announce(tx, await mustLock(tx, id), to, now)),
    waitingNotices: (tenantId, id) => run(tenantId, (tx) => waitingNotices(tx, id)),
    noticeSent: (tenantId, key) => run(tenantId, (tx) => noticeSent(tx, key)),
    nextDeadline: (tenantId, id) => run(tenantId, (tx) => nextDeadline(tx, id)),
    due: (tenantId, id, now) => run(tenantId, (tx) => paymentDue(tx, id, now)),
    nudge: (tenantId, id, now) => run(tenantId, (tx) => nudge(tx, id, now)),
    overdue: (most) => withoutTenant<{ tenantId: string; id: string }>(db, OVERDUE, [most]),
    account: (tenantId) => run(tenantId, readAccount),
    saveAccount: (tenantId, account, toldAt) => run(tenantId, (tx) => connectAccount(tx, account, toldAt)),
  };
}

async function mustLock(tx: Tx, paymentId: string): Promise<Payment> {
  const payment = await lockPayment(tx, paymentId);
  if (payment === undefined) throw new NotFound(`payment ${paymentId}: not found`);
  return payment;
}
