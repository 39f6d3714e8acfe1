import { cardQuery } from '#workflows/messages.ts';
import { claimUpdate, releaseUpdate, setAutomationUpdate } from '#workflows/staff-messages.ts';
import type { DraftInput } from '#activities/index.ts';
import { callTool, FakeActivities, FAST, plainReply, untilCancelled, violation } from './fake-activities.ts';
import { inWorld } from './world.ts';
import type { World } from './world.ts';

/** Follow-ups after 0.4 and 0.5 s of silence, so that idle closing comes later. */
const NUDGING = { ...FAST, idleCloseMs: 60_000, nudgeDelaysMs: { opening: [400, 500] } };
/** The first test waits for the bundle of workflows as well. */
const LIMIT = 180_000;
const NOA = { id: 'noa', name: 'Noa' };

/** Follow-ups that were sent, by turn: those whose turn holds no message of the customer. */
function nudgesSent(fake: FakeActivities): number[] {
  return fake.sent.map(({ turn }) => turn.turn).filter((turn) => (fake.turns[turn - 1] ?? []).length === 0);
}

async function settled(world: World, fake: FakeActivities, sent: number): Promise<void> {
  await world.eventually('the words', () => fake.sent.length >= sent);
  await world.eventually(
    'quiet',
    async () => (await world.handle.query(cardQuery)).activity === 'waiting for the customer',
  );
}

/** Long enough for every follow-up that could be due to have come. */
function longSilence(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_500));
}

describe('conversation workflow: follow-ups', () => {
  it(
    'writes to a silent customer at each place once, then closes',
    async () => {
      const fake = new FakeActivities();
      await inWorld(
        fake,
        async (world) => {
          await world.say('hello');
          await world.handle.result();
          expect(fake.nudges).toEqual([1, 2]);
          expect(nudgesSent(fake)).toEqual([2, 3]);
          expect(fake.states).toEqual(['closed']);
        },
        // Idle closing is due before them, and waits.
        { ...NUDGING, idleCloseMs: 600 },
      );
    },
    LIMIT,
  );

  it(
    'begins at the first place again when the customer writes',
    async () => {
      const fake = new FakeActivities();
      await inWorld(
        fake,
        async (world) => {
          await world.say('hello');
          await world.eventually('a follow-up', () => nudgesSent(fake).length === 1);
          await world.say('yes?');
          const places = () => fake.nudges.join('');
          await world.eventually('both places again', () => /1.*12$/u.test(places()));
          // The second may have come just before they wrote.
          expect(places()).toMatch(/^12?12$/u);
        },
        NUDGING,
      );
    },
    LIMIT,
  );

  it(
    'throws the draft away when the customer writes meanwhile, and answers them',
    async () => {
      const drafting: DraftInput[] = [];
      const fake = new FakeActivities((input) => {
        if (fake.turns[input.turn.turn - 1]?.length !== 0) return plainReply;
        drafting.push(input);
        return untilCancelled();
      });
      await inWorld(
        fake,
        async (world) => {
          await world.say('hello');
          await world.eventually('the draft', () => drafting.length === 1);
          await world.say('wait');
          await world.eventually('the answer', () => fake.sent.length === 2);
          expect(nudgesSent(fake)).toEqual([]);
          expect(fake.ended).toEqual(['suppressed']);
          expect(fake.turns[2]).toEqual(['wait']);
        },
        NUDGING,
      );
    },
    LIMIT,
  );

  it(
    'never comes after a claim, nor after the conversation was given back',
    async () => {
      const fake = new FakeActivities();
      await inWorld(
        fake,
        async (world) => {
          await world.say('hello');
          await settled(world, fake, 1);
          await world.handle.executeUpdate(claimUpdate, { args: [{ by: NOA }] });
          const before = nudgesSent(fake).length;
          await longSilence();
          await world.handle.executeUpdate(releaseUpdate, { args: [{ by: NOA, to: 'bot' }] });
          await longSilence();
          expect(nudgesSent(fake)).toHaveLength(before);
        },
        NUDGING,
      );
    },
    LIMIT,
  );

  it(
    'never comes while AI is off',
    async () => {
      const fake = new FakeActivities();
      await inWorld(
        fake,
        async (world) => {
          await world.say('hello');
          await settled(world, fake, 1);
          await world.handle.executeUpdate(setAutomationUpdate, {
            args: [{ enabled: false, by: { id: 'test', name: 'Test' } }],
          });
          const before = nudgesSent(fake).length;
          await longSilence();
          await world.handle.executeUpdate(setAutomationUpdate, {
            args: [{ enabled: true, by: { id: 'test', name: 'Test' } }],
          });
          await longSilence();
          expect(nudgesSent(fake)).toHaveLength(before);
        },
        NUDGING,
      );
    },
    LIMIT,
  );

  it(
    'does not come where a person was asked for',
    async () => {
      const fake = new FakeActivities((input) => (input.step === 1 ? callTool('request_handoff') : plainReply));
      await inWorld(
        fake,
        async (world) => {
          await world.say('a person please');
          await settled(world, fake, 1);
          await longSilence();
          expect(fake.nudges).toEqual([]);
        },
        NUDGING,
      );
    },
    LIMIT,
  );

  it(
    'waits when it is told to, and ends when it is refused',
    async () => {
      const fake = new FakeActivities();
      let asked = 0;
      fake.nudge = () => {
        asked += 1;
        return asked === 1 ? { kind: 'later', at: Date.now() + 700 } : { kind: 'never', reason: 'window' };
      };
      await inWorld(
        fake,
        async (world) => {
          await world.say('hello');
          await world.eventually('two looks', () => asked === 2);
          await longSilence();
          expect(fake.nudges).toEqual([1, 1]);
          expect(fake.sent).toHaveLength(1);
        },
        NUDGING,
      );
    },
    LIMIT,
  );

  it(
    'says nothing rather than something false, and calls no tools',
    async () => {
      const wanted = [violation, callTool('create_order')];
      for (const answer of wanted) {
        const fake = new FakeActivities((input) =>
          fake.turns[input.turn.turn - 1]?.length === 0 ? answer : plainReply,
        );
        await inWorld(
          fake,
          async (world) => {
            await world.say('hello');
            await world.eventually('the end of it', () => fake.ended.length === 1);
            await longSilence();
            expect([fake.ended, fake.tools, fake.failed, fake.sent.length]).toEqual([['suppressed'], [], [], 1]);
            expect(fake.nudges).toEqual([1]);
          },
          NUDGING,
        );
      }
    },
    LIMIT,
  );

  it(
    'loses none over continue-as-new',
    async () => {
      const fake = new FakeActivities();
      await inWorld(
        fake,
        async (world) => {
          await world.say('hello');
          await world.eventually('both', () => nudgesSent(fake).length === 2);
          expect(fake.nudges).toEqual([1, 2]);
          const runs = await world.client.workflow.count(`WorkflowId = '${world.handle.workflowId}'`);
          expect(runs.count).toBeGreaterThan(1);
        },
        { ...NUDGING, turnsPerRun: 1 },
      );
    },
    LIMIT,
  );
});
