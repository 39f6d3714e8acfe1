import { createBookingBook } from '#adapters/db/booking/book.ts';
import { confirmBooking } from '#adapters/db/booking/confirm.ts';
import { createBookingDeadlinesStore } from '#adapters/db/booking/deadlines.ts';
import { createBookingRecords } from '#adapters/db/booking/records.ts';
import { createConversationStore } from '#adapters/db/conversation-store.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { DEFAULT_BOOKING_POLICY } from '#domain/booking/booking-policy.ts';
import type { BookingRecords, StaffBooking } from '#domain/booking/booking-records.ts';
import type { BookingOutcome } from '#domain/booking/place-booking.ts';
import { placeBooking } from '#domain/booking/place-booking.ts';
import type { NewResource, Resource } from '#domain/booking/resource.ts';
import { Conflict, InvalidInput, NotFound } from '#domain/errors.ts';
import { hall } from '#tests/fakes/resources.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { KEYRING, makeTenant, openFirst } from '#tests/support/fill-tenant.ts';
import type { TestTenant } from '#tests/support/fill-tenant.ts';

const NOW = new Date('2030-01-01T06:00:00Z');
const HOUSE = { timeZone: 'Europe/Berlin', policy: DEFAULT_BOOKING_POLICY, now: NOW };

const newHall = (name: string, more: Partial<NewResource> = {}): NewResource => {
  const { id: _id, currency: _currency, ...rest } = hall({ name, category: name, priceMinor: 2_000, priceRules: [] });
  return { ...rest, ...more };
};
const bookingOf = (outcome: BookingOutcome) => {
  if ('refusal' in outcome) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.booking;
};
const codeOf = (outcome: BookingOutcome) => ('refusal' in outcome ? outcome.refusal.code : 'booked');

describe('bookings in Postgres', () => {
  let database: TestDatabase;
  let db: Database;
  let records: BookingRecords;
  let shop: TestTenant;
  let count = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    // Two hundred at once wait for twenty connections: on a busy machine longer than a service should.
    db = database.open({ max: 20, connectTimeoutMs: 60_000, statementTimeoutMs: 60_000 });
    records = createBookingRecords(db);
    shop = await makeTenant(db, 'hall');
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const freshHall = (more: Partial<NewResource> = {}) =>
    records.createResource(shop.id, newHall(`hall ${++count}`, more));
  const wish = (resource: Resource, more: Partial<StaffBooking> = {}): StaffBooking => ({
    resourceId: resource.id,
    date: '2030-01-07',
    minute: 600,
    duration: null,
    guestName: 'Ada',
    notes: null,
    requestKey: `key ${++count}`,
    ...more,
  });
  const customer = async () => {
    const store = createConversationStore({ db, seal: KEYRING });
    const { contactId, conversationId } = await openFirst(store, shop, `guest ${++count}`);
    return { contactId, conversationId };
  };
  /** A customer's booking, held for a quarter of an hour. */
  const hold = async (resource: Resource, minute = 600, owner?: { contactId: string; conversationId: string }) => {
    const who = owner ?? (await customer());
    const house = {
      ...HOUSE,
      now: new Date(),
      policy: { ...DEFAULT_BOOKING_POLICY, confirmation: 'held' as const, horizonDays: 10_000 },
    };
    const party = { guestName: null, notes: null, requestKey: `key ${++count}`, byStaff: false };
    return inTenant(db, shop.id, (tx) =>
      placeBooking(
        createBookingBook(tx, who),
        { resources: [resource], date: '2030-01-07', minute, duration: null },
        party,
        house,
      ),
    );
  };
  const runOut = (id: string) =>
    database.sql(`UPDATE bookings SET held_until = now() - interval '1 second' WHERE id = $1 AND status = 'held'`, [
      id,
    ]);
  const rowOf = async (id: string) => {
    const [row] = await database.sql<{
      status: string;
      notice: string | null;
      notices: number;
      reminder_outcome: string | null;
    }>('SELECT status, notice, notices, reminder_outcome FROM bookings WHERE id = $1', [id]);
    return row;
  };

  describe('of 200 who want one slot', () => {
    it('exactly one gets it, the others hear what is free, and no number is lost', async () => {
      const resource = await freshHall();
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, () => records.createBooking(shop.id, wish(resource), NOW)),
      );
      const won = outcomes.filter((outcome) => 'booking' in outcome);
      expect(won).toHaveLength(1);
      for (const outcome of outcomes) {
        if ('booking' in outcome) continue;
        expect(outcome.refusal.code).toBe('taken');
        expect(outcome.refusal.alternatives[0]?.startsAt).toBe('2030-01-07T08:00:00.000Z');
      }
      const [row] = await database.sql<{ rows: number; last: number }>(
        `SELECT count(*)::int AS rows, (SELECT last_number FROM booking_counters WHERE tenant_id = $2) AS last
         FROM bookings WHERE resource_id = $1`,
        [resource.id, shop.id],
      );
      expect(row).toEqual({ rows: 1, last: won[0]?.booking.number });
    });

    it('the constraint alone lets exactly one in, without the lock that makes them wait politely', async () => {
      const resource = await freshHall();
      const startsAt = '2030-01-08T09:00:00Z';
      const results = await Promise.all(
        Array.from({ length: 200 }, (_, place) =>
          inTenant(db, shop.id, (tx) =>
            createBookingBook(tx, null).insert({
              resourceId: resource.id,
              startsAt,
              // Overlapping in many ways, not only the same stretch.
              endsAt: `2030-01-08T${String(10 + (place % 5)).padStart(2, '0')}:00:00Z`,
              priceMinor: 1,
              currency: 'EUR',
              guestName: null,
              notes: null,
              heldUntil: null,
              reminderAt: null,
              requestKey: `raw ${place}`,
            }),
          ),
        ),
      );
      expect(results.filter((booking) => booking !== undefined)).toHaveLength(1);
      const rows = await database.sql('SELECT id FROM bookings WHERE resource_id = $1', [resource.id]);
      expect(rows).toHaveLength(1);
    });

    it('nobody is let in past the constraint, not even a superuser', async () => {
      const resource = await freshHall();
      const { id } = bookingOf(await records.createBooking(shop.id, wish(resource), NOW));
      const copy = `INSERT INTO bookings (tenant_id, id, number, resource_id, status, period, price_minor, currency, request_key)
        SELECT tenant_id, gen_random_uuid(), number + 100000, resource_id, 'confirmed', period, price_minor, currency, 'copy'
        FROM bookings WHERE id = $1`;
      await expect(database.sql(copy, [id])).rejects.toThrow(/one_living_booking_a_slot/);
    });
  });

  it('the same request books once, however often and at once it comes', async () => {
    const resource = await freshHall();
    const same = wish(resource);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => records.createBooking(shop.id, same, NOW)));
    expect(new Set(outcomes.map((outcome) => bookingOf(outcome).id)).size).toBe(1);
  });

  it('neighbours do not touch: a slot ends where the next begins', async () => {
    const resource = await freshHall();
    for (const minute of [600, 660, 540]) {
      expect(codeOf(await records.createBooking(shop.id, wish(resource, { minute }), NOW))).toBe('booked');
    }
    expect(codeOf(await records.createBooking(shop.id, wish(resource, { minute: 540, duration: 180 }), NOW))).toBe(
      'taken',
    );
  });

  describe('a hold', () => {
    it('keeps its slot until it runs out, and then never blocks: who wants the slot releases it', async () => {
      const resource = await freshHall();
      const held = bookingOf(await hold(resource));
      expect(held.status).toBe('held');
      expect(codeOf(await hold(resource))).toBe('taken');
      await runOut(held.id);
      expect(codeOf(await hold(resource))).toBe('booked');
      expect(await rowOf(held.id)).toMatchObject({ status: 'expired', notice: 'expired' });
    });

    it('becomes final when confirmed; of a hold that ran out only when its slot is still free', async () => {
      const resource = await freshHall();
      const confirm = (id: string) => inTenant(db, shop.id, (tx) => confirmBooking(tx, id, { tell: false }));
      const first = bookingOf(await hold(resource));
      expect(await confirm(first.id)).toMatchObject({
        outcome: 'confirmed',
        booking: { status: 'confirmed', heldUntil: null },
      });
      expect(await confirm(first.id)).toMatchObject({ outcome: 'confirmed' });

      const late = bookingOf(await hold(resource, 660));
      await runOut(late.id);
      expect(await confirm(late.id)).toMatchObject({ outcome: 'confirmed' });

      const lost = bookingOf(await hold(resource, 720));
      await runOut(lost.id);
      const winner = bookingOf(await hold(resource, 720));
      expect(await confirm(lost.id)).toMatchObject({ outcome: 'lost', booking: { status: 'expired' } });
      expect(await rowOf(winner.id)).toMatchObject({ status: 'held' });

      const gone = bookingOf(await hold(resource, 780));
      await records.cancelBooking(shop.id, gone.id, new Date());
      expect(await confirm(gone.id)).toMatchObject({ outcome: 'ended', booking: { status: 'cancelled' } });
    });

    it('that is confirmed while it is wanted by others ends with one living booking', async () => {
      const resource = await freshHall();
      const held = bookingOf(await hold(resource));
      const owners = await Promise.all(Array.from({ length: 8 }, customer));
      await runOut(held.id);
      await Promise.all([
        ...owners.map((owner) => hold(resource, 600, owner)),
        inTenant(db, shop.id, (tx) => confirmBooking(tx, held.id, { tell: false })),
      ]);
      const living = await database.sql(
        `SELECT id FROM bookings WHERE resource_id = $1 AND (status = 'confirmed' OR (status = 'held' AND held_until > now()))`,
        [resource.id],
      );
      expect(living).toHaveLength(1);
    });
  });

  it('moves and cancels, and refuses what stands no more', async () => {
    const resource = await freshHall();
    const booking = bookingOf(await records.createBooking(shop.id, wish(resource), NOW));
    const moved = bookingOf(await records.moveBooking(shop.id, booking.id, { minute: 660, duration: 120 }, NOW));
    expect(moved).toMatchObject({
      startsAt: '2030-01-07T10:00:00.000Z',
      endsAt: '2030-01-07T12:00:00.000Z',
      priceMinor: 4_000,
    });
    // Its own time is not in its way.
    expect(codeOf(await records.moveBooking(shop.id, booking.id, { minute: 720 }, NOW))).toBe('booked');
    const other = bookingOf(await records.createBooking(shop.id, wish(resource), NOW));
    expect(codeOf(await records.moveBooking(shop.id, other.id, { minute: 780 }, NOW))).toBe('taken');
    expect(bookingOf(await records.cancelBooking(shop.id, booking.id, NOW)).status).toBe('cancelled');
    expect(codeOf(await records.cancelBooking(shop.id, booking.id, NOW))).toBe('not_open');
    expect(codeOf(await records.moveBooking(shop.id, booking.id, { minute: 900 }, NOW))).toBe('not_open');
    expect(codeOf(await records.moveBooking(shop.id, other.id, { minute: 780 }, NOW))).toBe('booked');
  });

  it('a blackout takes no bookings and names those that stand in it', async () => {
    const resource = await freshHall();
    const { number } = bookingOf(await records.createBooking(shop.id, wish(resource), NOW));
    const [startsAt, endsAt] = ['2030-01-07T00:00:00Z', '2030-01-08T00:00:00Z'];
    const closed = await records.addBlackout(shop.id, { resourceId: resource.id, startsAt, endsAt, reason: 'repairs' });
    expect(closed.bookings).toEqual([number]);
    expect(codeOf(await records.createBooking(shop.id, wish(resource, { minute: 720 }), NOW))).toBe('taken');
    await records.removeBlackout(shop.id, closed.blackout.id);
    expect(codeOf(await records.createBooking(shop.id, wish(resource, { minute: 720 }), NOW))).toBe('booked');
    await expect(records.removeBlackout(shop.id, closed.blackout.id)).rejects.toThrow(NotFound);
  });

  it('a resource that contradicts itself, or has a name that exists, is not kept', async () => {
    const bad = newHall('bad', { opening: [{ weekday: 1, from: 600, to: 500 }] });
    await expect(records.createResource(shop.id, bad)).rejects.toThrow(InvalidInput);
    const twice = newHall('twice');
    await records.createResource(shop.id, twice);
    await expect(records.createResource(shop.id, twice)).rejects.toThrow(Conflict);
    await expect(records.getResource(shop.id, '0190a000-0000-7000-8000-000000000009')).rejects.toThrow(NotFound);
  });

  it('a resource that is retired takes no more bookings and keeps those made', async () => {
    const resource = await freshHall();
    const { id } = bookingOf(await records.createBooking(shop.id, wish(resource), NOW));
    await records.retireResource(shop.id, resource.id);
    await expect(records.createBooking(shop.id, wish(resource, { minute: 720 }), NOW)).rejects.toThrow(NotFound);
    expect((await records.getBooking(shop.id, id)).status).toBe('confirmed');
  });

  describe('deadlines', () => {
    const deadlines = () => createBookingDeadlinesStore(db);

    it('of a hold: its end, then the news of it, then nothing', async () => {
      const resource = await freshHall();
      const held = bookingOf(await hold(resource));
      expect(await deadlines().next(shop.id, held.id)).toBe(held.heldUntil);
      expect(await deadlines().due(shop.id, held.id)).toBeNull();
      await runOut(held.id);
      const news = await deadlines().due(shop.id, held.id);
      expect(news).toMatchObject({ kind: 'expired', count: 1, channel: 'telegram', booking: { status: 'expired' } });
      expect(await deadlines().due(shop.id, held.id)).toEqual(news);
      await deadlines().settled(shop.id, held.id, { kind: 'expired', count: 1 }, 'told');
      expect(await deadlines().next(shop.id, held.id)).toBeNull();
      expect(await deadlines().due(shop.id, held.id)).toBeNull();
    });

    it('of a reminder: told once, and again only after the booking was moved', async () => {
      const resource = await freshHall();
      const { id } = bookingOf(await records.createBooking(shop.id, wish(resource), NOW));
      await database.sql(`UPDATE bookings SET reminder_at = now() - interval '1 minute' WHERE id = $1`, [id]);
      const news = await deadlines().due(shop.id, id);
      expect(news).toMatchObject({ kind: 'reminder' });
      await deadlines().settled(shop.id, id, { kind: 'reminder', count: (news?.count ?? 0) - 1 }, 'told');
      expect(await deadlines().due(shop.id, id)).toMatchObject({ kind: 'reminder' });
      await deadlines().settled(shop.id, id, { kind: 'reminder', count: news?.count ?? 0 }, 'nobody_to_tell');
      expect(await rowOf(id)).toMatchObject({ reminder_outcome: 'nobody_to_tell' });
      expect(await deadlines().next(shop.id, id)).toBeNull();
      const moved = bookingOf(await records.moveBooking(shop.id, id, { minute: 900 }, NOW));
      expect(await deadlines().next(shop.id, id)).toBe(moved.reminderAt);
    });

    it('of news that was overtaken: nothing; and nobody is told who opted out', async () => {
      const resource = await freshHall();
      const owner = await customer();
      const held = bookingOf(await hold(resource, 600, owner));
      await runOut(held.id);
      expect(await deadlines().due(shop.id, held.id)).toMatchObject({ kind: 'expired' });
      await inTenant(db, shop.id, (tx) => confirmBooking(tx, held.id, { tell: false }));
      await database.sql(`UPDATE bookings SET notice = 'expired' WHERE id = $1`, [held.id]);
      expect(await deadlines().due(shop.id, held.id)).toBeNull();
      expect(await rowOf(held.id)).toMatchObject({ status: 'confirmed', notice: null });
      await records.cancelBooking(shop.id, held.id, new Date());
      expect(await deadlines().due(shop.id, held.id)).toMatchObject({ kind: 'cancelled', channel: 'telegram' });
      await database.sql(`UPDATE contacts SET opted_out_at = now() WHERE id = $1`, [owner.contactId]);
      expect(await deadlines().due(shop.id, held.id)).toMatchObject({ kind: 'cancelled', channel: null });
    });

    it('that passed unnoticed are found by the sweep, and only those', async () => {
      const resource = await freshHall();
      const lost = bookingOf(await hold(resource));
      const fresh = bookingOf(await hold(resource, 660));
      await database.sql(`UPDATE bookings SET held_until = now() - interval '2 minutes' WHERE id = $1`, [lost.id]);
      const found = (await deadlines().overdue(500)).map((row) => row.id);
      expect(found).toContain(lost.id);
      expect(found).not.toContain(fresh.id);
    });
  });
});
