import { deliver } from '#tests/fakes/provider/deliver.ts';
import type { WebhookCall } from '#tests/fakes/provider/deliver.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { mustDeliver, pageRig, startProviders, telegramRig, twilioRig, webRig, whatsAppRig } from './rigs.ts';
import type { Providers, Rig } from './rigs.ts';

/*
 * What every channel must do, on the whole product: the same purchase, reports in any order, redeliveries, forgeries,
 * opt-outs, a person who takes over, and things nobody can read. The fakes check each of our calls as the providers do.
 */

const TENANT = 'joannas-bakery';
const TWILIO = { sid: 'AC0011223344', token: 'twilio-token-1', numbers: ['+15550001111', 'whatsapp:+15550002222'] };

let stack: Stack;
let providers: Providers;
let rigs: ReadonlyMap<string, Rig>;

const NAMES = ['telegram', 'whatsapp', 'messenger', 'instagram', 'twilio sms', 'twilio whatsapp', 'web'] as const;
const WEBHOOKS = NAMES.filter((name) => name !== 'web');

beforeAll(async () => {
  providers = await startProviders();
  providers.twilio.addAccount(TWILIO);
  stack = await startStack({ env: providers.env, tenant: quickTenant() });
  const there = () => stack;
  const all = [
    telegramRig(there, TENANT),
    whatsAppRig(there, providers, TENANT),
    pageRig(there, providers, TENANT, 'messenger'),
    pageRig(there, providers, TENANT, 'instagram'),
    twilioRig(there, providers, TENANT, TWILIO, 'sms'),
    twilioRig(there, providers, TENANT, TWILIO, 'whatsapp'),
    webRig(there, TENANT),
  ];
  rigs = new Map(all.map((rig) => [rig.name, rig]));
  for (const { connection } of all) {
    if (connection === undefined) continue;
    const response = await stack.request(`/v1/channels?tenant=${TENANT}`, {
      method: 'POST',
      body: JSON.stringify(connection),
    });
    if (response.status !== 201) throw new Error(`${connection.channel}: ${await response.text()}`);
  }
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await providers.close();
});

function rigOf(name: string): Rig {
  const rig = rigs.get(name);
  if (rig === undefined) throw new Error(`no rig ${name}`);
  return rig;
}

async function heard(rig: Rig, person: string, count: number): Promise<string> {
  await until(
    `${count} messages to ${person}`,
    30_000,
    () => rig.received(person).length >= count,
    () => `${rig.received(person).join('\n---\n')}\n${rig.problems().join('\n')}`,
  );
  return rig.received(person).at(-1) ?? '';
}

async function ask(rig: Rig, person: string, text: string): Promise<string> {
  const before = rig.received(person).length;
  await rig.write(person, text);
  await heard(rig, person, before + 1);
  return rig.received(person).slice(before).join('\n');
}

/** Resolves when every message taken so far has an end. */
async function quiet(): Promise<void> {
  await until('every turn to end', 30_000, async () => {
    const open = await stack.sql('SELECT 1 FROM turns WHERE outcome IS NULL');
    return open.length === 0;
  });
}

/** Resolves when `count` messages of this person are in the record and every turn has ended. */
async function recorded(person: string, count: number): Promise<void> {
  await until(`${count} messages of ${person} in the record`, 30_000, async () => {
    const [row] = await stack.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM messages m JOIN conversations c ON c.id = m.conversation_id
       JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1 AND m.author = 'customer'`,
      [person],
    );
    return (row?.n ?? 0) >= count;
  });
  await quiet();
}

const turnsOf = async () => (await stack.sql<{ n: number }>('SELECT count(*)::int AS n FROM turns'))[0]?.n;

test.each(NAMES)('%s: the same purchase', async (name) => {
  const rig = rigOf(name);
  const person = rig.person(1);
  expect(await ask(rig, person, 'Hi, what cakes do you have?')).toMatch(/cake/i);
  const ordered = await ask(
    rig,
    person,
    "I'll take one birthday cake and 6 butter croissants, delivered to 12 Oak Street please",
  );
  expect(ordered).toMatch(/100\d/);
  expect(await ask(rig, person, 'Can you add 2 more butter croissants?')).toMatch(/8/);
  expect(await ask(rig, person, 'Thank you, bye!')).toMatch(/./);
  const [number] = /100\d/.exec(ordered) ?? [];
  const [order] = await stack.sql<{ items: string; delivery_address: string }>(
    `SELECT o.delivery_address, (SELECT string_agg(i.name || ':' || i.quantity_milli, ',' ORDER BY i.line) FROM order_items i
       WHERE i.order_id = o.id) AS items FROM orders o WHERE o.number = $1`,
    [Number(number)],
  );
  expect(order).toEqual({ items: 'Birthday cake:1000,Butter croissant:8000', delivery_address: '12 Oak Street' });
  expect(rig.problems()).toEqual([]);
});

test.each(WEBHOOKS.filter((name) => name !== 'telegram'))('%s: reports in any order, and again', async (name) => {
  const rig = rigOf(name);
  const reports = rig.reports?.(rig.person(1)) ?? [];
  expect(reports.length).toBeGreaterThanOrEqual(12);
  const before = await turnsOf();
  for (const call of [...reports, ...reports.toReversed()]) await mustDeliver(call);
  const rows = await stack.sql<{ status: string; n: number }>(
    `SELECT d.status, count(*)::int AS n FROM delivery_statuses d JOIN outbox b ON b.provider_message_id = d.provider_message_id
     JOIN conversations c ON c.id = b.conversation_id JOIN contact_identities i ON i.id = c.identity_id
     WHERE i.recipient = $1 GROUP BY 1`,
    [rig.person(1)],
  );
  const best = name === 'twilio sms' ? 'delivered' : 'read';
  expect(rows).toEqual([{ status: best, n: rig.received(rig.person(1)).length }]);
  expect(await turnsOf()).toBe(before);
});

test.each(WEBHOOKS)('%s: a redelivery, ten at once, is one message and one turn', async (name) => {
  const rig = rigOf(name);
  const person = rig.person(2);
  const call = await rig.write(person, 'Hi there!');
  await heard(rig, person, 1);
  const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(call)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  await ask(rig, person, 'What do you have for a kids birthday party?');
  await recorded(person, 2);
  expect(rig.received(person)).toHaveLength(2);
});

test.each(WEBHOOKS)('%s: a forgery is refused and leaves nothing', async (name) => {
  const rig = rigOf(name);
  const call = await rig.write(rig.person(3), 'Hello');
  await heard(rig, rig.person(3), 1);
  const before = await turnsOf();
  const forged = rig.forged?.(call) ?? call;
  const answer = await deliver(forged);
  expect(answer.status).toBe(401);
  expect(answer.text).not.toContain('Hello');
  const changed: WebhookCall = {
    ...call,
    body: call.body.replace('Hello', 'Jello').replace('AccountSid', 'AccountSit'),
  };
  if (name !== 'telegram') expect((await deliver(changed)).status).toBe(401);
  const elsewhere = { ...call, url: call.url.replace(TENANT, 'nobody-at-all') };
  expect((await deliver(elsewhere)).status).toBe(404);
  expect(await turnsOf()).toBe(before);
});

test.each(WEBHOOKS)('%s: what can not be read is kept and answered', async (name) => {
  const rig = rigOf(name);
  const person = rig.person(4);
  const call = rig.odd?.(person);
  if (call === undefined) throw new Error('every channel has something odd');
  await mustDeliver(call);
  expect(await heard(rig, person, 1)).toMatch(/\w/);
});

test.each(WEBHOOKS)('%s: STOP is obeyed at once, confirmed once, and holds until START', async (name) => {
  const rig = rigOf(name);
  const person = rig.person(5);
  await ask(rig, person, 'Hi there!');
  expect(await ask(rig, person, 'STOP')).toMatch(/not get any more messages/);
  const silent = rig.received(person).length;
  await rig.write(person, 'Do you have bread?');
  await rig.write(person, 'stop');
  await recorded(person, 4);
  expect(rig.received(person)).toHaveLength(silent);
  expect(await ask(rig, person, 'START')).toMatch(/\w/);
  expect(await ask(rig, person, 'What cakes do you have?')).toMatch(/cake/i);
});

test.each(['whatsapp', 'messenger', 'instagram'] as const)(
  '%s: who writes past the bot has the conversation',
  async (name) => {
    const rig = rigOf(name);
    const person = rig.person(6);
    await ask(rig, person, 'Hi there!');
    const call = rig.answerByHand?.(person, 'Ruth here, I am looking at your order');
    if (call === undefined) throw new Error('the channel has echoes');
    await mustDeliver(call);
    await mustDeliver(call);
    await until('the conversation to be a person’s', 20_000, async () => {
      const [row] = await stack.sql(
        `SELECT 1 FROM conversations c JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1 AND c.status = 'human'`,
        [person],
      );
      return row !== undefined;
    });
    await rig.write(person, 'Thanks Ruth! What cakes do you have?');
    await recorded(person, 2);
    expect(rig.received(person)).toHaveLength(1);
    const said = await stack.sql(
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
  await quiet();
  expect(await violations(stack)).toEqual(NONE);
  expect([...rigs.values()].flatMap((rig) => [...rig.problems()])).toEqual([]);
  const people = await stack.sql(
    'SELECT i.recipient FROM contact_identities i GROUP BY i.channel_id, i.recipient HAVING count(DISTINCT i.contact_id) > 1',
  );
  expect(people).toEqual([]);
});
