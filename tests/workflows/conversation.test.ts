import { ApplicationFailure } from '@temporalio/common';
import { cardQuery } from '#workflows/messages.ts';
import { setAutomationUpdate } from '#workflows/staff-messages.ts';
import { callTool, FakeActivities, FAST, plainReply, untilCancelled, violation } from './fake-activities.ts';
import { inWorld } from './world.ts';

describe('conversation workflow: bursts', () => {
  it('answers 20 messages of 2 seconds with one reply that saw the last', async () => {
    const fake = new FakeActivities();
    await inWorld(
      fake,
      async (world) => {
        for (let index = 1; index <= 20; index += 1) {
          await world.say(`message ${index}`);
          await new Promise((resolve) => setTimeout(resolve, 80));
        }
        await world.eventually('the reply', () => fake.sent.length > 0);
        const last = fake.turns.at(-1);
        expect(last?.at(-1)).toBe('message 20');
        expect(fake.turns.flat()).toHaveLength(20);
        expect(fake.sent).toHaveLength(1);
      },
      { ...FAST, quietMs: 1_500, burstCapMs: 15_000 },
    );
  });

  it('answers one turn when the same message comes five times, in any order', async () => {
    const fake = new FakeActivities();
    await inWorld(fake, async (world) => {
      for (let index = 0; index < 5; index += 1) await world.say('hello', { id: 'same' });
      await world.eventually('the reply', () => fake.sent.length === 1);
      await world.say('hello', { id: 'same' });
      await world.say('next', { id: 'other' });
      await world.eventually('the second reply', () => fake.sent.length === 2);
      expect(fake.turns).toEqual([['hello'], ['next']]);
    });
  });

  it('takes in all that one signal brings, and puts aside what in it is no message', async () => {
    const fake = new FakeActivities();
    await inWorld(fake, async (world) => {
      const said = (text: string, order: number) => ({
        message: { id: `b${order}`, kind: 'text', text, sentAt: '2026-11-21T10:00:00.000Z', order },
        contact: { recipient: '42' },
      });
      await world.signal(said('two', 2), { colloquy: 'no message' }, said('one', 1), said('two', 2));
      await world.signal();
      await world.eventually('the reply', () => fake.sent.length === 1 && fake.deadLetters.length === 2);
      expect(fake.turns).toEqual([['one', 'two']]);
    });
  });

  it('records a burst in the order of the provider’s clock, ties by its own counter', async () => {
    const fake = new FakeActivities();
    await inWorld(fake, async (world) => {
      const sentAt = '2026-11-21T10:00:00.000Z';
      await world.say('third', { sentAt: '2026-11-21T10:00:01.000Z', order: 1 });
      await world.say('second', { sentAt, order: 8 });
      await world.say('first', { sentAt, order: 7 });
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.turns).toEqual([['first', 'second', 'third']]);
    });
  });

  it('ends a burst at its cap although the customer goes on', async () => {
    const fake = new FakeActivities();
    await inWorld(
      fake,
      async (world) => {
        // Silence alone would not end it within this test: only the cap can.
        for (let index = 1; fake.drafts.length === 0 && index <= 200; index += 1) {
          await world.say(`m${index}`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        expect(fake.drafts).not.toHaveLength(0);
        await world.eventually('a reply', () => fake.sent.length >= 1);
      },
      { ...FAST, quietMs: 60_000, burstCapMs: 700 },
    );
  });
});

describe('conversation workflow: drafting', () => {
  it('throws away a draft that did not see the newest message, and answers both', async () => {
    const fake = new FakeActivities(async (input) => (input.round === 0 ? untilCancelled() : plainReply));
    await inWorld(fake, async (world) => {
      await world.say('one');
      await world.eventually('the draft', () => fake.drafts.length === 1);
      await world.say('two');
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.turns).toEqual([['one', 'two']]);
      expect(fake.drafts.map((draft) => draft.step)).toEqual([1, 2]);
      expect(fake.sent[0]?.step).toBe(2);
    });
  });

  it('keeps what a tool did when a message comes meanwhile', async () => {
    const fake = new FakeActivities((input) => (input.step === 1 ? callTool('create_order') : plainReply));
    await inWorld(fake, async (world) => {
      await world.say('order please');
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.tools.map((tool) => tool.step)).toEqual([1]);
      expect(fake.drafts).toHaveLength(2);
    });
  });

  it('goes on counting where a run that was ended had come to in the turn', async () => {
    const fake = new FakeActivities();
    fake.lastStep = 3;
    await inWorld(fake, async (world) => {
      await world.say('hello');
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.drafts.map((draft) => draft.step)).toEqual([4]);
      expect(fake.sent[0]?.step).toBe(4);
    });
  });

  it('redrafts a false claim twice, then says so honestly and asks for a person', async () => {
    const fake = new FakeActivities(() => violation);
    await inWorld(fake, async (world) => {
      await world.say('cancel it');
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.drafts).toHaveLength(3);
      expect(fake.failed).toEqual(['claims']);
      expect(fake.sent[0]).toMatchObject({ outcome: 'safe_reply', status: 'waiting' });
    });
  });

  it('stops a model that only ever calls tools', async () => {
    const fake = new FakeActivities(() => callTool('create_order'));
    await inWorld(fake, async (world) => {
      await world.say('loop');
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.drafts).toHaveLength(FAST.maxSteps);
      expect(fake.failed).toEqual(['steps']);
    });
  });

  it('tries the next model when one fails for good, and gives up when none is left', async () => {
    const fake = new FakeActivities((input) => {
      throw ApplicationFailure.nonRetryable('no', input.modelIndex < 2 ? 'ModelAuthError' : 'NoModelLeft');
    });
    await inWorld(fake, async (world) => {
      await world.say('hello');
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.drafts.map((draft) => draft.modelIndex)).toEqual([0, 1, 2]);
      expect(fake.failed).toEqual(['model_failed']);
    });
  });

  it('ends in honest words when a tool can’t be carried out', async () => {
    const fake = new FakeActivities(() => callTool('broken_tool'));
    await inWorld(fake, async (world) => {
      await world.say('do it');
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.failed).toEqual(['tool_failed']);
      await world.say('still there?');
      await world.eventually('the next reply', () => fake.sent.length === 2);
    });
  });
});

describe('conversation workflow: life', () => {
  it('quarantines what is no message and what can’t be kept, and answers the rest', async () => {
    const fake = new FakeActivities();
    fake.poison.add('bad');
    await inWorld(fake, async (world) => {
      await world.signal({ colloquy: 'unencrypted payload refused' });
      await world.say('good');
      await world.say('poison', { id: 'bad' });
      await world.say('fine');
      await world.eventually('the reply', () => fake.sent.length >= 1 && fake.deadLetters.length === 2);
      expect(fake.turns.flat().sort()).toEqual(['fine', 'good']);
      expect(fake.deadLetters).toEqual(
        expect.arrayContaining([
          { ids: [], reason: 'not a message' },
          { ids: ['bad'], reason: 'record: InvalidInput' },
        ]),
      );
    });
  });

  it('continues as new without losing or repeating a message', async () => {
    const fake = new FakeActivities();
    await inWorld(
      fake,
      async (world) => {
        for (let index = 0; index < 60; index += 1) {
          await world.say(`m${index}`, { id: `id${index}` });
          if (index % 7 === 0) await world.say(`m${index}`, { id: `id${index}` });
          if (index % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 40));
        }
        await world.eventually('all recorded', () => new Set(fake.turns.flat()).size === 60);
        expect(fake.turns.flat().length).toBe(60);
        const description = await world.handle.describe();
        expect(description.raw.workflowExtendedInfo?.originalStartTime).toBeDefined();
        const first = await world.client.workflow.count(`WorkflowId = '${world.handle.workflowId}'`);
        expect(first.count).toBeGreaterThan(1);
      },
      { ...FAST, quietMs: 0, turnsPerRun: 2 },
    );
  });

  it('says nothing while AI is off, and speaks again when it is on', async () => {
    const fake = new FakeActivities();
    await inWorld(fake, async (world) => {
      await world.say('hello');
      await world.eventually('the reply', () => fake.sent.length === 1);
      const off = await world.handle.executeUpdate(setAutomationUpdate, {
        args: [{ enabled: false, by: { id: 'test', name: 'Test' } }],
      });
      expect(off).toEqual({ status: 'paused', assignee: null });
      await world.say('anybody?');
      await world.eventually('the message kept', () => fake.turns.length === 2);
      await world.handle.executeUpdate(setAutomationUpdate, {
        args: [{ enabled: true, by: { id: 'test', name: 'Test' } }],
      });
      await world.say('and now?');
      await world.eventually('the second reply', () => fake.sent.length === 2);
      expect(fake.drafts).toHaveLength(2);
      expect(fake.states).toEqual(['paused', 'bot']);
    });
  });

  it('asks for a person when the model does, and goes on answering meanwhile', async () => {
    const fake = new FakeActivities((input) => (input.step === 1 ? callTool('request_handoff') : plainReply));
    await inWorld(fake, async (world) => {
      await world.say('a person please');
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.sent[0]).toMatchObject({ status: 'waiting', outcome: 'answered' });
      expect((await world.handle.query(cardQuery)).status).toBe('waiting');
    });
  });

  it('closes when idle and opens again with the next message', async () => {
    const fake = new FakeActivities();
    await inWorld(
      fake,
      async (world) => {
        await world.say('hello');
        await world.handle.result();
        expect(fake.states).toEqual(['closed']);
        await world.say('hello again');
        await world.eventually('the second reply', () => fake.sent.length === 2);
      },
      { ...FAST, idleCloseMs: 1_500 },
    );
  });

  it('refreshes memory beside the talk', async () => {
    const fake = new FakeActivities();
    await inWorld(fake, async (world) => {
      for (let index = 1; index <= 3; index += 1) {
        await world.say(`m${index}`);
        await world.eventually('a reply', () => fake.sent.length === index);
      }
      await world.eventually('the refresh', () => fake.memories.length === 1);
    });
  });

  it('spends at most 22 events on a plain turn and 32 on one with a tool call', async () => {
    let tools = false;
    const fake = new FakeActivities((input) => (tools && input.step === 1 ? callTool('create_order') : plainReply));
    fake.counting = false;
    await inWorld(fake, async (world) => {
      const length = async () => (await world.handle.describe()).historyLength;
      await world.say('one');
      await world.eventually('a reply', () => fake.sent.length === 1);
      await world.eventually(
        'quiet',
        async () => (await world.handle.query(cardQuery)).activity === 'waiting for the customer',
      );
      const before = await length();
      await world.say('two');
      await world.eventually('a reply', () => fake.sent.length === 2);
      await world.eventually(
        'quiet',
        async () => (await world.handle.query(cardQuery)).activity === 'waiting for the customer',
      );
      const plain = (await length()) - before;
      tools = true;
      await world.say('three');
      await world.eventually('a reply', () => fake.sent.length === 3);
      await world.eventually(
        'quiet',
        async () => (await world.handle.query(cardQuery)).activity === 'waiting for the customer',
      );
      const withTool = (await length()) - before - plain;
      expect(plain).toBeLessThanOrEqual(22);
      expect(withTool).toBeLessThanOrEqual(32);
    });
  });
});
