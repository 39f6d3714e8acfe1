import type { Notice, PaymentDue, Refund } from '#domain/payment/payment-store.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { lockPayment, tell } from './apply-fact.ts';
import { PAYMENT_JSON, REFUND_JSON } from './payment-json.ts';

const REFUND_WAIT = `interval '5 seconds'`;
/** A page that is not open by then will not be: who asked for it has given up. */
const CREATING_LIMIT = `interval '10 minutes'`;

/** Nothing is left to be paid for: the order was cancelled, the booking is off. */
export const SUBJECT_GONE = `CASE p.subject
  WHEN 'order' THEN EXISTS (SELECT FROM orders o WHERE o.tenant_id = p.tenant_id AND o.id = p.subject_id AND o.status = 'cancelled')
  WHEN 'booking' THEN EXISTS (SELECT FROM bookings b WHERE b.tenant_id = p.tenant_id AND b.id = p.subject_id
    AND b.status IN ('cancelled', 'expired'))
  ELSE false END`;

const NEXT_AT = `least(
  (SELECT min(n.created_at) FROM payment_notices n
    WHERE n.tenant_id = p.tenant_id AND n.payment_id = p.id AND n.sent_at IS NULL),
  (SELECT min(r.created_at) + ${REFUND_WAIT} FROM payment_refunds r
    WHERE r.tenant_id = p.tenant_id AND r.payment_id = p.id AND r.status = 'requested' AND r.provider_refund_id IS NULL
      AND p.intent_id IS NOT NULL),
  CASE p.status
    WHEN 'creating' THEN p.created_at + ${CREATING_LIMIT}
    WHEN 'open' THEN CASE WHEN ${SUBJECT_GONE} THEN p.created_at
      WHEN p.nudged_at IS NULL THEN least(p.nudge_at, p.expires_at) ELSE p.expires_at END
  END)`;

const NEXT: Statement = {
  name: 'next_of_payment',
  text: `SELECT iso_utc(${NEXT_AT}) AS at FROM payments p WHERE p.tenant_id = $1 AND p.id = $2`,
};

const DUE: Statement = {
  name: 'payment_due',
  text: `
SELECT ${PAYMENT_JSON} AS payment, p.replaces,
  (p.status = 'creating' AND p.created_at + ${CREATING_LIMIT} <= $3)
    OR (p.status = 'open' AND (p.expires_at <= $3 OR ${SUBJECT_GONE})) AS expired,
  ${SUBJECT_GONE} AS gone, p.status = 'open' AND p.nudged_at IS NULL AND p.nudge_at <= $3 AS nudge,
  (SELECT coalesce(json_agg(${REFUND_JSON} ORDER BY r.created_at), '[]') FROM payment_refunds r
    WHERE r.tenant_id = $1 AND r.payment_id = p.id AND r.status = 'requested' AND r.provider_refund_id IS NULL) AS refunds
FROM payments p WHERE p.tenant_id = $1 AND p.id = $2`,
};

const WAITING: Statement = {
  name: 'waiting_notices',
  text: `
SELECT n.key, n.conversation_id AS "conversationId", n.message, ch.channel,
  (SELECT iso_utc(max(m.sent_at)) FROM messages m
    WHERE m.tenant_id = $1 AND m.conversation_id = c.id AND m.author = 'customer') AS "lastHeardAt"
FROM payment_notices n JOIN conversations c ON c.tenant_id = n.tenant_id AND c.id = n.conversation_id
JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
WHERE n.tenant_id = $1 AND n.payment_id = $2 AND n.sent_at IS NULL ORDER BY n.created_at, n.key`,
};

const SENT: Statement = {
  name: 'notice_sent',
  text: `UPDATE payment_notices SET sent_at = now() WHERE tenant_id = $1 AND key = $2 AND sent_at IS NULL`,
};

const NUDGED: Statement = {
  name: 'payment_nudged',
  text: `UPDATE payments SET nudged_at = $3, updated_at = now() WHERE tenant_id = $1 AND id = $2`,
};

export async function nextDeadline(tx: Tx, paymentId: string): Promise<string | null> {
  const [row] = await tx.rows<{ at: string | null }>(NEXT, [tx.tenantId, paymentId]);
  return row?.at ?? null;
}

export async function paymentDue(tx: Tx, paymentId: string, now: Date): Promise<PaymentDue | null> {
  const [row] = await tx.rows<{
    payment: Payment;
    replaces: string | null;
    expired: boolean;
    gone: boolean;
    nudge: boolean;
    refunds: Refund[];
  }>(DUE, [tx.tenantId, paymentId, now]);
  return row ? { ...row, notices: await waitingNotices(tx, paymentId) } : null;
}

export async function waitingNotices(tx: Tx, paymentId: string): Promise<readonly Notice[]> {
  return tx.rows<Notice & Record<string, unknown>>(WAITING, [tx.tenantId, paymentId]);
}

export async function noticeSent(tx: Tx, key: string): Promise<void> {
  await tx.rows(SENT, [tx.tenantId, key]);
}

/** See `PaymentStore.nudge`: only for a page that is open and was not reminded of. */
export async function nudge(tx: Tx, paymentId: string, now: Date): Promise<void> {
  const payment = await lockPayment(tx, paymentId);
  if (payment?.status !== 'open' || payment.nudgedAt !== null) return;
  await tx.rows(NUDGED, [tx.tenantId, paymentId, now]);
  await tell(tx, payment, { kind: 'nudge' }, now);
}
