import { v7 as uuid } from 'uuid';
import { evolvePayment } from '#domain/payment/evolve-payment.ts';
import type { PaymentFact } from '#domain/payment/evolve-payment.ts';
import { toPaymentEvent } from '#domain/payment/payment-news.ts';
import type { PaymentNews } from '#domain/payment/payment-news.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import { subjectPaid, subjectRefunded, subjectReleased } from './change-subject.ts';
import { PAYMENT_JSON } from './payment-json.ts';
import { askForRefund } from './refunds.ts';

const LOCK: Statement = {
  name: 'lock_payment',
  text: `SELECT ${PAYMENT_JSON} AS payment FROM payments p WHERE p.tenant_id = $1 AND p.id = $2 FOR UPDATE`,
};

const MOVE: Statement = {
  name: 'move_payment',
  text: `
UPDATE payments AS p SET status = $3, refunded_minor = $4, intent_id = coalesce(p.intent_id, $5),
  paid_at = CASE WHEN $3 IN ('paid', 'refunded') THEN coalesce(p.paid_at, $6) ELSE p.paid_at END, updated_at = now()
WHERE p.tenant_id = $1 AND p.id = $2 RETURNING ${PAYMENT_JSON} AS payment`,
};

const KEEP_INTENT: Statement = {
  name: 'keep_payment_intent',
  text: `UPDATE payments SET intent_id = $3 WHERE tenant_id = $1 AND id = $2 AND intent_id IS NULL`,
};

/** The funnel's event beside the customer's; once, like the news. */
const TELL: Statement = {
  name: 'keep_payment_notice',
  text: `
WITH noted AS (
  INSERT INTO events (tenant_id, id, conversation_id, key, type, data)
  VALUES ($1, $6, $4, $2, $7, jsonb_build_object('payment', $3::uuid))
  ON CONFLICT (tenant_id, conversation_id, key) DO NOTHING
)
INSERT INTO payment_notices (tenant_id, key, payment_id, conversation_id, message) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (tenant_id, key) DO NOTHING`,
};

export async function lockPayment(tx: Tx, paymentId: string): Promise<Payment | undefined> {
  const [row] = await tx.rows<{ payment: Payment }>(LOCK, [tx.tenantId, paymentId]);
  return row?.payment;
}

/** See `PaymentStore.apply`. Payment, order or booking, and the news of it change together. */
export async function applyFact(tx: Tx, paymentId: string, fact: PaymentFact, now: Date): Promise<Payment | null> {
  const before = await lockPayment(tx, paymentId);
  if (before === undefined) return null;
  const intentId = fact.kind === 'paid' ? fact.intentId : null;
  const move = evolvePayment(before, fact);
  if (move === null) {
    // A refund that came first proved the payment, and lacked what later refunds need.
    if (intentId !== null && before.intentId === null) await tx.rows(KEEP_INTENT, [tx.tenantId, paymentId, intentId]);
    return null;
  }
  const [row] = await tx.rows<{ payment: Payment }>(MOVE, [
    tx.tenantId,
    paymentId,
    move.status,
    move.refundedMinor,
    intentId,
    now,
  ]);
  if (row === undefined) throw new Error(`payment ${paymentId} was not returned by its own update`);
  const { payment } = row;
  if (move.received) await received(tx, payment, now);
  if (move.refunded > 0) {
    const cancelled = await subjectRefunded(tx, payment);
    await tell(tx, payment, { kind: 'refunded', amountMinor: move.refunded, cancelled }, now);
  }
  if (move.ended) await ended(tx, before, payment, now);
  return payment;
}

async function received(tx: Tx, payment: Payment, now: Date): Promise<void> {
  const change = await subjectPaid(tx, payment);
  await tell(tx, payment, { kind: 'received', ...change }, now);
  if (change.outcome === 'undeliverable') {
    // Nothing can be delivered for it: the money goes back by itself; the payment's clock carries it out.
    await askForRefund(tx, payment, { amountMinor: null, callKey: `undeliverable:${payment.id}` });
  }
}

/** One set aside for another page, or that never had one, ends in silence. */
async function ended(tx: Tx, before: Payment, payment: Payment, now: Date): Promise<void> {
  if (before.status !== 'open' || payment.status === 'cancelled') return;
  const released = await subjectReleased(tx, payment);
  const failed = payment.status === 'failed';
  await tell(tx, payment, failed ? { kind: 'failed' } : { kind: 'expired', released }, now);
}

/** Writes down what the conversation is to hear, when there is one. */
export async function tell(
  tx: Tx,
  payment: Payment,
  news: PaymentNews,
  now: Date,
  conversationId: string | null = payment.conversationId,
): Promise<void> {
  if (conversationId === null) return;
  const message = toPaymentEvent(payment, news, now);
  const kind = `payment_${news.kind}`;
  await tx.rows(TELL, [tx.tenantId, message.id, payment.id, conversationId, toJsonb(message), uuid(), kind]);
}
