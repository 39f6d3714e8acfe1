import { deliver } from '#tests/fakes/provider/deliver.ts';
import type { WebhookCall } from '#tests/fakes/provider/deliver.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { until } from '#tests/support/server-process.ts';
import { TENANT, WEBHOOKS, startContractWorld } from './contract-world.ts';
import type { ContractWorld } from './contract-world.ts';
import { mustDeliver } from './rigs.ts';

/* What every channel must do when it is not about buying: redeliveries, forgeries, opt-outs, a person who takes over. */

let world: ContractWorld;
beforeAll(async () => {
  world = await startContractWorld();
}, 120_000);
afterAll(() => world.stop());

test.each(WEBHOOKS)('%s: a redelivery, ten at once, is one message and one turn', async (name) => {
  const rig = world.rig(name);
  const person = rig.person(2);
  const call = await rig.write(person, 'Hi there!');
  await world.heard(rig, person, 1);
  const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(call)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  await world.ask(rig, person, 'What do you have for a kids birthday party?');
  await world.recorded(person, 2);
  expect(rig.received(person)).toHaveLength(2);
});

test.each(WEBHOOKS)('%s: a forgery is refused and leaves nothing', async (name) => {
  const rig = world.rig(name);
  const call = await rig.write(rig.person(3), 'Hello');
  await world.heard(rig, rig.person(3), 1);
  const before = await world.turns();
  const forged = rig.forged?.(call) ?? call;
  const answer = await deliver(forged);
  expect(answer.status).toBe(401);
  expect(answer.text).not.toContain('Hello');
  const changed: WebhookCall = {
    ...call,
    body: call.body.replace('Hello', 'Jello').replace('AccountSid', 'AccountSit'),
  };
  // Telegram signs nothing: its proof is of the sender, not of the words.
  expect((await deliver(changed)).status).toBe(name === 'telegram' ? 200 : 401);
  const elsewhere = { ...call, url: call.url.replace(TENANT, 'nobody-at-all') };
  expect((await deliver(elsewhere)).status).toBe(404);
  expect(await world.turns()).toBe(before);
});

test.each(WEBHOOKS)('%s: what can not be read is kept and answered', async (name) => {
  const rig = world.rig(name);
  const person = rig.person(4);
  const call = rig.odd?.(person);
  if (call === undefined) throw new Error('every channel has something odd');
  await mustDeliver(call);
  expect(await world.heard(rig, person, 1)).toMatch(/\w/);
});

test.each(WEBHOOKS)('%s: STOP is obeyed at once, confirmed once, and holds until START', async (name) => {
  const rig = world.rig(name);
  const person = rig.person(5);
  await world.ask(rig, person, 'Hi there!');
  expect(await world.ask(rig, person, 'STOP')).toMatch(/not get any more messages/);
  const silent = rig.received(person).length;
  await rig.write(person, 'Do you have bread?');
  await rig.write(person, 'stop');
  await world.recorded(person, 4);
  expect(rig.received(person)).toHaveLength(silent);
  expect(await world.ask(rig, person, 'START')).toMatch(/\w/);
  expect(await world.ask(rig, person, 'What cakes do you have?')).toMatch(/cake/i);
});

test.each(['whatsapp', 'messenger', 'instagram'] as const)(
  '%s: who writes past the bot has the conversation',
  async (name) => {
    const rig = world.rig(name);
    const person = rig.person(6);
    await world.ask(rig, person, 'Hi there!');
    const call = rig.answerByHand?.(person, 'Ruth here, I am looking at your order');
    if (call === undefined) throw new Error('the channel has echoes');
    await mustDeliver(call);
    await mustDeliver(call);
    await until('the conversation to be a person’s', 20_000, async () => {
      const [row] = await world.stack.sql(
        `SELECT 1 FROM conversations c JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1 AND c.status = 'human'`,
        [person],
      );
      return row !== undefined;
    });
    await rig.write(person, 'Thanks Ruth! What cakes do you have?');
    await world.recorded(person, 2);
    expect(rig.received(person)).toHaveLength(1);
    const said = await world.stack.sql(
      `SELECT author, count(*)::int AS n FROM messages m JOIN conversations c ON c.id = m.conversation_id
     JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1 GROUP BY 1 ORDER BY 1`,
      [person],
    );
    expect(said).toEqual([
      { author: 'bot', n: 1 },
      { author: 'customer', n: 2 },
      { author: 'human', n: 1 },
    ]);
  },
);

test('nothing was lost, doubled or invented, and no provider found anything wrong', async () => {
  await world.quiet();
  expect(await violations(world.stack)).toEqual(NONE);
  expect([...world.rigs.values()].flatMap((rig) => [...rig.problems()])).toEqual([]);
  const people = await world.stack.sql(
    'SELECT i.recipient FROM contact_identities i GROUP BY i.channel_id, i.recipient HAVING count(DISTINCT i.contact_id) > 1',
  );
  expect(people).toEqual([]);
});
