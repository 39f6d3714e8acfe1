import type { Booking } from '#domain/booking/booking.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { readBooking } from './book.ts';

const FIND: Statement = {
  name: 'find_booking_to_confirm',
  text: `SELECT resource_id FROM bookings WHERE tenant_id = $1 AND id = $2`,
};

const LOCK: Statement = {
  name: 'lock_booking_to_confirm',
  text: `SELECT status, resource_id FROM bookings WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
};

/** The resource first, then the booking, like everybody who books: so the look at the slot holds, and nobody blocks another. */
const LOCK_RESOURCE: Statement = {
  name: 'lock_resource_to_confirm',
  text: `SELECT id FROM resources WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE`,
};

const CONFIRM: Statement = {
  name: 'confirm_booking',
  text: `
UPDATE bookings b SET status = 'confirmed', held_until = NULL, updated_at = now(),
  notice = CASE WHEN $3 AND b.conversation_id IS NOT NULL THEN 'confirmed' WHEN b.notice = 'expired' THEN NULL ELSE b.notice END,
  notices = b.notices + CASE WHEN $3 THEN 1 ELSE 0 END
WHERE b.tenant_id = $1 AND b.id = $2 AND b.status IN ('held', 'expired') AND upper(b.period) > now()
  AND NOT EXISTS (SELECT FROM bookings o WHERE o.tenant_id = b.tenant_id AND o.resource_id = b.resource_id AND o.id <> b.id
    AND o.period && b.period AND (o.status = 'confirmed' OR (o.status = 'held' AND o.held_until > now())))
  AND NOT EXISTS (SELECT FROM blackouts x WHERE x.tenant_id = b.tenant_id AND (x.resource_id IS NULL OR x.resource_id = b.resource_id)
    AND x.period && b.period)
RETURNING b.id`,
};

const RELEASE_OTHERS: Statement = {
  name: 'release_holds_over_booking',
  text: `
UPDATE bookings o SET status = 'expired', held_until = NULL, notice = 'expired', notices = o.notices + 1, updated_at = now()
FROM bookings b WHERE b.tenant_id = $1 AND b.id = $2 AND o.tenant_id = b.tenant_id AND o.resource_id = b.resource_id
  AND o.id <> b.id AND o.status = 'held' AND o.held_until <= now() AND o.period && b.period`,
};

/** `confirmed`: it is now, or was. `lost`: the hold had run out and the slot is somebody else's, or past; `ended`: cancelled. */
export type Confirmation = 'confirmed' | 'lost' | 'ended';

/**
 * Makes a hold final: it was paid, or staff said so. A hold that has run out is taken up again when its slot is still
 * free. `tell`: the customer hears of it by an event of its own (leave it out when other news says so).
 * @throws NotFound
 */
export async function confirmBooking(
  tx: Tx,
  bookingId: string,
  options: { readonly tell: boolean },
): Promise<{ readonly outcome: Confirmation; readonly booking: Booking }> {
  const place = await lockResourceOf(tx, bookingId);
  const [found] = await tx.rows<{ status: Booking['status']; resource_id: string }>(LOCK, [tx.tenantId, bookingId]);
  if (found?.status === 'held' || found?.status === 'expired') {
    // It was moved just now.
    if (found.resource_id !== place) await tx.rows(LOCK_RESOURCE, [tx.tenantId, found.resource_id]);
    await tx.rows(RELEASE_OTHERS, [tx.tenantId, bookingId]);
    const confirmed = await tx.rows(CONFIRM, [tx.tenantId, bookingId, options.tell]);
    const booking = await readBooking(tx, bookingId);
    return { outcome: confirmed.length > 0 ? 'confirmed' : 'lost', booking };
  }
  const booking = await readBooking(tx, bookingId);
  return { outcome: booking.status === 'confirmed' ? 'confirmed' : 'ended', booking };
}

/** Keeps others from booking the resource of a booking until the transaction ends; answers its id. */
export async function lockResourceOf(tx: Tx, bookingId: string): Promise<string | undefined> {
  const [place] = await tx.rows<{ resource_id: string }>(FIND, [tx.tenantId, bookingId]);
  if (place !== undefined) await tx.rows(LOCK_RESOURCE, [tx.tenantId, place.resource_id]);
  return place?.resource_id;
}
