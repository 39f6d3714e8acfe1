import { NONE, violations } from '#tests/support/invariants.ts';
import { NAMES, WEBHOOKS, startContractWorld } from './contract-world.ts';
import type { ContractWorld } from './contract-world.ts';
import { mustDeliver } from './rigs.ts';

/*
 * What every channel must do, on the whole product: the same purchase, and reports about it in any order. The fakes check
 * each of our calls as the providers do.
 */

let world: ContractWorld;
beforeAll(async () => {
  world = await startContractWorld();
}, 120_000);
afterAll(() => world.stop());

test.each(NAMES)('%s: the same purchase', async (name) => {
  const rig = world.rig(name);
  const person = rig.person(1);
  expect(await world.ask(rig, person, 'Hi, what cakes do you have?')).toMatch(/cake/i);
  const ordered = await world.ask(
    rig,
    person,
    "I'll take one birthday cake and 6 butter croissants, delivered to 12 Oak Street please",
  );
  expect(ordered).toMatch(/100\d/);
  expect(await world.ask(rig, person, 'Can you add 2 more butter croissants?')).toMatch(/8/);
  expect(await world.ask(rig, person, 'Thank you, bye!')).toMatch(/./);
  const [number] = /100\d/.exec(ordered) ?? [];
  const [order] = await world.stack.sql<{ items: string; delivery_address: string }>(
    `SELECT o.delivery_address, (SELECT string_agg(i.name || ':' || i.quantity_milli, ',' ORDER BY i.line) FROM order_items i
       WHERE i.order_id = o.id) AS items FROM orders o WHERE o.number = $1`,
    [Number(number)],
  );
  expect(order).toEqual({ items: 'Birthday cake:1000,Butter croissant:8000', delivery_address: '12 Oak Street' });
  expect(rig.problems()).toEqual([]);
});

test.each(WEBHOOKS.filter((name) => name !== 'telegram'))('%s: reports in any order, and again', async (name) => {
  const rig = world.rig(name);
  const reports = rig.reports?.(rig.person(1)) ?? [];
  expect(reports.length).toBeGreaterThanOrEqual(12);
  const before = await world.turns();
  for (const call of [...reports, ...reports.toReversed()]) await mustDeliver(call);
  const rows = await world.stack.sql<{ status: string; n: number }>(
    `SELECT d.status, count(*)::int AS n FROM delivery_statuses d JOIN outbox b ON b.provider_message_id = d.provider_message_id
     JOIN conversations c ON c.id = b.conversation_id JOIN contact_identities i ON i.id = c.identity_id
     WHERE i.recipient = $1 GROUP BY 1`,
    [rig.person(1)],
  );
  const best = name === 'twilio sms' ? 'delivered' : 'read';
  expect(rows).toEqual([{ status: best, n: rig.received(rig.person(1)).length }]);
  expect(await world.turns()).toBe(before);
});

test('nothing was lost, doubled or invented, and no provider found anything wrong', async () => {
  await world.quiet();
  expect(await violations(world.stack)).toEqual(NONE);
  expect([...world.rigs.values()].flatMap((rig) => [...rig.problems()])).toEqual([]);
  const people = await world.stack.sql(
    'SELECT i.recipient FROM contact_identities i GROUP BY i.channel_id, i.recipient HAVING count(DISTINCT i.contact_id) > 1',
  );
  expect(people).toEqual([]);
});
