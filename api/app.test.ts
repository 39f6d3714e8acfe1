import request from 'supertest';
import { StoreUnavailable } from '#domain/errors.ts';
import {
  createFakeApiDeps,
  FAKE_ADMIN_KEY,
  FAKE_CONVERSATION,
  FAKE_SECRET,
  FAKE_TENANT_KEY,
} from '#tests/fakes/api-deps.ts';
import { startFakeTelegram } from '#tests/fakes/telegram.ts';
import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import { createApp } from './app.ts';
import { catalogReply } from '#api/routes/catalog/schema.ts';
import { connectedView } from '#api/routes/channels/schema.ts';
import { chatReply } from '#api/routes/chat/schema.ts';
import { conversationView } from '#api/routes/conversations/schema.ts';
import { ordersReply } from '#api/routes/orders/schema.ts';

const SECRET = 'X-Telegram-Bot-Api-Secret-Token';
const updates = createUpdates();

function start(overrides?: Parameters<typeof createFakeApiDeps>[0]) {
  const fake = createFakeApiDeps(overrides);
  return { fake, http: request(createApp(fake.deps)) };
}

function expectProblem(response: request.Response, status: number, code: string): void {
  expect([response.status, response.body.code]).toEqual([status, code]);
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(response.body).toMatchObject({
    type: `urn:colloquy:problem:${code}`,
    status,
    request_id: response.headers['x-request-id'],
  });
}

describe('webhooks', () => {
  const path = '/webhooks/telegram/valdman';

  test('a delivery with the secret becomes one message', async () => {
    const { fake, http } = start();
    await http.post(path).set(SECRET, FAKE_SECRET).send(updates.text(77, 'שלום')).expect(200);
    expect(fake.accepted).toMatchObject([
      { inbound: { message: { kind: 'text', text: 'שלום' }, contact: { recipient: '77' } } },
    ]);
  });

  test.each([
    ['no secret', {}],
    ['a wrong secret', { [SECRET]: 'a-secret-of-the-tess' }],
  ])('%s: 401 and nothing happens', async (_name, headers) => {
    const { fake, http } = start();
    const response = await http.post(path).set(headers).send(updates.text(77, 'hi'));
    expectProblem(response, 401, 'SignatureRefused');
    expect(fake.accepted).toEqual([]);
  });

  test.each([
    ['/webhooks/telegram/nobody', 404, 'NotFound'],
    ['/webhooks/pigeon/valdman', 404, 'NotFound'],
    ['/webhooks/whatsapp/valdman', 404, 'NotFound'],
    ['/webhooks/web/valdman', 404, 'NotFound'],
    ['/webhooks/telegram/Bad%20Slug', 422, 'ValidationFailed'],
    ['/webhooks/telegram/%E0%A4%A', 400, 'MalformedRequest'],
  ])('%s answers %i', async (address, status, code) => {
    const { fake, http } = start();
    expectProblem(await http.post(address).set(SECRET, FAKE_SECRET).send(updates.text(77, 'hi')), status, code);
    expect(fake.accepted).toEqual([]);
  });

  test('bytes that are not JSON answer 400', async () => {
    const { http } = start();
    const response = await http
      .post(path)
      .set(SECRET, FAKE_SECRET)
      .set('Content-Type', 'application/json')
      .send('{"update_id":');
    expectProblem(response, 400, 'MalformedBody');
  });

  test('more than 3 MB, the most that a provider sends, answers 413 before anything is read', async () => {
    const { http } = start();
    const response = await http
      .post(path)
      .set(SECRET, FAKE_SECRET)
      .send({ pad: 'x'.repeat(3_200_000) });
    expectProblem(response, 413, 'PayloadTooLarge');
  });

  test('a compressed body answers 415', async () => {
    const { http } = start();
    const response = await http.post(path).set(SECRET, FAKE_SECRET).set('Content-Encoding', 'gzip').send('{}');
    expectProblem(response, 415, 'UnsupportedMediaType');
  });

  test('an update that needs no answer is a 200 and counted', async () => {
    const { fake, http } = start();
    await http
      .post(path)
      .set(SECRET, FAKE_SECRET)
      .send(updates.message(77, { pinned_message: {} }))
      .expect(200);
    expect(fake.accepted).toEqual([]);
    expect(await fake.deps.metrics.registry.metrics()).toContain(
      'colloquy_inbound_ignored_total{channel="telegram",reason="service_message"} 1',
    );
  });

  test('a pressed button gets its answer with the 200', async () => {
    const { http } = start();
    const response = await http.post(path).set(SECRET, FAKE_SECRET).send(updates.press(77, 'yes')).expect(200);
    expect(response.body.method).toBe('answerCallbackQuery');
  });

  test('what could not be kept answers 503, so that the provider sends it again', async () => {
    const { fake, http } = start();
    fake.acceptError = new StoreUnavailable('down');
    const response = await http.post(path).set(SECRET, FAKE_SECRET).send(updates.text(77, 'hi'));
    expectProblem(response, 503, 'StoreUnavailable');
    expect(response.headers['retry-after']).toBe('5');
  });

  test('GET is not possible for a channel without a handshake', async () => {
    const { http } = start();
    expectProblem(await http.get(path), 405, 'MethodNotAllowed');
  });
});

describe('chat', () => {
  const body = { message: 'hello', user_id: 'dana' };

  test('answers exactly the documented object', async () => {
    const { fake, http } = start();
    const response = await http.post('/v1/chat?tenant=valdman').send(body).expect(200);
    expect(response.body).toEqual({
      reply: 'Shalom! What may I bring you today?',
      conversation_id: FAKE_CONVERSATION,
      stage: 'opening',
      status: 'bot',
      tool_calls: [{ name: 'search_products', input: { query: 'beef' }, result: { products: [] } }],
      usage: { provider: 'offline', model: 'rules', input_tokens: 10, output_tokens: 5, cost_usd: 0.0000015 },
      summary_used: false,
      gate_retries: 0,
    });
    expect(fake.accepted).toMatchObject([
      { options: { quietMs: 0, stream: false }, inbound: { contact: { recipient: 'dana' } } },
    ]);
  });

  test('streams thinking, content, meta, done; the content is the reply', async () => {
    const { http } = start();
    const response = await http.post('/v1/chat/stream?tenant=valdman').send(body).expect(200);
    expect(response.headers['content-type']).toContain('text/event-stream');
    const events = response.text
      .trim()
      .split('\n\n')
      .map((block) => {
        const [name, data] = block.split('\n');
        return { name: name?.replace('event: ', ''), data: JSON.parse(data?.replace('data: ', '') ?? '') };
      });
    expect([...new Set(events.map(({ name }) => name))]).toEqual(['thinking', 'content', 'meta', 'done']);
    const said = events
      .filter(({ name }) => name === 'content')
      .map(({ data }) => data.text)
      .join('');
    expect(said).toBe('Shalom! What may I bring you today?');
    expect(events.find(({ name }) => name === 'meta')?.data).toMatchObject({
      conversation_id: FAKE_CONVERSATION,
      stage: 'opening',
    });
  });

  test('no reply in time: 504 with what is needed to ask again', async () => {
    const { fake, http } = start();
    fake.reply = null;
    const response = await http.post('/v1/chat?tenant=valdman').send({ ...body, message_id: 'm-1' });
    expectProblem(response, 504, 'ReplyTimeout');
    expect(response.body).toMatchObject({ conversation_id: FAKE_CONVERSATION, message_id: 'm-1' });
  });

  test('no reply in time on a stream is an error event', async () => {
    const { fake, http } = start();
    fake.reply = null;
    const response = await http.post('/v1/chat/stream?tenant=valdman').send(body);
    expect(response.text).toContain('event: error\ndata: {');
    expect(response.text).toContain('"code":"ReplyTimeout"');
  });

  test('the same message id, in body or header, is the same message', async () => {
    const { fake, http } = start();
    await http
      .post('/v1/chat?tenant=valdman')
      .send({ ...body, message_id: 'm-1' })
      .expect(200);
    await http.post('/v1/chat?tenant=valdman').set('Idempotency-Key', 'm-1').send(body).expect(200);
    expect(fake.accepted.map(({ inbound }) => inbound.message.id)).toEqual(['dana/m-1', 'dana/m-1']);
  });

  test.each([
    ['other words', { message: 'goodbye' }, 409],
    ['the same words with a file', { attachments: [{ kind: 'image', url: 'https://example.com/1.png' }] }, 409],
    ['the same words', {}, 200],
  ])('a message id that was used, with %s', async (_name, change, status) => {
    const { fake } = start();
    const records = { ...fake.deps.records, sentMessage: async () => ({ text: 'hello', attachments: [] }) };
    const http = request(createApp({ ...fake.deps, records }));
    for (const path of ['/v1/chat', '/v1/chat/stream']) {
      const response = await http.post(`${path}?tenant=valdman`).send({ ...body, ...change, message_id: 'm-1' });
      expect(response.status).toBe(status);
      if (status === 409) expectProblem(response, 409, 'MessageIdReused');
    }
    expect(fake.accepted).toHaveLength(status === 409 ? 0 : 2);
  });

  test('a conversation of somebody else can not be entered', async () => {
    const { fake, http } = start();
    const foreign = await http
      .post('/v1/chat?tenant=valdman')
      .send({ ...body, user_id: 'eve', conversation_id: FAKE_CONVERSATION });
    expectProblem(foreign, 404, 'NotFound');
    expect(fake.accepted).toEqual([]);
    await http
      .post('/v1/chat?tenant=valdman')
      .send({ ...body, conversation_id: FAKE_CONVERSATION })
      .expect(200);
  });

  test.each([
    ['empty message', { message: '  ', user_id: 'dana' }],
    ['no user', { message: 'x' }],
    ['too long', { message: 'x'.repeat(4097), user_id: 'dana' }],
    ['odd user id', { message: 'x', user_id: 'a b' }],
    ['long user id', { message: 'x', user_id: 'a'.repeat(129) }],
    ['conversation id', { message: 'x', user_id: 'dana', conversation_id: "1' or 1=1" }],
    [
      'attachment address',
      { message: 'x', user_id: 'dana', attachments: [{ kind: 'image', url: 'file:///etc/passwd' }] },
    ],
    ['an array', []],
  ])('%s: 422 that names the field', async (_name, bad) => {
    const { fake, http } = start();
    const response = await http.post('/v1/chat?tenant=valdman').send(bad);
    expectProblem(response, 422, 'ValidationFailed');
    expect(response.body.issues.length).toBeGreaterThan(0);
    expect(fake.accepted).toEqual([]);
  });

  test('syntax, type, tenant and rate have their own codes', async () => {
    const { http } = start();
    expectProblem(await http.post('/v1/chat?tenant=valdman').type('json').send('{'), 400, 'MalformedBody');
    expectProblem(await http.post('/v1/chat?tenant=valdman').type('text').send('x'), 415, 'UnsupportedMediaType');
    expectProblem(await http.post('/v1/chat?tenant=nobody').send(body), 404, 'NotFound');
    expectProblem(await http.post('/v1/chat').send(body), 422, 'ValidationFailed');
    expectProblem(await http.get('/v1/chat?tenant=valdman'), 405, 'MethodNotAllowed');
  });

  test('one visitor can not flood the shop, others still get through', async () => {
    const fake = createFakeApiDeps();
    const http = request(createApp({ ...fake.deps, settings: { ...fake.deps.settings, chatPerMinute: 12 } }));
    for (let i = 0; i < 4; i += 1) await http.post('/v1/chat?tenant=valdman').send(body).expect(200);
    const flooded = await http.post('/v1/chat?tenant=valdman').send(body);
    expectProblem(flooded, 429, 'TooManyRequests');
    expect(flooded.headers['retry-after']).toBeDefined();
    await http
      .post('/v1/chat?tenant=valdman')
      .send({ ...body, user_id: 'someone-else' })
      .expect(200);
  });
});

describe('staff', () => {
  const admin = { 'x-api-key': FAKE_ADMIN_KEY };
  const own = { 'x-api-key': FAKE_TENANT_KEY };

  test.each(['/v1/orders?tenant=valdman', '/v1/channels?tenant=valdman', `/v1/conversations/${FAKE_CONVERSATION}`])(
    '%s without a valid key answers 401',
    async (address) => {
      const { http } = start();
      expectProblem(await http.get(address), 401, 'Unauthorized');
      expectProblem(await http.get(address).set('x-api-key', 'wrong'), 401, 'Unauthorized');
    },
  );

  test('orders, by the platform and by the tenant itself', async () => {
    const { http } = start();
    const response = await http.get('/v1/orders?tenant=valdman').set(admin).expect(200);
    expect(response.body.orders).toMatchObject([
      { number: 1001, total: 45, total_minor: 4500, items: [{ quantity: 0.5, unit_price: 90 }] },
    ]);
    await http.get('/v1/orders').set(own).expect(200);
    await http.get('/v1/orders').set('Authorization', `Bearer ${FAKE_TENANT_KEY}`).expect(200);
  });

  test('a foreign tenant looks like a missing one', async () => {
    const { http } = start();
    const foreign = await http.get('/v1/orders?tenant=glow').set(own);
    const missing = await http.get('/v1/orders?tenant=glow').set(admin);
    expectProblem(foreign, 404, 'NotFound');
    expect(foreign.body.detail).toBe(missing.body.detail);
  });

  test('connecting a channel answers its webhook address and never a secret', async () => {
    const { http } = start();
    const credentials = { bot_token: '123456:AAAAAAAAAAAAAAAAAAAAAAAA', secret_token: 'connect-secret' };
    const response = await http
      .post('/v1/channels?tenant=valdman')
      .set(admin)
      .send({ channel: 'telegram', credentials })
      .expect(201);
    expect(response.body.webhook_url).toBe('https://colloquy.example/webhooks/telegram/valdman');
    const list = await http.get('/v1/channels?tenant=valdman').set(admin).expect(200);
    expect(JSON.stringify([response.body, list.body])).not.toMatch(/connect-secret|AAAAAA/);
  });

  test('with a public address the provider is told it; a token it does not know is refused', async () => {
    const known = '123456:AAAAAAAAAAAAAAAAAAAAAAAA';
    const telegram = await startFakeTelegram({ tokens: [known] });
    const http = request(createApp(createFakeApiDeps({}, telegram.apiRoot).deps));
    const connect = (bot_token: string) =>
      http
        .post('/v1/channels?tenant=valdman')
        .set(admin)
        .send({ channel: 'telegram', credentials: { bot_token, secret_token: 'connect-secret' } });
    expect((await connect(known)).body.webhook_registered).toBe(true);
    expect(telegram.webhooks.get(known)).toMatchObject({
      url: 'https://colloquy.example/webhooks/telegram/valdman',
      secretToken: 'connect-secret',
    });
    expectProblem(await connect('999999:BBBBBBBBBBBBBBBBBBBBBBBB'), 422, 'ValidationFailed');
    await telegram.close();
    expect((await connect(known)).body.webhook_registered).toBe(false);
  });

  test.each([
    [{ channel: 'telegram', credentials: { bot_token: '123456:AAAAAAAAAAAAAAAAAAAAAAAA' } }],
    [{ channel: 'telegram', credentials: {} }],
    [{ channel: 'whatsapp', credentials: {} }],
    [{ channel: 'pigeon', credentials: {} }],
  ])('%j can not be connected', async (body) => {
    const { http } = start();
    expectProblem(await http.post('/v1/channels?tenant=valdman').set(admin).send(body), 422, 'ValidationFailed');
  });

  test('a conversation that nobody knows is not found', async () => {
    const { http } = start();
    const missing = await http.get('/v1/conversations/0199f0a0-0000-7000-8000-00000000ffff').set(own);
    expectProblem(missing, 404, 'NotFound');
  });
});

describe('the rest', () => {
  test('the catalogue shows prices twice and no aliases', async () => {
    const { http } = start();
    const { body } = await http.get('/v1/catalog?tenant=valdman').expect(200);
    expect(body.products).toMatchObject([
      { id: 'p1', name: 'Merguez', unit: 'kg', price: 90.5, price_minor: 9050, currency: 'ILS' },
    ]);
    expect(JSON.stringify(body)).not.toContain('secret alias');
  });

  test('readyz turns 503 as soon as the process is told to go, healthz stays', async () => {
    const { fake, http } = start();
    expect((await http.get('/readyz')).status).toBe(200);
    fake.deps.readiness.drain();
    expect((await http.get('/readyz')).status).toBe(503);
    expect((await http.get('/healthz')).status).toBe(200);
  });

  test('openapi.json describes every mounted address, docs renders it without scripts', async () => {
    const { http } = start();
    const { body } = await http.get('/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    const core = [
      '/docs',
      '/healthz',
      '/metrics',
      '/openapi.json',
      '/readyz',
      '/v1/catalog',
      '/v1/channels',
      '/v1/chat',
      '/v1/chat/stream',
      '/v1/conversations/{id}',
      '/v1/conversations/{id}/automation',
      '/v1/orders',
      '/v1/products',
      '/v1/products/{id}',
      '/webhooks/{channel}/{tenant}',
    ];
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(core));
    expect(body.paths['/v1/chat'].post.requestBody.content['application/json'].schema.required).toEqual(['user_id']);
    const page = await http.get('/docs').expect(200);
    expect(page.text).not.toContain('<script');
  });

  test('answers are what the document says', async () => {
    const { http } = start();
    const key = { 'x-api-key': FAKE_TENANT_KEY };
    const credentials = { bot_token: '123456:AAAAAAAAAAAAAAAAAAAAAAAA', secret_token: 'connect-secret' };
    const answers = [
      [chatReply, await http.post('/v1/chat?tenant=valdman').send({ message: 'hi', user_id: 'dana' })],
      [catalogReply, await http.get('/v1/catalog?tenant=valdman')],
      [ordersReply, await http.get('/v1/orders').set(key)],
      [conversationView, await http.get(`/v1/conversations/${FAKE_CONVERSATION}`).set(key)],
      [connectedView, await http.post('/v1/channels').set(key).send({ channel: 'telegram', credentials })],
    ] as const;
    for (const [schema, { body }] of answers) expect(schema.parse(body)).toEqual(body);
  });

  test('what nobody knows is a plain 404, and our faults say nothing about themselves', async () => {
    const { fake, http } = start({
      replies: { waitFor: () => Promise.reject(new Error('secret detail of the inside')) },
    });
    expectProblem(await http.get('/nothing'), 404, 'RouteNotFound');
    const response = await http.post('/v1/chat?tenant=valdman').send({ message: 'my private words', user_id: 'dana' });
    expectProblem(response, 500, 'Internal');
    expect(response.text).not.toContain('secret detail');
    expect(fake.logs.join('')).not.toMatch(/my private words|secret detail/);
    expect(fake.logs.join('')).toContain('request failed');
  });
});
