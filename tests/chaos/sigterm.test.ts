import { setTimeout as pause } from 'node:timers/promises';
import { chatRecord, settled } from '#tests/support/chat-record.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import type { TelegramCustomer } from '#tests/support/telegram-customer.ts';

const ORDER = 'אני רוצה להזמין 2 קילו נקניק בקר ו-1 קילו מרגז חריף. המשלוח לרחוב הרצל 15 תל אביב';
const BUSY = Array.from({ length: 20 }, (_, index) => 6_000 + index);
const EXIT_MS = 30_000;

/** A deploy in the middle of a working day. */
describe('SIGTERM under load', () => {
  let stack: Stack;
  const all: TelegramCustomer[] = [];

  beforeAll(async () => {
    stack = await startStack({ tenant: quickTenant() });
    for (const chatId of BUSY) all.push(await stack.customer('valdman', chatId));
  }, 120_000);
  afterAll(() => stack.stop());
  afterEach(async () => {
    expect(await violations(stack, BUSY)).toEqual(NONE);
  });

  it('the worker finishes what runs and exits 0; the next one goes on', async () => {
    await Promise.all(all.map((customer) => customer.write(ORDER)));
    await until('turns to be under way', 20_000, async () => (await chatRecord(stack, BUSY[19] ?? 0)).turns > 0);
    const begun = Date.now();
    expect(await stack.worker.stop()).toBe(0);
    expect(Date.now() - begun).toBeLessThan(EXIT_MS);
    await stack.worker.start();
    for (const { chatId } of all) {
      expect(await settled(stack, chatId, 1, 60_000)).toMatchObject({
        outcomes: ['answered'],
        orders: 1,
        resent: 0,
        got: 1,
      });
    }
  }, 150_000);

  it('the API says "not ready" within a second, answers what it took, and exits 0', async () => {
    const before = await Promise.all(BUSY.map((chatId) => chatRecord(stack, chatId)));
    const statuses: number[] = [];
    let stopping = false;
    let refused = 0;
    // Each customer writes on until the door is closed; a refused connection is what a provider repeats.
    const writers = all.map(async (customer) => {
      while (!stopping || refused === 0) {
        try {
          await customer.write('מה יש לכם?');
          statuses.push(200);
        } catch (error) {
          if (!stopping || (error instanceof Error && error.message.startsWith('the webhook answered'))) throw error;
          refused += 1;
          return;
        }
        await pause(250);
      }
    });
    await pause(1_000);
    stopping = true;
    const begun = Date.now();
    const exit = stack.api.stop();
    const ready = await readiness(begun + 1_000);
    expect(ready).toBe(503);
    expect(await exit).toBe(0);
    expect(Date.now() - begun).toBeLessThan(EXIT_MS);
    await Promise.all(writers);
    await stack.api.start();
    const sum = (records: readonly { readonly inbound: number }[]) =>
      records.reduce((total, { inbound }) => total + inbound, 0);
    const taken = async () => sum(await Promise.all(BUSY.map((chatId) => chatRecord(stack, chatId)))) - sum(before);
    // Every acknowledged message is on record; one that was taken without its acknowledgement arriving would be more.
    await until('every acknowledged message to be on record', 60_000, async () => (await taken()) >= statuses.length);
    for (const chatId of BUSY) await settled(stack, chatId, 2, 60_000);
    expect(await taken()).toBeLessThanOrEqual(statuses.length + refused);
  }, 150_000);

  /** What /readyz says until `end`: the first answer that is not 200, or 0 when nobody listens. */
  async function readiness(end: number): Promise<number> {
    let status = 200;
    while (status === 200 && Date.now() < end) {
      status = await stack.request('/readyz').then(
        (response) => response.status,
        () => 0,
      );
    }
    return status;
  }
});
