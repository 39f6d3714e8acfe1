import type { Stack } from '#tests/support/stack.ts';
import { startStack } from '#tests/support/stack.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import type { TelegramCustomer } from '#tests/support/telegram-customer.ts';
import { sweepIdOf } from '#adapters/temporal/ensure-sweep.ts';
import type { BookingPolicy } from '#domain/booking/booking-policy.ts';

interface BookingRow {
  id: string;
  number: number;
  status: string;
  start: string;
  resource: string;
  reminder_outcome: string | null;
  notice: string | null;
}

/** A hall whose bookings are held until somebody confirms them. */
const HELD: Partial<BookingPolicy> = { confirmation: 'held', holdMinutes: 15 };

describe('courts are booked by conversation', () => {
  let stack: Stack;
  let chats = 9_100;

  beforeAll(async () => {
    const quick = quickTenant();
    stack = await startStack({
      tenant: (tenant) => {
        const { profile, ...rest } = quick(tenant);
        // Glow rents nothing of its own; here it has the same courts, held instead of confirmed.
        const bookings = profile.slug === 'glow' ? HELD : profile.bookings;
        return { ...rest, profile: { ...profile, ...(bookings && { bookings }) } };
      },
    });
    const courts = await stack.request('/v1/resources?tenant=glow', {
      method: 'POST',
      body: JSON.stringify({
        kind: 'field',
        name: 'Lapangan Futsal',
        category: 'futsal',
        opening: [{ weekdays: [0, 1, 2, 3, 4, 5, 6], from: '06:00', to: '23:00' }],
        price: 150_000,
      }),
    });
    expect(courts.status).toBe(201);
  }, 120_000);
  afterAll(() => stack.stop());

  const newCustomer = (tenant = 'arena') => stack.customer(tenant, ++chats, 'id');
  const bookings = (chatId: number) =>
    stack.sql<BookingRow>(
      `SELECT b.id, b.number, b.status, to_char(lower(b.period) AT TIME ZONE 'Asia/Jakarta', 'HH24:MI') AS start,
         r.name AS resource, b.reminder_outcome, b.notice
       FROM bookings b JOIN resources r ON r.tenant_id = b.tenant_id AND r.id = b.resource_id
       JOIN contact_identities i ON i.tenant_id = b.tenant_id AND i.contact_id = b.contact_id
       WHERE i.recipient = $1 ORDER BY b.number`,
      [String(chatId)],
    );
  const only = async (customer: TelegramCustomer) => {
    const [row] = await bookings(customer.chatId);
    if (row === undefined) throw new Error('no booking');
    return row;
  };
  const tenantId = async (slug: string) => {
    const [row] = await stack.sql<{ id: string }>('SELECT id FROM tenants WHERE slug = $1', [slug]);
    return row?.id ?? '';
  };
  const clockOf = async (slug: string, id: string) =>
    stack.temporal.workflow.getHandle(`deadline:${await tenantId(slug)}:booking:${id}`);
  const textsTo = (customer: TelegramCustomer) => stack.telegram.messagesTo(customer.chatId).map(({ text }) => text);
  /** Sets a time of the row and has its clock look again. */
  const becomesDue = async (slug: string, id: string, column: 'held_until' | 'reminder_at') => {
    await stack.sql(`UPDATE bookings SET ${column} = now() + interval '1 second' WHERE id = $1`, [id]);
    await (await clockOf(slug, id)).signal('changed');
  };

  it('books with "besok jam 7 malam", moves and cancels', async () => {
    const customer = await newCustomer();
    const booked = await customer.ask('halo, mau booking badminton besok jam 7 malam');
    const { number } = await only(customer);
    expect(booked).toContain(`#${number}`);
    expect(await bookings(customer.chatId)).toMatchObject([
      { status: 'confirmed', start: '19:00', resource: 'Lapangan Badminton 1' },
    ]);
    const moved = await customer.ask('pindahin ke jam 9 malam ya');
    expect(moved).toContain(`#${number}`);
    expect(await bookings(customer.chatId)).toMatchObject([{ status: 'confirmed', start: '21:00' }]);
    await customer.ask('batalin booking saya');
    expect(await bookings(customer.chatId)).toMatchObject([{ status: 'cancelled' }]);
  }, 60_000);

  it('gives one slot to one of many, and offers the others what is near', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => newCustomer()));
    const replies = await Promise.all(
      people.map((customer) => customer.ask('mau booking lapangan tenis lusa jam 8 malam', 60_000)),
    );
    const [row] = await stack.sql<{ living: number }>(
      `SELECT count(*)::int AS living FROM bookings b JOIN resources r ON r.tenant_id = b.tenant_id AND r.id = b.resource_id
       WHERE r.name = 'Lapangan Tenis' AND b.status IN ('held', 'confirmed')`,
    );
    expect(row).toEqual({ living: 1 });
    const lost = replies.filter((reply) => /baru saja terisi/.test(reply));
    expect(lost).toHaveLength(people.length - 1);
    for (const reply of lost) expect(reply).toMatch(/19:00|21:00/);
    const loser = people.find((_, place) => lost.includes(replies[place] ?? ''));
    await loser?.ask('oke jam 9 malam aja kalau gitu');
    expect(await bookings(loser?.chatId ?? 0)).toMatchObject([{ status: 'confirmed', start: '21:00' }]);
  }, 120_000);

  it('reminds before the game, once', async () => {
    const customer = await newCustomer();
    await customer.ask('mau booking padel besok jam 10 pagi');
    const { id } = await only(customer);
    await becomesDue('arena', id, 'reminder_at');
    expect((await customer.received(2))[1]).toMatch(/mengingatkan/);
    await until('the reminder to be noted', 20_000, async () => (await only(customer)).reminder_outcome === 'told');
    await (await clockOf('arena', id)).signal('changed').catch(() => undefined);
    expect(textsTo(customer)).toHaveLength(2);
  }, 60_000);

  it('tells of a hold that ran out and gives its slot to the next', async () => {
    const customer = await newCustomer('glow');
    const reply = await customer.ask('mau booking futsal besok jam 7 malam');
    expect(reply).toMatch(/tahan/);
    const { id } = await only(customer);
    const rival = await newCustomer('glow');
    expect(await rival.ask('mau booking futsal besok jam 7 malam')).toMatch(/baru saja terisi/);
    await becomesDue('glow', id, 'held_until');
    expect((await customer.received(2))[1]).toMatch(/sudah habis/);
    expect(await bookings(customer.chatId)).toMatchObject([{ status: 'expired' }]);
    expect(await rival.ask('mau booking futsal besok jam 7 malam')).toMatch(/tahan/);
    const run = await (await clockOf('glow', id)).describe();
    expect(run.status.name).toBe('COMPLETED');
  }, 90_000);

  it('staff confirm a hold and cancel a booking; the customer hears of both', async () => {
    const customer = await newCustomer('glow');
    await customer.ask('mau booking futsal besok jam 8 pagi');
    const { id } = await only(customer);
    const confirmed = await stack.request(`/v1/bookings/${id}/confirm?tenant=glow`, { method: 'POST' });
    expect(await confirmed.json()).toMatchObject({ booking: { status: 'confirmed', start_time: '08:00' } });
    expect((await customer.received(2))[1]).toMatch(/dikonfirmasi/);
    await stack.request(`/v1/bookings/${id}/cancel?tenant=glow`, { method: 'POST' });
    expect((await customer.received(3))[2]).toMatch(/dibatalkan/);
    const again = await stack.request(`/v1/bookings/${id}/cancel?tenant=glow`, { method: 'POST' });
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'NotOpen' }]);
  }, 90_000);

  it('a clock that was lost is started again by the sweep', async () => {
    const customer = await newCustomer('glow');
    await customer.ask('mau booking futsal besok jam 9 pagi');
    const { id } = await only(customer);
    await (await clockOf('glow', id)).terminate('lost for the test');
    await stack.sql(`UPDATE bookings SET held_until = now() - interval '2 minutes' WHERE id = $1`, [id]);
    const [row] = await stack.sql<{ name: string }>('SELECT current_database() AS name');
    await stack.temporal.schedule.getHandle(sweepIdOf(`${row?.name}-conversations`)).trigger();
    expect((await customer.received(2))[1]).toMatch(/sudah habis/);
    expect(await bookings(customer.chatId)).toMatchObject([{ status: 'expired' }]);
  }, 90_000);

  it.each(['deadline.met', 'deadline.told'])(
    'a worker killed at %s tells of the hold once all the same',
    async (point) => {
      const customer = await newCustomer('glow');
      await customer.ask('mau booking futsal lusa jam 7 malam');
      const { id } = await only(customer);
      stack.strike(point);
      await becomesDue('glow', id, 'held_until');
      await stack.worker.exited();
      await stack.worker.start();
      expect((await customer.received(2, 60_000))[1]).toMatch(/sudah habis/);
      await until('the clock to end', 30_000, async () => {
        const run = await (await clockOf('glow', id)).describe();
        return run.status.name === 'COMPLETED';
      });
      expect(textsTo(customer)).toHaveLength(2);
      expect(await bookings(customer.chatId)).toMatchObject([{ status: 'expired', notice: null }]);
    },
    120_000,
  );

  it('a worker killed after the booking is committed books once and confirms it', async () => {
    const customer = await newCustomer();
    stack.strike('tool.done');
    await customer.write('mau booking basket besok jam 7 malam');
    await stack.worker.exited();
    await stack.worker.start();
    const [reply] = await customer.received(1, 60_000);
    expect(await bookings(customer.chatId)).toMatchObject([{ status: 'confirmed', resource: 'Lapangan Basket' }]);
    expect(reply).toContain(`#${(await only(customer)).number}`);
  }, 120_000);
});
