import { deliver } from '#tests/fakes/provider/deliver.ts';
import { whatsAppDelivery, whatsAppMessage, whatsAppStatus, metaCall } from '#tests/fakes/graph/webhooks.ts';
import { SAMPLES } from '#tests/fakes/provider/fake-file.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { mustDeliver, startProviders, whatsAppRig } from './rigs.ts';
import type { Providers } from './rigs.ts';

/* What providers do on a bad day, on WhatsApp: its statuses, windows and codes are the richest. */

const TENANT = 'joannas-bakery';
let stack: Stack;
let providers: Providers;
let rig: ReturnType<typeof whatsAppRig>;
beforeAll(async () => {
  providers = await startProviders();
  stack = await startStack({ env: providers.env, tenant: quickTenant() });
  rig = whatsAppRig(() => stack, providers, TENANT);
  const response = await stack.request(`/v1/channels?tenant=${TENANT}`, {
    method: 'POST',
    body: JSON.stringify(rig.connection),
  });
  if (response.status !== 201) throw new Error(await response.text());
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await providers.close();
});
afterEach(() => providers.graph.clearFaults());

const received = (person: string) => rig.received(person);
const heard = (person: string, count: number, limitMs = 30_000) =>
  until(`${count} messages to ${person}`, limitMs, () => received(person).length >= count);
const post = (value: Readonly<Record<string, unknown>>) =>
  mustDeliver(
    metaCall(rig.account, `${stack.apiUrl}/webhooks/whatsapp/${TENANT}`, whatsAppDelivery(rig.account, value)),
  );
const outbox = (person: string) =>
  stack.sql<{ state: string; key: string; resent: boolean; id: string | null }>(
    `SELECT b.state, b.key, b.resent, b.provider_message_id AS id FROM outbox b JOIN conversations c ON c.id = b.conversation_id
     JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1 ORDER BY b.created_at`,
    [person],
  );
const ended = (person: string, count = 1) =>
  until(`the turns of ${person} to end`, 60_000, async () => {
    const turns = await stack.sql<{ outcome: string | null }>(
      `SELECT t.outcome FROM turns t JOIN conversations c ON c.id = t.conversation_id
       JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1`,
      [person],
    );
    return turns.length >= count && turns.every(({ outcome }) => outcome !== null);
  });

test('F18: a send cut after it was accepted is not sent again; its status settles it', async () => {
  const person = rig.person(11);
  providers.graph.addFault({ kind: 'cut' });
  await rig.write(person, 'Hi there!');
  await ended(person);
  expect(received(person)).toHaveLength(1);
  const [unknown] = await outbox(person);
  expect(unknown).toMatchObject({ state: 'unknown', id: null });
  const [sent] = providers.graph.messagesTo(person);
  await post(whatsAppStatus(sent?.id ?? '', person, 'delivered', { biz_opaque_callback_data: sent?.key }));
  expect((await outbox(person))[0]).toMatchObject({ state: 'sent', id: sent?.id });
  expect(received(person)).toHaveLength(1);
});

test('F18: 5xx and 429 are waited out, in order, while others are answered', async () => {
  const [slow, quick] = [rig.person(12), rig.person(13)];
  providers.graph.addFault({ kind: 'code', code: 131056, status: 400, retryAfter: 3 });
  await rig.write(slow, 'Hi there!');
  await until('the first try', 20_000, async () => (await outbox(slow)).length > 0);
  await rig.write(quick, 'Hi there!');
  await heard(quick, 1);
  await rig.write(slow, 'What cakes do you have?');
  await heard(slow, 2);
  expect(received(slow)[1]).toMatch(/cake/i);
  providers.graph.addFault({ kind: 'error', times: 2 });
  await rig.write(quick, 'What cakes do you have?');
  await heard(quick, 2);
  await ended(quick, 2);
  expect([...(await outbox(slow)), ...(await outbox(quick))].map(({ state }) => state)).toEqual(Array(4).fill('sent'));
});

test('F19: outside the window nothing is tried again; with a template of the shop the words go out in it', async () => {
  const person = rig.person(14);
  await rig.write(person, 'Hi there!');
  await heard(person, 1);
  providers.graph.setWindow(person, false);
  await rig.write(person, 'What cakes do you have?');
  await ended(person, 2);
  expect((await outbox(person)).map(({ state }) => state)).toEqual(['sent', 'failed']);
  const credentials = { template_name: 'reopen', template_language: 'en' };
  await stack.request(`/v1/channels/whatsapp/rotate?tenant=${TENANT}`, {
    method: 'POST',
    body: JSON.stringify({ credentials }),
  });
  await rig.write(person, 'Do you deliver?');
  await heard(person, 2);
  expect(providers.graph.messagesTo(person).at(-1)?.body).toMatchObject({ type: 'template' });
});

test('F19: a message that Meta reports as undeliverable later is not sent again', async () => {
  const person = rig.person(15);
  await rig.write(person, 'Hi there!');
  await heard(person, 1);
  await ended(person);
  const [sent] = providers.graph.messagesTo(person);
  await post(whatsAppStatus(sent?.id ?? '', person, 'failed', { errors: [{ code: 131026, title: 'undeliverable' }] }));
  expect((await outbox(person)).map(({ state }) => state)).toEqual(['failed']);
  const [identity] = await stack.sql(
    'SELECT blocked_at IS NOT NULL AS blocked FROM contact_identities WHERE recipient = $1',
    [person],
  );
  expect(identity).toEqual({ blocked: true });
  expect(received(person)).toHaveLength(1);
});

test('F20: the same delivery ten times at once, and again days later', async () => {
  const person = rig.person(16);
  const call = metaCall(
    rig.account,
    `${stack.apiUrl}/webhooks/whatsapp/${TENANT}`,
    whatsAppDelivery(rig.account, whatsAppMessage('wamid.same', person, { type: 'text', text: { body: 'Hi there!' } })),
  );
  const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(call)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  await heard(person, 1);
  await ended(person);
  expect((await deliver(call)).status).toBe(200);
  await rig.write(person, 'What cakes do you have?');
  await heard(person, 2);
  const [row] = await stack.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM messages WHERE provider_message_id = 'wamid.same'`,
  );
  expect(row?.n).toBe(1);
  expect(received(person)).toHaveLength(2);
});

test('F21: messages that come as 3, 1, 2 are read as they were written', async () => {
  const person = rig.person(17);
  const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second));
  const say = (id: number) =>
    whatsAppMessage(`wamid.o${id}`, person, { type: 'text', text: { body: `word ${id}` } }, at(id));
  await Promise.all([post(say(3)), post(say(1)), post(say(2))]);
  await heard(person, 1);
  const said = await stack.sql<{ text: string }>(`SELECT text FROM messages WHERE text LIKE 'word _' ORDER BY seq`);
  expect(said.map(({ text }) => text)).toEqual(['word 1', 'word 2', 'word 3']);
});

test('F22: an album of ten on first contact is one contact, one conversation, ten messages', async () => {
  const person = rig.person(18);
  for (let nth = 0; nth < 10; nth += 1)
    providers.graph.addFile(String(nth), { bytes: SAMPLES.jpeg, contentType: 'image/jpeg' });
  const image = (nth: number) =>
    whatsAppMessage(`wamid.album${nth}`, person, {
      type: 'image',
      image: { id: String(nth), mime_type: 'image/jpeg' },
    });
  await Promise.all(Array.from({ length: 10 }, (_, nth) => post(image(nth))));
  await heard(person, 1);
  await ended(person);
  const [row] = await stack.sql(
    `SELECT count(DISTINCT i.contact_id)::int AS contacts, count(DISTINCT c.id)::int AS talks, count(*)::int AS messages
     FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN contact_identities i ON i.id = c.identity_id
     WHERE i.recipient = $1 AND m.author = 'customer'`,
    [person],
  );
  expect(row).toEqual({ contacts: 1, talks: 1, messages: 10 });
});

test('a cart is an order like any other, at the shop’s own prices', async () => {
  const person = rig.person(19);
  await rig.write(person, 'Hi there!');
  await heard(person, 1);
  const items = [
    { product_retailer_id: 'Birthday cake', quantity: '1', item_price: '0.01', currency: 'USD' },
    { product_retailer_id: 'Butter croissant', quantity: '6', item_price: '0.01', currency: 'USD' },
  ];
  const order = {
    catalog_id: '1',
    text: 'I would like to order this, delivered to 12 Oak Street please',
    product_items: items,
  };
  await post(whatsAppMessage('wamid.cart', person, { type: 'order', order }));
  await heard(person, 2);
  const [message] = await stack.sql<{ text: string }>(
    `SELECT text FROM messages WHERE provider_message_id = 'wamid.cart'`,
  );
  expect(message?.text).toContain('6 x Butter croissant');
  const orders = await stack.sql<{ total: number }>(
    `SELECT o.total_minor::int AS total FROM orders o JOIN conversations c ON c.id = o.conversation_id
     JOIN contact_identities i ON i.id = c.identity_id WHERE i.recipient = $1`,
    [person],
  );
  expect(orders.every(({ total }) => total > 700)).toBe(true);
});

test('F4: a worker killed between send and record: the status settles it, nothing is sent twice', async () => {
  const person = rig.person(20);
  stack.strike('deliver.accepted');
  await rig.write(person, 'Hi there!');
  await heard(person, 1);
  const [sent] = providers.graph.messagesTo(person);
  await post(whatsAppStatus(sent?.id ?? '', person, 'delivered', { biz_opaque_callback_data: sent?.key }));
  await stack.worker.start();
  await ended(person);
  expect(received(person)).toHaveLength(1);
  expect((await outbox(person)).map(({ state, resent }) => [state, resent])).toEqual([['sent', false]]);
}, 120_000);

test('F19: a token that is not valid stops the channel, visibly, and storms nobody', async () => {
  const person = rig.person(21);
  await stack.request(`/v1/channels/whatsapp/rotate?tenant=${TENANT}`, {
    method: 'POST',
    body: JSON.stringify({ credentials: { access_token: 'revoked-token' } }),
  });
  await rig.write(person, 'Hi there!');
  await ended(person);
  await rig.write(person, 'Anybody there?');
  await ended(person, 2);
  const answer = (await (await stack.request(`/v1/channels?tenant=${TENANT}`)).json()) as {
    channels: { channel: string; status: string; last_error: string | null }[];
  };
  expect(answer.channels.find(({ channel }) => channel === 'whatsapp')).toMatchObject({
    status: 'auth_failed',
    last_error: expect.stringMatching(/credentials/) as unknown,
  });
  expect(received(person)).toHaveLength(0);
});

test('nothing was lost, doubled or invented', async () => {
  expect(await violations(stack)).toEqual(NONE);
  expect(providers.graph.problems).toEqual([]);
});
