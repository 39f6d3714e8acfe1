import { dayOfAShop } from '#bench/deploy/day-of-a-shop.ts';
import { openFrontDoor } from '#bench/deploy/front-door.ts';
import { judgeDeploy } from '#bench/deploy/judge-deploy.ts';
import { apiDeparture } from '#bench/deploy/roll.ts';
import type { Departure } from '#bench/deploy/roll.ts';
import { runSteadyLoad } from '#bench/deploy/steady-load.ts';
import { openLiveClient } from '#bench/live/live-client.ts';
import { chatRecord, settled } from '#tests/support/chat-record.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import type { TelegramCustomer } from '#tests/support/telegram-customer.ts';
import { tenantKey } from '#tests/support/tenant-key.ts';

const ORDER = 'אני רוצה להזמין 2 קילו נקניק בקר ו-1 קילו מרגז חריף. המשלוח לרחוב הרצל 15 תל אביב';
const BUSY = Array.from({ length: 20 }, (_, index) => 6_000 + index);
const EXIT_MS = 30_000;

/** A deploy in the middle of a working day. */
describe('SIGTERM under load', () => {
  let stack: Stack;
  const all: TelegramCustomer[] = [];

  beforeAll(async () => {
    // As long between "not ready" and the closed door as in production.
    stack = await startStack({ tenant: quickTenant(), env: { NODE_ENV: 'production', COLLOQUY_FAULT_DIR: '' } });
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

  it('both API processes replaced under load: no request fails, no acknowledged message is lost', async () => {
    const other = await stack.anotherApi();
    const apis = [{ url: stack.apiUrl, process: stack.api }, other];
    const door = await openFrontDoor(apis.map(({ url }) => url));
    const key = await tenantKey(stack, 'valdman', 'agent');
    const listeners = await Promise.all(apis.map(({ url }) => openLiveClient([url], 0, key)));
    const [talk] = await stack.sql<{ id: string }>('SELECT id FROM conversations LIMIT 1');
    const day = dayOfAShop({
      slug: 'valdman',
      apiKey: key,
      secretToken: all[0]?.secretToken ?? '',
      threads: [talk?.id ?? ''],
    });
    const departures: Departure[] = [];
    const rollout = async () => {
      for (const [number, { url, process }] of apis.entries()) {
        departures.push(await apiDeparture(`API ${number + 1}`, url, process));
        await process.start();
        await door.served(url);
      }
    };
    const load = await runSteadyLoad(door, day.ask, { perSecond: 25, least: 300, until: rollout() });
    await door.close();
    const closes = listeners.flatMap((listener) => listener.closes);
    listeners.forEach((listener) => listener.close());
    const chats = await Promise.all(
      [...day.sent].map(async ([chat, sent]) => {
        const acknowledged = day.acknowledged.get(chat) ?? 0;
        const { inbound: recorded, got: replies } = await settled(stack, chat, acknowledged, 60_000);
        return { sent, acknowledged, recorded, replies };
      }),
    );
    const outcome = judgeDeploy({ load, departures, closes, chats, perSecond: 25 });
    expect(outcome.violations).toEqual([]);
    for (const { exitMs } of departures) expect(exitMs).toBeLessThan(EXIT_MS);
  }, 150_000);
});
