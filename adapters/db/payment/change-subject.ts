import type { Payment } from '#domain/payment/payment.ts';
import { Conflict } from '#domain/errors.ts';
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
const SAVEPOINT: Statement = { name: 'before_confirm_booking', text: 'SAVEPOINT confirm_booking' };
const UNDO: Statement = { name: 'undo_confirm_booking', text: 'ROLLBACK TO SAVEPOINT confirm_booking' };
/** A hold that has just run out is taken up again while nobody else has the slot: the table's constraint decides. */
const CONFIRM_BOOKING: Statement = {
  name: 'confirm_paid_booking',
  text: `
UPDATE bookings SET status = 'confirmed', held_until = NULL, updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND (status = 'held' OR (status = 'expired' AND lower(period) > now()))`,
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
  const [row] = await tx.rows<Row>(subject === 'order' ? ORDER : BOOKING, [tx.tenantId, subjectId, subject]);
  const leftMinor = Math.max(0, Number(row?.total ?? 0) - Number(row?.paid ?? 0));
  if (row === undefined || row.status === 'cancelled') return { outcome: 'undeliverable', leftMinor: 0 };
  if (leftMinor > 0) return { outcome: 'short', leftMinor };
  if (subject === 'order') {
    await tx.rows(CONFIRM_ORDER, [tx.tenantId, subjectId]);
    return { outcome: 'settled', leftMinor: 0 };
  }
  const isOn = row.status === 'confirmed' || (await confirmBooking(tx, subjectId));
  return { outcome: isOn ? 'settled' : 'undeliverable', leftMinor: 0 };
}

async function confirmBooking(tx: Tx, bookingId: string): Promise<boolean> {
  await tx.rows(SAVEPOINT);
  try {
    await tx.rows(CONFIRM_BOOKING, [tx.tenantId, bookingId]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    await tx.rows(UNDO);
    return false;
  }
  const [row] = await tx.rows<Row>(BOOKING, [tx.tenantId, bookingId, 'booking']);
  return row?.status === 'confirmed';
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
