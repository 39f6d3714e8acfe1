import { startCourtStack } from '#tests/support/court-stack.ts';
import type { CourtStack } from '#tests/support/court-stack.ts';
import { until } from '#tests/support/server-process.ts';

/* F2 and F3 for bookings, and the same for what falls due: before and after the customer's conversation hears of it. */
describe('the worker is killed while a booking is made or falls due', () => {
  let stack: CourtStack;

  beforeAll(async () => {
    stack = await startCourtStack();
  }, 120_000);
  afterAll(() => stack.stop());

  it.each(['deadline.met', 'deadline.told'])(
    '%s: the customer hears once that the hold ran out',
    async (point) => {
      const customer = await stack.newCustomer('glow');
      await customer.ask('mau booking futsal lusa jam 7 malam');
      const { id } = await stack.firstBooking(customer);
      stack.strike(point);
      await stack.becomesDue(id, 'held_until');
      await stack.worker.exited();
      await stack.worker.start();
      expect((await customer.received(2, 60_000))[1]).toMatch(/sudah habis/);
      await until('the clock to end', 60_000, async () => {
        const run = await (await stack.clockOf(id)).describe();
        return run.status.name === 'COMPLETED';
      });
      expect(stack.textsTo(customer)).toHaveLength(2);
      expect(await stack.bookings(customer)).toMatchObject([{ status: 'expired', notice: null }]);
    },
    150_000,
  );

  it.each([
    ['tool.running', 'basket'],
    ['tool.done', 'tenis'],
  ])(
    '%s: one booking, and its number in the reply',
    async (point, court) => {
      const customer = await stack.newCustomer('arena');
      stack.strike(point);
      await customer.write(`mau booking ${court} besok jam 7 malam`);
      await stack.worker.exited();
      expect(await stack.bookings(customer)).toHaveLength(point === 'tool.running' ? 0 : 1);
      await stack.worker.start();
      const [reply] = await customer.received(1, 60_000);
      expect(await stack.bookings(customer)).toMatchObject([{ status: 'confirmed', start: '19:00' }]);
      const { number, id } = await stack.firstBooking(customer);
      expect(reply).toContain(`#${number}`);
      // Its clock runs although the worker died between the booking and the start of the clock.
      await until('the clock to run', 30_000, async () => {
        const run = await (await stack.clockOf(id)).describe();
        return run.status.name === 'RUNNING';
      });
    },
    150_000,
  );
});
