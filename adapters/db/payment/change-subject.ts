import type { Payment } from '#domain/payment/payment.ts';
import { confirmBooking, lockResourceOf } from '#adapters/db/booking/confirm.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

/** What money does to the thing it was paid for. */
export interface SubjectChange {
  readonly outcome: 'settled' | 'short' | 'undeliverable' | 'plain';
  readonly leftMinor: number;
}

const PAID = `(SELECT coalesce(sum(q.amount_minor - q.refunded_minor), 0) FROM payments q
  WHERE q.tenant_id = $1 AND q.subject = $3 AND q.subject_id = $2 AND q.status IN ('paid', 'refunded'))`;

const ORDER: Statement = {
  name: 'order_of_payment',
  text: `SELECT o.status, o.total_minor AS total, ${PAID} AS paid FROM orders o WHERE o.tenant_id = $1 AND o.id = $2 FOR UPDATE`,
};
const CONFIRM_ORDER: Statement = {
  name: 'confirm_paid_order',
  text: `UPDATE orders SET status = 'confirmed', updated_at = now() WHERE tenant_id = $1 AND id = $2 AND status = 'pending'`,
};
const CANCEL_ORDER: Statement = {
  name: 'cancel_refunded_order',
  text: `
UPDATE orders SET status = 'cancelled', updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND status IN ('pending', 'confirmed') RETURNING id`,
};
const BOOKING: Statement = {
  name: 'booking_of_payment',
  text: `SELECT b.status, b.price_minor AS total, ${PAID} AS paid FROM bookings b WHERE b.tenant_id = $1 AND b.id = $2 FOR UPDATE`,
};
const CANCEL_BOOKING: Statement = {
  name: 'cancel_refunded_booking',
  text: `
UPDATE bookings SET status = 'cancelled', held_until = NULL, updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND status IN ('held', 'confirmed') AND lower(period) > now() RETURNING id`,
};
const RELEASE_BOOKING: Statement = {
  name: 'release_unpaid_booking',
  text: `
UPDATE bookings SET status = 'expired', held_until = NULL, updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND status = 'held' RETURNING id`,
};

interface Row {
  status: string;
  total: string;
  paid: string;
}

/** Money came: takes the order or booking on once all of it is paid. The payment is `paid` in the table already. */
export async function subjectPaid(tx: Tx, { subject, subjectId }: Payment): Promise<SubjectChange> {
  if (subject !== 'order' && subject !== 'booking') return { outcome: 'plain', leftMinor: 0 };
  // Before the booking: the order in which everybody who books locks.
  if (subject === 'booking') await lockResourceOf(tx, subjectId);
  const [row] = await tx.rows<Row>(subject === 'order' ? ORDER : BOOKING, [tx.tenantId, subjectId, subject]);
  const leftMinor = Math.max(0, Number(row?.total ?? 0) - Number(row?.paid ?? 0));
  if (row === undefined || row.status === 'cancelled') return { outcome: 'undeliverable', leftMinor: 0 };
  if (leftMinor > 0) return { outcome: 'short', leftMinor };
  if (subject === 'order') {
    await tx.rows(CONFIRM_ORDER, [tx.tenantId, subjectId]);
    return { outcome: 'settled', leftMinor: 0 };
  }
  // A hold that has run out is taken up again when its slot is still free.
  const { outcome } = await confirmBooking(tx, subjectId, { tell: false });
  return { outcome: outcome === 'confirmed' ? 'settled' : 'undeliverable', leftMinor: 0 };
}

/** All money went back: nothing is to be delivered for it any more. True when that changed something. */
export async function subjectRefunded(tx: Tx, { subject, subjectId }: Payment): Promise<boolean> {
  if (subject !== 'order' && subject !== 'booking') return false;
  const [row] = await tx.rows<Row>(subject === 'order' ? ORDER : BOOKING, [tx.tenantId, subjectId, subject]);
  if (row === undefined || Number(row.paid) > 0) return false;
  const changed = await tx.rows(subject === 'order' ? CANCEL_ORDER : CANCEL_BOOKING, [tx.tenantId, subjectId]);
  return changed.length > 0;
}

/** Nobody paid: a slot is free again. An order stays pending: it may be paid in another way. */
export async function subjectReleased(tx: Tx, { subject, subjectId }: Payment): Promise<boolean> {
  if (subject !== 'booking') return false;
  return (await tx.rows(RELEASE_BOOKING, [tx.tenantId, subjectId])).length > 0;
}
