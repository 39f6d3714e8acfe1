import { v7 as uuid } from 'uuid';
import type { Booking } from '#domain/booking/booking.ts';
import { bookingPolicyOf, type BookingPolicy } from '#domain/booking/booking-policy.ts';
import type { BookingFilter, BookingRecords, StaffMove } from '#domain/booking/booking-records.ts';
import { cancelBooking, moveBooking, placeBooking } from '#domain/booking/place-booking.ts';
import { freeRuns, type BookingWish, type House } from '#domain/booking/plan-booking.ts';
import type { Resource } from '#domain/booking/resource.ts';
import { NotFound } from '#domain/errors.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import { addDays, localTime, momentOf } from '#domain/time/local-time.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import type { Database } from '#adapters/db/pool.ts';
import { tenantSettings } from '#adapters/db/tenant-cache.ts';
import { openPageOf } from '#adapters/db/payment/open-page-of.ts';
import { createBookingBook, readBooking } from './book.ts';
import { confirmBooking } from './confirm.ts';
import { BOOKING_JSON } from './json.ts';
import * as resources from './resources.ts';

const LIST: Statement = {
  name: 'list_bookings',
  text: `
SELECT ${BOOKING_JSON} AS booking, lower(b.period)::text AS since
FROM bookings b JOIN resources r ON r.tenant_id = b.tenant_id AND r.id = b.resource_id
WHERE b.tenant_id = $1 AND ($2::timestamptz IS NULL OR upper(b.period) > $2) AND ($3::timestamptz IS NULL OR lower(b.period) < $3)
  AND ($4::text IS NULL OR b.status = $4) AND ($5::uuid IS NULL OR b.resource_id = $5)
  AND ($7::timestamptz IS NULL OR (lower(b.period), b.number) > ($7, $8::integer))
ORDER BY lower(b.period), b.number LIMIT $6`,
};
const BY_KEY: Statement = {
  name: 'booking_by_key',
  text: `SELECT id FROM bookings WHERE tenant_id = $1 AND request_key = $2`,
};
const LOCK: Statement = {
  name: 'lock_booking_by_id',
  text: `SELECT number FROM bookings WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
};

const TENANT: Statement = {
  name: 'tenant_of_bookings',
  text: `SELECT time_zone AS "timeZone", currency, settings FROM tenants WHERE id = $1`,
};

/** Staff enter what was agreed: neither notice nor horizon bind them. */
const STAFF: Partial<BookingPolicy> = { leadMinutes: 0, horizonDays: 3_650, changeMinutes: 0 };
const BY_STAFF = { byStaff: true, tell: true } as const;

/** Bookings as staff see and change them, on the statements that the agent's desk uses. */
export function createBookingRecords(db: Database): BookingRecords {
  const run = <T>(tenantId: string, work: (tx: Tx) => Promise<T>) => inTenant(db, tenantId, work);
  return {
    timeZone: async (tenantId) => (await run(tenantId, tenantOf)).timeZone,
    currency: async (tenantId) => (await run(tenantId, tenantOf)).currency,
    availability: (tenantId, question, now) =>
      run(tenantId, async (tx) => {
        const { timeZone, policy } = await houseOf(tx, now, {});
        const asked = (await createBookingBook(tx, null).resources()).filter(
          (one) =>
            (question.kind === undefined || one.kind === question.kind) &&
            (question.resourceId === undefined || one.id === question.resourceId) &&
            (question.category === undefined || one.category === question.category),
        );
        if (question.resourceId !== undefined && asked.length === 0)
          throw new NotFound(`there is no resource ${question.resourceId}`);
        const from = new Date(momentOf(addDays(question.date, -1), 0, timeZone)).toISOString();
        const to = new Date(momentOf(addDays(question.date, 3), 0, timeZone)).toISOString();
        const ids = asked.map((one) => one.id);
        const busy = await createBookingBook(tx, null).busy(ids, from, to);
        const earliest = now.getTime() + policy.leadMinutes * 60_000;
        const free = (one: Resource) =>
          freeRuns(one, question.date, question.duration ?? null, busy, timeZone, earliest);
        return { timeZone, resources: asked.map((resource) => ({ resource, free: free(resource) })) };
      }),
    listResources: (tenantId) => run(tenantId, resources.listResources),
    getResource: (tenantId, id) => run(tenantId, (tx) => resources.getResource(tx, id)),
    createResource: (tenantId, resource) =>
      run(tenantId, (tx) => resources.saveResource(tx, resource, { id: uuid(), position: null })),
    replaceResource: (tenantId, id, resource) =>
      run(tenantId, async (tx) => {
        await resources.getResource(tx, id);
        return resources.saveResource(tx, resource, { id, position: null });
      }),
    retireResource: (tenantId, id) => run(tenantId, (tx) => resources.retireResource(tx, id)),
    listBlackouts: (tenantId, from) => run(tenantId, (tx) => resources.listBlackouts(tx, from)),
    addBlackout: (tenantId, blackout) => run(tenantId, (tx) => resources.addBlackout(tx, blackout)),
    removeBlackout: (tenantId, id) => run(tenantId, (tx) => resources.removeBlackout(tx, id)),
    listBookings: (tenantId, filter, page) => run(tenantId, (tx) => list(tx, filter, page)),
    getBooking: (tenantId, id) => run(tenantId, (tx) => readBooking(tx, id)),
    createBooking: (tenantId, booking, now) =>
      run(tenantId, async (tx) => {
        const known = await byKey(tx, booking.requestKey);
        if (known) return { booking: known };
        const resource = await resources.getResource(tx, booking.resourceId);
        if (!resource.active) throw new NotFound(`resource ${resource.id} takes no more bookings`);
        const wish = { ...booking, resources: [resource] };
        const party = { ...booking, byStaff: true };
        const outcome = await placeBooking(createBookingBook(tx, null), wish, party, await houseOf(tx, now, STAFF));
        // Another request with this key may have been first.
        const twin = 'refusal' in outcome ? await byKey(tx, booking.requestKey) : undefined;
        return twin ? { booking: twin } : outcome;
      }),
    moveBooking: (tenantId, id, to, now) =>
      run(tenantId, async (tx) => {
        const booking = await lock(tx, id);
        const house = await houseOf(tx, now, STAFF);
        const wish = await wishOf(tx, booking, to, house);
        return moveBooking(createBookingBook(tx, null), booking, wish, house, BY_STAFF);
      }),
    cancelBooking: (tenantId, id, now) =>
      run(tenantId, async (tx) => {
        const house = await houseOf(tx, now, STAFF);
        const outcome = await cancelBooking(createBookingBook(tx, null), await lock(tx, id), house, BY_STAFF);
        return { ...outcome, openPayment: 'booking' in outcome ? await openPageOf(tx, 'booking', id) : null };
      }),
    confirmBooking: (tenantId, id) =>
      run(tenantId, async (tx) => {
        const { outcome, booking } = await confirmBooking(tx, id, { tell: true });
        if (outcome === 'confirmed') return { booking };
        const message =
          outcome === 'lost'
            ? `Booking ${booking.number}: its hold has run out and the slot is no longer free.`
            : `Booking ${booking.number} is ${booking.status}; only a held one can be confirmed.`;
        return { refusal: { code: outcome === 'lost' ? 'taken' : 'not_open', message, alternatives: [] } };
      }),
  };
}

async function list(tx: Tx, filter: BookingFilter, page: PageRequest): Promise<Page<Booking>> {
  const { from = null, to = null, status = null, resourceId = null } = filter;
  const [since = null, number = null] = page.after ?? [];
  const values = [tx.tenantId, from, to, status, resourceId, rowsWanted(page), since, number];
  const rows = await tx.rows<{ booking: Booking; since: string }>(LIST, values);
  return pageOf(
    rows,
    page,
    (row) => row.booking,
    (row) => [row.since, String(row.booking.number)],
  );
}

async function byKey(tx: Tx, key: string): Promise<Booking | undefined> {
  const [row] = await tx.rows<{ id: string }>(BY_KEY, [tx.tenantId, key]);
  return row && readBooking(tx, row.id);
}

async function lock(tx: Tx, id: string): Promise<Booking> {
  await tx.rows(LOCK, [tx.tenantId, id]);
  return readBooking(tx, id);
}

async function wishOf(tx: Tx, booking: Booking, to: StaffMove, { timeZone }: House): Promise<BookingWish> {
  const was = localTime(booking.startsAt, timeZone);
  const length = (Date.parse(booking.endsAt) - Date.parse(booking.startsAt)) / 60_000;
  return {
    resources: [await resources.getResource(tx, to.resourceId ?? booking.resourceId)],
    date: to.date ?? was.date,
    minute: to.minute ?? was.minute,
    duration: to.duration ?? length,
  };
}

async function tenantOf(tx: Tx) {
  const [tenant] = await tx.rows<{ timeZone: string; currency: string; settings: unknown }>(TENANT, [tx.tenantId]);
  if (tenant === undefined) throw new NotFound(`tenant ${tx.tenantId}: not found`);
  return tenant;
}

async function houseOf(tx: Tx, now: Date, over: Partial<BookingPolicy>): Promise<House> {
  const { timeZone, settings } = await tenantOf(tx);
  return { timeZone, policy: { ...bookingPolicyOf(tenantSettings.parse(settings)), ...over }, now };
}
