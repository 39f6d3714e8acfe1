import { inTenant } from '#adapters/db/in-tenant.ts';
import { savePlan } from '#adapters/db/payment/plans.ts';
import { createPaymentStore } from '#adapters/db/payment-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { eventOf, openPayment } from './payment-facts.ts';

/** A row in every table of payments, for a tenant that has order #1001. */
export async function fillPayments(db: Database, tenantId: string): Promise<void> {
  const store = createPaymentStore(db);
  const plan = { code: 'gold', name: 'Gold', amountMinor: 990, interval: 'month', active: true } as const;
  await inTenant(db, tenantId, (tx) => savePlan(tx, plan));
  const payment = await openPayment(store, tenantId);
  await store.takeEvent(tenantId, eventOf(payment));
  await store.requestRefund(tenantId, { paymentId: payment.id, amountMinor: 1, callKey: 'test' });
  const account = { accountId: `acct_${tenantId}`, chargesEnabled: true, payoutsEnabled: true, detailsSubmitted: true };
  await store.saveAccount(tenantId, account, new Date());
}
