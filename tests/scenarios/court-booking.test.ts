import { sweepIdOf } from '#adapters/temporal/ensure-sweep.ts';
import { startCourtStack } from '#tests/support/court-stack.ts';
import type { CourtStack } from '#tests/support/court-stack.ts';
import { until } from '#tests/support/server-process.ts';

describe('courts are booked by conversation', () => {
  let stack: CourtStack;

  beforeAll(async () => {
    stack = await startCourtStack();
  }, 120_000);
  afterAll(() => stack.stop());

  it('books with "besok jam 7 malam", moves and cancels', async () => {
    const customer = await stack.newCustomer('arena');
    const booked = await customer.ask('halo, mau booking badminton besok jam 7 malam');
    const { number } = await stack.firstBooking(customer);
    expect(booked).toContain(`#${number}`);
    expect(await stack.bookings(customer)).toMatchObject([
      { status: 'confirmed', start: '19:00', resource: 'Lapangan Badminton 1' },
    ]);
    const moved = await customer.ask('pindahin ke jam 9 malam ya');
    expect(moved).toContain(`#${number}`);
    expect(await stack.bookings(customer)).toMatchObject([{ status: 'confirmed', start: '21:00' }]);
    await customer.ask('batalin booking saya');
    expect(await stack.bookings(customer)).toMatchObject([{ status: 'cancelled' }]);
  }, 60_000);

  it('gives one slot to one of many, and offers the others what is near', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => stack.newCustomer('arena')));
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
    if (loser === undefined) throw new Error('nobody lost the race');
    await loser.ask('oke jam 9 malam aja kalau gitu');
    expect(await stack.bookings(loser)).toMatchObject([{ status: 'confirmed', start: '21:00' }]);
  }, 120_000);

  it('reminds before the game, once', async () => {
    const customer = await stack.newCustomer('arena');
    await customer.ask('mau booking padel besok jam 10 pagi');
    const { id } = await stack.firstBooking(customer);
    await stack.becomesDue(id, 'reminder_at');
    expect((await customer.received(2))[1]).toMatch(/mengingatkan/);
    await until('the reminder to be noted', 20_000, async () => {
      return (await stack.firstBooking(customer)).reminder_outcome === 'told';
    });
    // Whoever wakes it again finds nothing to tell.
    await (await stack.clockOf(id)).signal('changed').catch(() => undefined);
    expect(stack.textsTo(customer)).toHaveLength(2);
  }, 60_000);

  it('tells of a hold that ran out and gives its slot to the next', async () => {
    const customer = await stack.newCustomer('glow');
    const reply = await customer.ask('mau booking futsal besok jam 7 malam');
    expect(reply).toMatch(/tahan/);
    const { id } = await stack.firstBooking(customer);
    const rival = await stack.newCustomer('glow');
    expect(await rival.ask('mau booking futsal besok jam 7 malam')).toMatch(/baru saja terisi/);
    await stack.becomesDue(id, 'held_until');
    expect((await customer.received(2))[1]).toMatch(/sudah habis/);
    expect(await stack.bookings(customer)).toMatchObject([{ status: 'expired' }]);
    expect(await rival.ask('mau booking futsal besok jam 7 malam')).toMatch(/tahan/);
    await until('the clock to end', 20_000, async () => {
      const run = await (await stack.clockOf(id)).describe();
      return run.status.name === 'COMPLETED';
    });
  }, 90_000);

  it('staff confirm a hold and cancel a booking; the customer hears of both', async () => {
    const customer = await stack.newCustomer('glow');
    await customer.ask('mau booking futsal besok jam 8 pagi');
    const { id } = await stack.firstBooking(customer);
    const confirmed = await stack.request(`/v1/bookings/${id}/confirm?tenant=glow`, { method: 'POST' });
    expect(await confirmed.json()).toMatchObject({ booking: { status: 'confirmed', start_time: '08:00' } });
    expect((await customer.received(2))[1]).toMatch(/dikonfirmasi/);
    await stack.request(`/v1/bookings/${id}/cancel?tenant=glow`, { method: 'POST' });
    expect((await customer.received(3))[2]).toMatch(/dibatalkan/);
    const again = await stack.request(`/v1/bookings/${id}/cancel?tenant=glow`, { method: 'POST' });
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'NotOpen' }]);
  }, 90_000);

  it('a clock that was lost is started again by the sweep', async () => {
    const customer = await stack.newCustomer('glow');
    await customer.ask('mau booking futsal besok jam 9 pagi');
    const { id } = await stack.firstBooking(customer);
    await (await stack.clockOf(id)).terminate('lost for the test');
    await stack.sql(`UPDATE bookings SET held_until = now() - interval '2 minutes' WHERE id = $1`, [id]);
    const [row] = await stack.sql<{ name: string }>('SELECT current_database() AS name');
    await stack.temporal.schedule.getHandle(sweepIdOf(`${row?.name}-conversations`)).trigger();
    expect((await customer.received(2))[1]).toMatch(/sudah habis/);
    expect(await stack.bookings(customer)).toMatchObject([{ status: 'expired' }]);
  }, 90_000);
});
