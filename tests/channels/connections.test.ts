import { randomBytes } from 'node:crypto';
import { deliver } from '#tests/fakes/provider/deliver.ts';
import type { GraphAccount } from '#tests/fakes/graph/accounts.ts';
import {
  commentDelivery,
  fromPerson,
  messagingDelivery,
  metaCall,
  whatsAppDelivery,
  whatsAppMessage,
} from '#tests/fakes/graph/webhooks.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { startProviders } from './rigs.ts';
import type { Providers } from './rigs.ts';

/* The life of a connection: connected, tested, rotated, disconnected; and one app that serves the pages of two shops. */

const PUBLIC_URL = 'https://colloquy.example';
const app = { appId: '777002', appSecret: randomBytes(16).toString('hex') };
const number: GraphAccount = { kind: 'whatsapp', id: '110022', token: 'token-number', ...app };
const bakeryPage: GraphAccount = { kind: 'messenger', id: '220033', token: 'token-bakery', ...app };
const meatPage: GraphAccount = { kind: 'messenger', id: '330044', token: 'token-meat', ...app };

let stack: Stack;
let providers: Providers;
beforeAll(async () => {
  providers = await startProviders();
  for (const account of [number, bakeryPage, meatPage]) providers.graph.addAccount(account);
  stack = await startStack({ env: { ...providers.env, PUBLIC_URL }, tenant: quickTenant() });
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await providers.close();
});

const secrets = { app_secret: app.appSecret, app_id: app.appId, verify_token: 'meatyhamhock' };
const call = async (path: string, method = 'GET', body?: unknown, tenant = 'joannas-bakery') => {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await stack.request(`/v1/channels${path}?tenant=${tenant}`, init);
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>, text };
};
const connect = (channel: string, credentials: object, tenant?: string) =>
  call('', 'POST', { channel, credentials }, tenant);
const addressOf = (channel: string, tenant = 'joannas-bakery') => `${stack.apiUrl}/webhooks/${channel}/${tenant}`;
const toNumber = (id: string, secret = app.appSecret) =>
  metaCall(
    { ...number, appSecret: secret },
    addressOf('whatsapp'),
    whatsAppDelivery(number, whatsAppMessage(id, '972500000001', { type: 'text', text: { body: 'Hi there!' } })),
  );
const texts = async (tenant: string, channel: string) =>
  (
    await stack.sql<{ text: string }>(
      `SELECT m.text FROM messages m JOIN channels c ON c.id = m.channel_id JOIN tenants t ON t.id = m.tenant_id
       WHERE t.slug = $1 AND c.channel = $2 AND m.author = 'customer' ORDER BY m.seq`,
      [tenant, channel],
    )
  ).map(({ text }) => text);

test.each([
  ['whatsapp', { access_token: 'token-number', phone_number_id: '110022' }],
  ['whatsapp', { ...secrets, app_secret: '', access_token: 'token-number', phone_number_id: '110022' }],
  ['messenger', { ...secrets, access_token: 'token-bakery' }],
  ['instagram', { ...secrets, access_token: 'token', account_id: 'not digits' }],
  ['twilio', { account_sid: 'AC0011223344', auth_token: 'token-1' }],
  ['twilio', { account_sid: 'AC0011223344', sms_from: '+15550001111' }],
])('%s without what proves its webhooks is not connected: %j', async (channel, credentials) => {
  const answer = await connect(channel, credentials);
  expect(answer.status).toBe(422);
  expect((await fetch(addressOf(channel), { method: 'POST', body: '{}' })).status).toBe(404);
});

test('connecting sets the webhook at the provider and shows no secret', async () => {
  const credentials = { ...secrets, access_token: 'token-number', phone_number_id: '110022', waba_id: '990099' };
  const answer = await connect('whatsapp', credentials);
  expect(answer).toMatchObject({
    status: 201,
    body: { status: 'active', webhook_registered: true, webhook_url: `${PUBLIC_URL}/webhooks/whatsapp/joannas-bakery` },
  });
  expect(answer.text).not.toMatch(/token-number|meatyhamhock/);
  expect(answer.text).not.toContain(app.appSecret);
  const { webhooks, subscribed } = providers.graph.administration;
  expect(webhooks.get('777002/whatsapp_business_account')).toBe(`${PUBLIC_URL}/webhooks/whatsapp/joannas-bakery`);
  expect(subscribed.has('990099')).toBe(true);
  expect(providers.graph.problems).toEqual([]);
});

test('the handshake repeats the challenge for the right token only', async () => {
  const ask = async (token: string, mode = 'subscribe') => {
    const query = new URLSearchParams({ 'hub.mode': mode, 'hub.challenge': '1158201444', 'hub.verify_token': token });
    const response = await fetch(`${addressOf('whatsapp')}?${query.toString()}`);
    return [response.status, await response.text(), response.headers.get('content-type')] as const;
  };
  expect(await ask('meatyhamhock')).toEqual([200, '1158201444', 'text/plain; charset=utf-8']);
  for (const answer of [await ask('wrong'), await ask(''), await ask('meatyhamhock', 'unsubscribe')]) {
    expect(answer[0]).toBe(403);
    expect(answer[1]).not.toContain('1158201444');
  }
});

test('a test says how the account is, and a refused token marks the connection', async () => {
  expect(await call('/whatsapp/test', 'POST')).toMatchObject({
    status: 200,
    body: { ok: true, account: 'Test Shop', webhook: 'ours', problems: [] },
  });
  await call('/whatsapp/rotate', 'POST', { credentials: { access_token: 'revoked-token' } });
  expect((await call('/whatsapp/test', 'POST')).body).toMatchObject({ ok: false });
  const listed = (await call('')).body['channels'] as { channel: string; status: string; last_error: string | null }[];
  expect(listed.find(({ channel }) => channel === 'whatsapp')).toMatchObject({
    status: 'auth_failed',
    last_error: expect.stringMatching(/190/) as unknown,
  });
  await call('/whatsapp/rotate', 'POST', { credentials: { access_token: 'token-number' } });
  expect((await call('/whatsapp/test', 'POST')).body).toMatchObject({ ok: true });
});

test('a rotated secret takes deliveries signed with either, and no other', async () => {
  expect((await deliver(toNumber('wamid.r1'))).status).toBe(200);
  const next = randomBytes(16).toString('hex');
  expect((await call('/whatsapp/rotate', 'POST', { credentials: { app_secret: next } })).status).toBe(200);
  expect((await deliver(toNumber('wamid.r2', next))).status).toBe(200);
  expect((await deliver(toNumber('wamid.r3'))).status).toBe(200);
  expect((await deliver(toNumber('wamid.r4', 'any-other-secret'))).status).toBe(401);
  await until('three messages', 20_000, async () => (await texts('joannas-bakery', 'whatsapp')).length === 3);
  const listed = (await call('')).body['channels'] as { channel: string; last_inbound_at: string | null }[];
  expect(listed.find(({ channel }) => channel === 'whatsapp')?.last_inbound_at).toMatch(/^20/);
});

test('one app serves the pages of two shops: each gets its own, nobody gets what nobody connected', async () => {
  await connect('messenger', { ...secrets, access_token: 'token-bakery', page_id: bakeryPage.id });
  await connect('messenger', { ...secrets, access_token: 'token-meat', page_id: meatPage.id }, 'valdman');
  const entry = (account: GraphAccount, person: string, mid: string, text: string) =>
    messagingDelivery(account, [fromPerson(account, person, { message: { mid, text } })]).entry[0];
  const stranger: GraphAccount = { ...bakeryPage, id: '999999' };
  const body = {
    object: 'page',
    entry: [
      entry(meatPage, '5001', 'm_1', 'for the butcher'),
      entry(bakeryPage, '5002', 'm_2', 'for the bakery'),
      entry(stranger, '5003', 'm_3', 'for nobody'),
      entry(bakeryPage, '5002', 'm_4', 'again for the bakery'),
    ],
  };
  expect((await deliver(metaCall(bakeryPage, addressOf('messenger'), body))).status).toBe(200);
  await until('three messages', 20_000, async () => (await texts('joannas-bakery', 'messenger')).length === 2);
  await until('one message', 20_000, async () => (await texts('valdman', 'messenger')).length === 1);
  expect(await texts('joannas-bakery', 'messenger')).toEqual(['for the bakery', 'again for the bakery']);
  expect(await texts('valdman', 'messenger')).toEqual(['for the butcher']);
  const [nobody] = await stack.sql<{ n: number }>(`SELECT count(*)::int AS n FROM messages WHERE text = 'for nobody'`);
  expect(nobody?.n).toBe(0);
});

test('another app’s secret does not open a shop’s page', async () => {
  const own = { ...secrets, app_secret: 'secret-of-another-app', access_token: 'token-meat', page_id: meatPage.id };
  await connect('messenger', own, 'valdman');
  const body = messagingDelivery(meatPage, [
    fromPerson(meatPage, '6001', { message: { mid: 'm_x', text: 'smuggled' } }),
  ]);
  expect((await deliver(metaCall(bakeryPage, addressOf('messenger'), body))).status).toBe(200);
  const [row] = await stack.sql<{ n: number }>(`SELECT count(*)::int AS n FROM messages WHERE text = 'smuggled'`);
  expect(row?.n).toBe(0);
});

test('a comment is answered privately with a note below it; our own comment is not', async () => {
  const comment = (id: string, from: string) =>
    commentDelivery(bakeryPage, { id, text: 'What cakes do you have?', from });
  for (const [id, from] of [
    ['c_1', '8001'],
    ['c_2', bakeryPage.id],
  ] as const) {
    expect((await deliver(metaCall(bakeryPage, addressOf('messenger'), comment(id, from)))).status).toBe(200);
    await deliver(metaCall(bakeryPage, addressOf('messenger'), comment(id, from)));
  }
  await until('the answer', 30_000, async () => providers.graph.messagesTo('comment:c_1').length > 0);
  await until('the note', 30_000, async () => providers.graph.publicAnswers.length > 0);
  expect(providers.graph.publicAnswers).toEqual([
    { commentId: 'c_1', text: expect.stringMatching(/private/) as unknown },
  ]);
  expect(providers.graph.messagesTo('comment:c_2')).toEqual([]);
  // The fake's app kept its secret while ours was rotated.
  expect(providers.graph.problems.filter((problem) => !problem.includes('appsecret_proof'))).toEqual([]);
});

test('an app’s one address keeps working for the others when the tenant it was set for leaves', async () => {
  await connect('messenger', { ...secrets, access_token: 'token-meat', page_id: meatPage.id }, 'valdman');
  await connect('messenger', { ...secrets, access_token: 'token-bakery', page_id: bakeryPage.id });
  expect((await call('/messenger', 'DELETE')).status).toBe(204);
  const delivery = (page: GraphAccount, mid: string) =>
    metaCall(
      page,
      addressOf('messenger'),
      messagingDelivery(page, [fromPerson(page, '7001', { message: { mid, text: `still here ${mid}` } })]),
    );
  expect((await deliver(delivery(bakeryPage, 'm_left'))).status).toBe(404);
  expect((await deliver(delivery({ ...meatPage, appSecret: 'another-app' }, 'm_forged'))).status).toBe(404);
  expect((await deliver(delivery(meatPage, 'm_stays'))).status).toBe(200);
  await until('the message', 20_000, async () => (await texts('valdman', 'messenger')).includes('still here m_stays'));
  const rows = await stack.sql(`SELECT FROM messages WHERE text IN ('still here m_left', 'still here m_forged')`);
  expect(rows).toEqual([]);
});

test('a disconnected channel forgets its secrets and refuses deliveries', async () => {
  await call('/whatsapp/rotate', 'POST', { credentials: { app_secret: app.appSecret } });
  expect((await call('/whatsapp', 'DELETE')).status).toBe(204);
  expect((await deliver(toNumber('wamid.gone'))).status).toBe(404);
  expect((await call('/whatsapp', 'DELETE')).status).toBe(404);
  expect((await call('/whatsapp/test', 'POST')).status).toBe(404);
  expect((await call('/web', 'DELETE')).status).toBe(409);
  const [row] = await stack.sql(`SELECT sealed_credentials FROM channels WHERE channel = 'whatsapp'`);
  expect(row).toEqual({ sealed_credentials: null });
  expect(providers.graph.administration.subscribed.has('990099')).toBe(false);
});
