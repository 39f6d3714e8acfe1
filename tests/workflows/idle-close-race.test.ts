import { setTimeout as sleep } from 'node:timers/promises';
import { FakeActivities, FAST } from './fake-activities.ts';
import { inWorld } from './world.ts';

const CUSTOMERS = 24;
const MESSAGES = 8;
const AT_ONCE = 6;
const IDLE_MS = 400;

it('a message around the close of an idle conversation is answered once, by this run or the next', async () => {
  const fake = new FakeActivities();
  const answeredAt = new Map<string, number>();
  const { sends } = fake;
  const deliver = sends.deliverReply.bind(sends);
  sends.deliverReply = async (input) => {
    answeredAt.set(input.turn.workflowId, Date.now());
    return deliver(input);
  };
  await inWorld(
    fake,
    async (world) => {
      await world.say('hello');
      await world.eventually('the first reply', () => fake.sent.length === 1);
      const wanted = ['hello'];
      let [sameRun, nextRun] = [0, 0];
      const converse = async (customer: number) => {
        const talk = world.another(`c${customer}`);
        const { workflowId } = talk.handle;
        let run: string | undefined;
        for (let count = 0; count < MESSAGES; count += 1) {
          const id = `c${customer}-${count}`;
          wanted.push(id);
          const before = answeredAt.get(workflowId);
          await talk.say(id, { id });
          await talk.eventually(`the answer to ${id}`, () => answeredAt.get(workflowId) !== before, 60_000);
          const now = (await talk.handle.describe()).runId;
          if (run === now) sameRun += 1;
          else if (run !== undefined) nextRun += 1;
          run = now;
          // The next one strikes from a little before the close until a little after it.
          const close = (answeredAt.get(workflowId) ?? 0) + IDLE_MS;
          await sleep(Math.max(0, close - Date.now() + (((customer * 7 + count) * 37) % 100) * 3 - 100));
        }
      };
      let customers = 0;
      const serve = async () => {
        for (let customer = customers++; customer < CUSTOMERS; customer = customers++) await converse(customer);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, serve));
      expect(fake.turns.flat().toSorted()).toEqual(wanted.toSorted());
      expect(fake.sent).toHaveLength(wanted.length);
      expect(fake.deadLetters).toEqual([]);
      // It was a race: some came before the close, some after it.
      expect(sameRun).toBeGreaterThan(0);
      expect(nextRun).toBeGreaterThan(0);
    },
    { ...FAST, quietMs: 0, idleCloseMs: IDLE_MS },
    '30 s',
  );
}, 300_000);
