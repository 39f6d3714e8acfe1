import { FakeActivities, plainReply, untilCancelled } from './fake-activities.ts';
import { inWorld } from './world.ts';

const photo = { kind: 'media', attachments: [{ kind: 'image', ref: 'file-1' }] } as const;

describe('conversation workflow: files', () => {
  it('are fetched before the first draft, and only when there are any', async () => {
    const order: string[] = [];
    const fake = new FakeActivities((input) => {
      order.push(`draft ${input.turn.turn} after ${fake.fetched.length} fetched`);
      return plainReply;
    });
    await inWorld(fake, async (world) => {
      await world.say('hello');
      await world.eventually('the first reply', () => fake.sent.length === 1);
      await world.say('this one', photo);
      await world.eventually('the second reply', () => fake.sent.length === 2);
      expect(order).toEqual(['draft 1 after 0 fetched', 'draft 2 after 1 fetched']);
      expect(fake.fetched).toEqual([2]);
    });
  });

  it('that can’t be had hold nothing up', async () => {
    const fake = new FakeActivities();
    fake.fetchFails = true;
    await inWorld(fake, async (world) => {
      await world.say('this one', photo);
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.sent[0]?.outcome).toBe('answered');
      expect(fake.failed).toEqual([]);
    });
  });

  it('of a message that joins a turn are fetched before the turn goes on', async () => {
    const fake = new FakeActivities(async (input) => (input.round === 0 ? untilCancelled() : plainReply));
    await inWorld(fake, async (world) => {
      await world.say('hello');
      await world.eventually('the first draft', () => fake.drafts.length === 1);
      await world.say('this one', photo);
      await world.eventually('the reply', () => fake.sent.length === 1);
      expect(fake.turns).toEqual([['hello', 'this one']]);
      expect(fake.fetched).toEqual([1]);
    });
  });

  it('reach the shop’s people also while the bot is silent', async () => {
    const fake = new FakeActivities();
    fake.aiEnabled = false;
    await inWorld(fake, async (world) => {
      await world.say('hello');
      await world.eventually('the message', () => fake.turns.flat().length === 1);
      await world.say('this one', photo);
      await world.eventually('the file', () => fake.fetched.length === 1);
      expect(fake.sent).toEqual([]);
    });
  });
});
