import { v7 as uuid } from 'uuid';
import type { Booking } from '#domain/booking/booking.ts';
import type { BookingBook } from '#domain/booking/booking-book.ts';
import type { BusyPeriod, Resource } from '#domain/booking/resource.ts';
import { NotFound } from '#domain/errors.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { orNull } from '#adapters/db/to-jsonb.ts';
import { BOOKING_JSON, RESOURCE_JSON } from './json.ts';

/** Whose bookings a book shows and writes; null = every customer's, for staff. */
export interface BookOwner {
  readonly contactId: string;
  readonly conversationId: string;
}

const RESOURCES: Statement = {
  name: 'active_resources',
  text: `SELECT ${RESOURCE_JSON} AS resource FROM resources r WHERE r.tenant_id = $1 AND r.active ORDER BY r.position, r.name`,
};

/** In the order of ids, so that two who want overlapping sets wait for each other instead of blocking each other. */
const LOCK_RESOURCES: Statement = {
  name: 'lock_resources',
  text: `SELECT id FROM resources WHERE tenant_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
};

const BUSY: Statement = {
  name: 'busy_periods',
  text: `
SELECT b.resource_id AS "resourceId", iso_utc(lower(b.period)) AS "startsAt", iso_utc(upper(b.period)) AS "endsAt"
FROM bookings b
WHERE b.tenant_id = $1 AND b.resource_id = ANY ($2::uuid[]) AND b.period && tstzrange($3, $4)
  AND (b.status = 'confirmed' OR (b.status = 'held' AND b.held_until > now())) AND b.id IS DISTINCT FROM $5
UNION ALL
SELECT r.id, iso_utc(lower(x.period)), iso_utc(upper(x.period))
FROM blackouts x JOIN resources r ON r.tenant_id = x.tenant_id AND (x.resource_id IS NULL OR x.resource_id = r.id)
WHERE x.tenant_id = $1 AND r.id = ANY ($2::uuid[]) AND x.period && tstzrange($3, $4)`,
};

const COUNT_OPEN: Statement = {
  name: 'open_bookings_of_contact',
  text: `SELECT count(*)::int AS open FROM bookings b WHERE b.tenant_id = $1 AND b.contact_id = $2
  AND (b.status = 'confirmed' OR (b.status = 'held' AND b.held_until > now())) AND upper(b.period) > now()`,
};

/** Holds that have run out free their slot for whoever wants it, in the transaction that wants it. */
const RELEASE: Statement = {
  name: 'release_expired_holds',
  text: `
UPDATE bookings SET status = 'expired', held_until = NULL, notice = 'expired', notices = notices + 1, updated_at = now()
WHERE tenant_id = $1 AND resource_id = $2 AND status = 'held' AND held_until <= now() AND period && tstzrange($3, $4)`,
};

/** The number is taken in the same statement; the constraint on overlapping periods decides who gets the slot. */
const INSERT: Statement = {
  name: 'insert_booking',
  text: `
WITH counted AS (
  INSERT INTO booking_counters (tenant_id, last_number) VALUES ($1, 5001)
  ON CONFLICT (tenant_id) DO UPDATE SET last_number = booking_counters.last_number + 1 RETURNING last_number
)
INSERT INTO bookings (tenant_id, id, number, resource_id, conversation_id, contact_id, status, period, price_minor, currency,
  guest_name, notes, held_until, reminder_at, request_key)
SELECT $1, $2, last_number, $3, $4, $5, CASE WHEN $12::timestamptz IS NULL THEN 'confirmed' ELSE 'held' END,
  tstzrange($6, $7), $8, $9, $10, $11, $12, $13, $14 FROM counted
ON CONFLICT DO NOTHING RETURNING id`,
};

const ONE: Statement = {
  name: 'booking_by_id',
  text: `SELECT ${BOOKING_JSON} AS booking FROM bookings b JOIN resources r ON r.tenant_id = b.tenant_id AND r.id = b.resource_id
WHERE b.tenant_id = $1 AND b.id = $2`,
};

const LOCK: Statement = {
  name: 'lock_booking',
  text: `SELECT id FROM bookings WHERE tenant_id = $1 AND number = $2 AND ($3::uuid IS NULL OR contact_id = $3) FOR UPDATE`,
};

const LIST: Statement = {
  name: 'bookings_of_contact',
  text: `SELECT ${BOOKING_JSON} AS booking FROM bookings b JOIN resources r ON r.tenant_id = b.tenant_id AND r.id = b.resource_id
WHERE b.tenant_id = $1 AND ($2::uuid IS NULL OR b.contact_id = $2) ORDER BY b.number DESC LIMIT $3`,
};

const MOVE: Statement = {
  name: 'move_booking',
  text: `
UPDATE bookings SET resource_id = $3, period = tstzrange($4, $5), price_minor = $6, reminder_at = $7, reminder_outcome = NULL,
  held_until = CASE WHEN status = 'held' THEN least(held_until, $4) END, updated_at = now(),
  notice = CASE WHEN $8 AND conversation_id IS NOT NULL THEN 'rescheduled' ELSE notice END,
  notices = notices + CASE WHEN $8 THEN 1 ELSE 0 END
WHERE tenant_id = $1 AND id = $2`,
};

const CANCEL: Statement = {
  name: 'cancel_booking',
  text: `
UPDATE bookings SET status = 'cancelled', held_until = NULL, updated_at = now(),
  notice = CASE WHEN $3 AND conversation_id IS NOT NULL THEN 'cancelled' END, notices = notices + CASE WHEN $3 THEN 1 ELSE 0 END
WHERE tenant_id = $1 AND id = $2`,
};

/** The book in one transaction; `owner` narrows what it shows to one customer. */
export function createBookingBook(tx: Tx, owner: BookOwner | null): BookingBook {
  const tenant = tx.tenantId;
  const contact = owner?.contactId ?? null;
  return {
    async resources() {
      return (await tx.rows<{ resource: Resource }>(RESOURCES, [tenant])).map((row) => row.resource);
    },
    async lockResources(ids) {
      await tx.rows(LOCK_RESOURCES, [tenant, [...ids]]);
    },
    busy: (ids, from, to, except) => tx.rows<BusyPeriod & object>(BUSY, [tenant, [...ids], from, to, except ?? null]),
    async countOpen() {
      const [row] = await tx.rows<{ open: number }>(COUNT_OPEN, [tenant, contact]);
      return row?.open ?? 0;
    },
    async insert(booking) {
      const { resourceId, startsAt, endsAt } = booking;
      await tx.rows(RELEASE, [tenant, resourceId, startsAt, endsAt]);
      const [made] = await tx.rows<{ id: string }>(INSERT, [
        tenant,
        uuid(),
        resourceId,
        owner?.conversationId ?? null,
        contact,
        startsAt,
        endsAt,
        booking.priceMinor,
        booking.currency,
        orNull(booking.guestName),
        orNull(booking.notes),
        booking.heldUntil,
        booking.reminderAt,
        booking.requestKey,
      ]);
      return made && readBooking(tx, made.id);
    },
    async lock(number) {
      const [row] = await tx.rows<{ id: string }>(LOCK, [tenant, number, contact]);
      // Read after the lock: what waited for it sees what the other has written.
      return row && readBooking(tx, row.id);
    },
    async move(id, { resourceId, startsAt, endsAt, priceMinor, reminderAt, tell }) {
      await tx.rows(RELEASE, [tenant, resourceId, startsAt, endsAt]);
      await tx.rows(MOVE, [tenant, id, resourceId, startsAt, endsAt, priceMinor, reminderAt, tell]);
      return readBooking(tx, id);
    },
    async cancel(id, tell) {
      await tx.rows(CANCEL, [tenant, id, tell]);
      return readBooking(tx, id);
    },
    async list(limit) {
      const rows = await tx.rows<{ booking: Booking }>(LIST, [tenant, contact, limit]);
      return rows.map((row) => row.booking);
    },
  };
}

/** @throws NotFound */
export async function readBooking(tx: Tx, id: string): Promise<Booking> {
  const [row] = await tx.rows<{ booking: Booking }>(ONE, [tx.tenantId, id]);
  if (row === undefined) throw new NotFound(`booking ${id}: not found`);
  return row.booking;
}
