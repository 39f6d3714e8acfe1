import request from 'supertest';
import { createApp } from '#api/app.ts';
import { createConnectionDirectory } from '#api/conversations/connections.ts';
import type { ApiDeps } from '#api/deps.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { WidgetHistory } from '#domain/widget/history.ts';
import { createFakeApiDeps, FAKE_ADMIN_KEY, FAKE_CONVERSATION, FAKE_TENANT_KEY } from '#tests/fakes/api-deps.ts';
import { fakeWidget } from '#tests/fakes/widget-service.ts';

const SHOP = 'https://valdman.example';
const HISTORY: WidgetHistory = {
  conversationId: FAKE_CONVERSATION,
  status: 'human',
  agent: 'Noa',
  messages: [
    said(1, 'customer', 'Hi', { providerMessageId: 'widget:x/m1' }),
    said(2, 'bot', 'Which one?\n1. Beef\n2. Lamb', {
      receipts: [{ tool: 'create_payment_link', data: { secret: 1 }, effect: { url: 'https://pay.example/1' } }],
    }),
    said(3, 'human', 'I am here', { agent: 'Noa' }),
  ],
};

function said(
  seq: number,
  author: 'customer' | 'bot' | 'human',
  text: string,
  more: Partial<WidgetHistory['messages'][number]> = {},
): WidgetHistory['messages'][number] {
  const at = '2026-11-21T10:00:00.000Z';
  return {
    seq,
    author,
    text,
    turn: seq,
    at,
    agent: null,
    providerMessageId: null,
    attachments: [],
    receipts: [],
    ...more,
  };
}

/** A shop whose chat may stand on `SHOP`. */
function shop(history?: WidgetHistory) {
  const plain = createFakeApiDeps().deps;
  const records: ApiDeps['records'] = {
    ...plain.records,
    async findConnection(slug, channel) {
      const found = await plain.records.findConnection(slug, channel);
      return found && { ...found, language: 'he', widget: { origins: [SHOP], greeting: 'Shalom' } };
    },
  };
  const read: string[] = [];
  const widget = fakeWidget(history);
  const spied: ApiDeps['widget'] = {
    ...widget,
    history(tenantId, workflowId, from) {
      read.push(workflowId);
      return widget.history(tenantId, workflowId, from);
    },
  };
  const connections = createConnectionDirectory(records, plain.clock);
  const fake = createFakeApiDeps({ records, connections, widget: spied });
  return { app: createApp(fake.deps), deps: fake.deps, accepted: fake.accepted, read, saved: widget.saved };
}

async function session(app: ReturnType<typeof shop>['app'], old = '') {
  const { body } = await request(app).post('/v1/widget/session?tenant=valdman').set('authorization', `Bearer ${old}`);
  return body as { token: string; visitor_id: string };
}

describe('sites', () => {
  test.each(['/v1/widget/bootstrap', '/v1/widget/history', '/v1/widget/events', '/v1/chat', '/v1/chat/stream'])(
    '%s is asked for by the shop’s own site, and by no other',
    async (path) => {
      const { app } = shop();
      const ask = (origin: string) => request(app).options(`${path}?tenant=valdman`).set('origin', origin);
      const own = await ask(SHOP);
      expect([own.status, own.headers['access-control-allow-origin'], own.headers['vary']]).toEqual([
        204,
        SHOP,
        'Origin',
      ]);
      expect(own.headers['access-control-allow-headers']).toContain('Authorization');
      expect(own.headers['access-control-allow-credentials']).toBeUndefined();
      for (const origin of ['https://evil.example', `${SHOP}.evil.example`, 'http://valdman.example', 'null']) {
        const other = await ask(origin);
        expect(other.body).toMatchObject({ status: 403, code: 'OriginNotAllowed' });
        expect(other.headers['access-control-allow-origin']).toBeUndefined();
      }
    },
  );

  test('what does not begin with a preflight is refused as well', async () => {
    const { app, accepted } = shop();
    const { status, body } = await request(app)
      .post('/v1/chat?tenant=valdman')
      .set('origin', 'https://evil.example')
      .send({ message: 'Hi', user_id: 'dana' });
    expect([status, body.code, accepted]).toEqual([403, 'OriginNotAllowed', []]);
  });

  test('our own pages and programs need no list; staff endpoints are opened to no site', async () => {
    const { app } = shop();
    const path = '/v1/widget/bootstrap?tenant=valdman';
    expect((await request(app).get(path).set('origin', 'https://colloquy.example')).status).toBe(200);
    expect((await request(app).get(path)).status).toBe(200);
    const orders = await request(app).get('/v1/orders').set('origin', SHOP).set('x-api-key', FAKE_TENANT_KEY);
    expect(orders.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('an unknown shop has no sites', async () => {
    const { app } = shop();
    const ask = request(app).get('/v1/widget/bootstrap?tenant=nobody');
    expect((await ask.set('origin', SHOP)).status).toBe(403);
    expect((await request(app).get('/v1/widget/bootstrap?tenant=nobody')).status).toBe(404);
  });
});

test('the looks come from the shop, with defaults', async () => {
  const { body } = await request(shop().app).get('/v1/widget/bootstrap?tenant=valdman').set('origin', SHOP);
  expect(body).toEqual({
    tenant: { slug: 'valdman', name: 'Valdman' },
    title: 'Valdman',
    greeting: 'Shalom',
    language: 'he',
    position: 'right',
    accent: '#1f4b99',
    logo_url: null,
    starters: [],
  });
});

test('the script may be loaded by every site, and is sent again only when it changed', async () => {
  const { app } = shop();
  const first = await request(app).get('/widget.js').set('origin', 'https://anywhere.example');
  expect([first.status, first.headers['cross-origin-resource-policy']]).toEqual([200, 'cross-origin']);
  expect(first.headers['content-type']).toMatch(/^text\/javascript/);
  const again = await request(app)
    .get('/widget.js')
    .set('if-none-match', first.headers['etag'] ?? '');
  expect([again.status, again.text]).toEqual([304, '']);
});

test('the preview is a page of our own for a shop that exists', async () => {
  const { app } = shop();
  const page = await request(app).get('/widget/preview?tenant=valdman');
  expect([page.status, page.headers['content-security-policy']]).toEqual([
    200,
    expect.stringContaining("script-src 'self'"),
  ]);
  expect(page.text).toContain('<script src="/widget.js" data-tenant="valdman" async></script>');
  expect((await request(app).get('/widget/preview?tenant=nobody')).status).toBe(404);
  expect((await request(app).get('/widget/preview?tenant=%22%3E%3Cb%3E')).status).toBe(422);
});

describe('sessions', () => {
  test('a visitor stays the same with the old token, and is new without or with a false one', async () => {
    const { app } = shop();
    const first = await session(app);
    expect((await session(app, first.token)).visitor_id).toBe(first.visitor_id);
    expect((await session(app)).visitor_id).not.toBe(first.visitor_id);
    expect((await session(app, `${first.token}x`)).visitor_id).not.toBe(first.visitor_id);
  });

  test.each(['/v1/widget/history', '/v1/widget/events'])('%s needs one', async (path) => {
    const { app, read } = shop(HISTORY);
    const { status, body } = await request(app).get(`${path}?tenant=valdman`).set('authorization', 'Bearer x.y');
    expect([status, body.code, read]).toEqual([401, 'SessionInvalid', []]);
  });

  test('a token opens the conversation of its visitor, whatever else is asked for', async () => {
    const { app, read, deps } = shop(HISTORY);
    const { token, visitor_id } = await session(app);
    await request(app)
      .get('/v1/widget/history?tenant=valdman&user_id=dana&visitor_id=dana')
      .set('authorization', `Bearer ${token}`);
    const connection = await deps.connections.find('valdman', 'web');
    if (connection === undefined) throw new Error('the fake has a web channel');
    expect(read).toEqual([workflowIdOf(deps.gateway.addressOf(connection, visitor_id))]);
  });

  test('a visitor of the widget is spoken for by nobody else', async () => {
    const { app, accepted } = shop();
    const [mine, other] = [await session(app), await session(app)];
    const say = (user_id: string, token: string) =>
      request(app)
        .post('/v1/chat?tenant=valdman')
        .set('authorization', `Bearer ${token}`)
        .send({ message: 'Hi', user_id });
    expect((await say(mine.visitor_id, '')).body).toMatchObject({ status: 401, code: 'SessionInvalid' });
    expect((await say(mine.visitor_id, other.token)).body).toMatchObject({ status: 403, code: 'NotYourSession' });
    expect(accepted).toEqual([]);
    expect((await say(mine.visitor_id, mine.token)).status).toBe(200);
    expect((await say('dana', '')).status).toBe(200);
    // The widget's visitor may go on writing for a moment; other callers wait for this very reply.
    expect(accepted.map(({ options }) => options)).toEqual([{ stream: false }, { quietMs: 0, stream: false }]);
  });
});

test('the history says what was said and by whom, and nothing that was only done', async () => {
  const { app } = shop(HISTORY);
  const { token } = await session(app);
  const ask = request(app).get('/v1/widget/history?tenant=valdman&after=0');
  const { body } = await ask.set('authorization', `Bearer ${token}`);
  expect(body).toMatchObject({ conversation_id: FAKE_CONVERSATION, status: 'human', agent: 'Noa' });
  expect(body.messages).toMatchObject([
    { seq: 1, author: 'visitor', text: 'Hi', message_id: 'm1' },
    {
      seq: 2,
      author: 'bot',
      text: 'Which one?',
      choices: ['Beef', 'Lamb'],
      message_id: null,
      links: [{ kind: 'payment', url: 'https://pay.example/1' }],
    },
    { seq: 3, author: 'agent', text: 'I am here', agent: 'Noa' },
  ]);
  expect(JSON.stringify(body)).not.toContain('secret');
});

describe('settings', () => {
  const put = (app: ReturnType<typeof shop>['app'], body: object) =>
    request(app).put('/v1/widget/settings?tenant=valdman').set('x-api-key', FAKE_ADMIN_KEY).send(body);

  test('the owner reads and replaces them', async () => {
    const { app, saved } = shop();
    const body = { origins: [SHOP], accent: '#0b6e4f', logo_url: 'https://valdman.example/l.png', starters: ['Hi'] };
    expect((await put(app, body)).status).toBe(200);
    const { logo_url: logoUrl, ...rest } = body;
    expect(saved).toEqual([{ ...rest, logoUrl }]);
    const read = await request(app).get('/v1/widget/settings?tenant=valdman').set('x-api-key', FAKE_TENANT_KEY);
    expect(read.body).toEqual({ origins: [SHOP], greeting: 'Shalom' });
    expect((await request(app).get('/v1/widget/settings?tenant=valdman')).status).toBe(401);
  });

  test.each([
    [{ origins: ['https://valdman.example/shop'] }],
    [{ origins: ['*'] }],
    [{ accent: 'red; background: url(https://evil.example)' }],
    [{ logo_url: 'javascript:alert(1)' }],
    [{ position: 'top' }],
    [{ orgins: [] }],
  ])('%j does not fit', async (body) => {
    const { app, saved } = shop();
    expect([(await put(app, body)).status, saved]).toEqual([422, []]);
  });
});
