import { NotFound } from '#domain/errors.ts';
import type { PageOutcome, Refund } from '#domain/payment/payment-store.ts';
import { factOfSession } from '#domain/payment/session-fact.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { applyFact, lockPayment } from './apply-fact.ts';
import { readPayment } from './read-payments.ts';
import { keepRefund, refundSums } from './refunds.ts';

const OPEN: Statement = {
  name: 'open_payment',
  text: `
UPDATE payments SET status = 'open', session_id = $3, url = $4, updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND status = 'creating'`,
};

const STALE: Statement = {
  name: 'keep_stale_session',
  text: `UPDATE payments SET session_id = coalesce(session_id, $3) WHERE tenant_id = $1 AND id = $2`,
};

/** See `PaymentStore.settle`. Settled again it stays as it is. */
export async function settlePage(tx: Tx, paymentId: string, outcome: PageOutcome, now: Date): Promise<Payment> {
  const payment = await lockPayment(tx, paymentId);
  if (payment === undefined) throw new NotFound(`payment ${paymentId}: not found`);
  if (payment.status === 'creating') await settle(tx, paymentId, outcome, now);
  return (await readPayment(tx, paymentId)) ?? payment;
}

async function settle(tx: Tx, paymentId: string, outcome: PageOutcome, now: Date): Promise<void> {
  if (outcome.kind === 'open' && outcome.session.url !== null) {
    await tx.rows(OPEN, [tx.tenantId, paymentId, outcome.session.sessionId, outcome.session.url]);
    return;
  }
  await applyFact(tx, paymentId, { kind: outcome.kind === 'paid_before' ? 'cancelled' : 'failed' }, now);
  if (outcome.kind !== 'paid_before') return;
  const { stale, session } = outcome;
  await tx.rows(STALE, [tx.tenantId, stale.paymentId, session.sessionId]);
  const fact = factOfSession(session);
  if (fact) await applyFact(tx, stale.paymentId, fact, now);
}

/** See `PaymentStore.settleRefund`; null = the provider refused it for good. */
export async function settleRefund(
  tx: Tx,
  refundId: string,
  outcome: { readonly refundId: string; readonly status: 'done' | 'pending' | 'failed' } | null,
  now: Date,
): Promise<Refund> {
  const status = outcome === null || outcome.status === 'failed' ? 'failed' : outcome.status;
  const refund = await keepRefund(tx, refundId, status === 'pending' ? 'requested' : status, outcome?.refundId ?? null);
  if (refund.status !== 'done') return refund;
  const payment = await lockPayment(tx, refund.paymentId);
  const { done } = await refundSums(tx, refund.paymentId);
  const refundedMinor = Math.max(done, payment?.refundedMinor ?? 0);
  await applyFact(tx, refund.paymentId, { kind: 'refunded', refundedMinor, currency: refund.currency }, now);
  return refund;
}
