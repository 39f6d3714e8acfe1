import { setTimeout as sleep } from 'node:timers/promises';
import { claimUpdate, releaseUpdate } from '#workflows/staff-messages.ts';
import { FakeActivities, FAST, plainReply } from './fake-activities.ts';
import { inWorld } from './world.ts';
import type { World } from './world.ts';

const RUNS = 500;
const CUSTOMERS = 50;
const AT_ONCE = 6;
const NOA = { id: 'noa', name: 'Noa' };

/** A shop whose every step takes a little while, and which knows when the provider accepts what. */
class RacingShop extends FakeActivities {
  /** Conversations that a colleague holds, by workflow id: the claim was answered. */
  readonly claimed = new Set<string>();
  /** Words of the bot that reached a provider after that. */
  readonly late: string[] = [];
  /** How often the bot wrote, by workflow id. */
  readonly answered = new Map<string, number>();

  constructor() {
    super(async () => {
      await sleep(10);
      return plainReply;
    });
    const { sends, handoffs } = this;
    const deliver = sends.deliverReply.bind(sends);
    sends.deliverReply = async (input) => {
      const { workflowId } = input.turn;
      const beganLate = this.claimed.has(workflowId);
      await sleep(15);
      if (beganLate || this.claimed.has(workflowId)) this.late.push(workflowId);
      this.answered.set(workflowId, (this.answered.get(workflowId) ?? 0) + 1);
      return deliver(input);
    };
    const takeOver = handoffs.activities.takeOver.bind(handoffs.activities);
    this.conversations['takeOver'] = async (input: Parameters<typeof takeOver>[0]) => {
      await sleep(5);
      return takeOver(input);
    };
  }
}

it('from the answer to a claim on the bot sends nothing: 500 claims at every moment of a turn', async () => {
  const shop = new RacingShop();
  await inWorld(
    shop,
    async (world) => {
      await world.say('Good morning');
      await world.eventually('the first reply', () => shop.sent.length === 1);
      const began = Date.now();
      await world.say('And now?');
      await world.eventually('the second reply', () => shop.sent.length === 2);
      const turnMs = Date.now() - began;
      let customers = 0;
      let botWasFirst = 0;
      const converse = async (customer: number) => {
        const talk = world.another(`c${customer}`);
        const { workflowId } = talk.handle;
        for (let run = 0; run < RUNS / CUSTOMERS; run += 1) {
          const before = shop.answered.get(workflowId) ?? 0;
          await talk.say('What do you have?', { id: `c${customer}-${run}` });
          // Claims strike from before a turn begins until after it has ended, whatever this machine's pace.
          await sleep(((((customer * 7 + run) * 37) % 100) / 100) * 3 * turnMs);
          await patiently(world, () => talk.handle.executeUpdate(claimUpdate, { args: [{ by: NOA }] }));
          shop.claimed.add(workflowId);
          if ((shop.answered.get(workflowId) ?? 0) > before) botWasFirst += 1;
          await sleep(20);
          shop.claimed.delete(workflowId);
          await patiently(world, () => talk.handle.executeUpdate(releaseUpdate, { args: [{ by: NOA, to: 'bot' }] }));
        }
      };
      const serve = async () => {
        for (let customer = customers++; customer < CUSTOMERS; customer = customers++) await converse(customer);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, serve));
      expect(shop.handoffs.takenBy).toHaveLength(RUNS);
      expect(shop.late).toEqual([]);
      // It was a race: in some the bot was first, in some the colleague.
      expect(botWasFirst).toBeGreaterThan(0);
      expect(botWasFirst).toBeLessThan(RUNS);
    },
    { ...FAST, quietMs: 0 },
    '30 s',
  );
}, 500_000);

/** However busy the machine is; the server takes no update while it has a workflow task tried again. */
async function patiently<T>(world: World, update: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await world.client.withDeadline(Date.now() + 120_000, update);
    } catch (error) {
      if (tries === 40) throw error;
      await sleep(250);
    }
  }
}
