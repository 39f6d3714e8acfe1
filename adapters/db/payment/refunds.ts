import { v7 as uuid } from 'uuid';
import { Conflict, InvalidInput, NotFound } from '#domain/errors.ts';
import type { Refund } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { REFUND_JSON } from './payment-json.ts';

const SUMS: Statement = {
  name: 'refund_sums',
  text: `
SELECT coalesce(sum(amount_minor) FILTER (WHERE status = 'done'), 0) AS done,
  coalesce(sum(amount_minor) FILTER (WHERE status = 'done' OR (status = 'requested' AND provider_refund_id IS NOT NULL)), 0)
    AS taken,
  coalesce(sum(amount_minor) FILTER (WHERE status = 'requested' AND provider_refund_id IS NULL), 0) AS requested
FROM payment_refunds WHERE tenant_id = $1 AND payment_id = $2`,
};

const BY_KEY: Statement = {
  name: 'refund_by_key',
  text: `
SELECT ${REFUND_JSON} AS refund FROM payment_refunds r JOIN payments p ON p.tenant_id = r.tenant_id AND p.id = r.payment_id
WHERE r.tenant_id = $1 AND r.call_key = $2`,
};

const INSERT: Statement = {
  name: 'insert_refund',
  text: `
WITH r AS (
  INSERT INTO payment_refunds (tenant_id, id, payment_id, call_key, amount_minor, status)
  VALUES ($1, $2, $3, $4, $5, 'requested') RETURNING *
)
SELECT ${REFUND_JSON} AS refund FROM r JOIN payments p ON p.tenant_id = r.tenant_id AND p.id = r.payment_id`,
};

const SETTLE: Statement = {
  name: 'settle_refund',
  text: `
WITH r AS (
  UPDATE payment_refunds SET status = $3, provider_refund_id = coalesce($4, provider_refund_id), updated_at = now()
  WHERE tenant_id = $1 AND id = $2 AND status <> 'done' RETURNING *
)
SELECT ${REFUND_JSON} AS refund FROM r JOIN payments p ON p.tenant_id = r.tenant_id AND p.id = r.payment_id`,
};

const ONE: Statement = {
  name: 'refund_by_id',
  text: `
SELECT ${REFUND_JSON} AS refund FROM payment_refunds r JOIN payments p ON p.tenant_id = r.tenant_id AND p.id = r.payment_id
WHERE r.tenant_id = $1 AND r.id = $2`,
};

/** Writes a refund down, once a key; the payment must be locked. @throws Conflict, InvalidInput */
export async function askForRefund(
  tx: Tx,
  payment: Payment,
  wish: { readonly amountMinor: number | null; readonly callKey: string },
): Promise<Refund> {
  const [known] = await tx.rows<{ refund: Refund }>(BY_KEY, [tx.tenantId, wish.callKey]);
  if (known) return sameWish(known.refund, payment, wish.amountMinor);
  if (payment.status !== 'paid') {
    const why = payment.status === 'refunded' ? 'all of it was given back already' : 'it was not paid';
    throw new Conflict(`payment ${payment.id} can't be refunded: ${why}`);
  }
  const sums = await refundSums(tx, payment.id);
  const left = payment.amountMinor - Math.max(payment.refundedMinor, sums.taken) - sums.requested;
  const amount = wish.amountMinor ?? left;
  if (amount <= 0 || amount > left) {
    throw new InvalidInput(
      `amount: ${amount} minor units of ${payment.currency} asked for, expected 1 to ${left}, which is what is left of the payment`,
    );
  }
  const [row] = await tx.rows<{ refund: Refund }>(INSERT, [tx.tenantId, uuid(), payment.id, wish.callKey, amount]);
  if (row === undefined) throw new Error('a refund was not returned by its own insert');
  return row.refund;
}

function sameWish(refund: Refund, payment: Payment, amountMinor: number | null): Refund {
  if (refund.paymentId === payment.id && (amountMinor === null || refund.amountMinor === amountMinor)) return refund;
  throw new Conflict('this key was used for another refund; use a new one');
}

/** `taken`: what the provider has accepted; `requested`: what it may not know of yet. */
export async function refundSums(
  tx: Tx,
  paymentId: string,
): Promise<{ readonly done: number; readonly taken: number; readonly requested: number }> {
  const [row] = await tx.rows<Record<'done' | 'taken' | 'requested', string>>(SUMS, [tx.tenantId, paymentId]);
  return { done: Number(row?.done ?? 0), taken: Number(row?.taken ?? 0), requested: Number(row?.requested ?? 0) };
}

/** Keeps what the provider said of a refund; one that is done stays done. @throws NotFound */
export async function keepRefund(
  tx: Tx,
  refundId: string,
  status: Refund['status'],
  providerRefundId: string | null,
): Promise<Refund> {
  const [changed] = await tx.rows<{ refund: Refund }>(SETTLE, [tx.tenantId, refundId, status, providerRefundId]);
  const [kept] = changed ? [changed] : await tx.rows<{ refund: Refund }>(ONE, [tx.tenantId, refundId]);
  if (kept === undefined) throw new NotFound(`refund ${refundId}: not found`);
  return kept.refund;
}
