import { randomUUID } from 'node:crypto';
import { createUpdates } from '#tests/fakes/telegram-updates.ts';
import { fingerprint } from '#tests/support/fingerprint.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { tenantKey } from '#tests/support/tenant-key.ts';
import { visitor } from './visitor.ts';

const SECRET = 'x-telegram-bot-api-secret-token';
const JSON_TYPE = { 'content-type': 'application/json' };
const CHAT = '/v1/chat?tenant=valdman';
const HOOK = '/webhooks/telegram/valdman';
const LONE = '\ud800';
const NUL = '\u0000';

/** What a request is refused with, and that it leaves the world as it was: every table, Telegram, the inbox. */
describe('a request that is refused', () => {
  let stack: Stack;
  let known: string;
  let order: { id: string; conversation: string };
  let ownKey: string;
  let foreignKey: string;
  let secret: Record<string, string>;

  beforeAll(async () => {
    stack = await startStack();
    const dana = visitor(stack, 'valdman', 'dana-of-the-test');
    const { conversation_id: conversation } = await dana.say('שלום', { message_id: 'known' });
    known = conversation;
    const secretToken = randomUUID();
    const connected = await stack.request('/v1/channels?tenant=valdman', {
      method: 'POST',
      body: JSON.stringify({
        channel: 'telegram',
        credentials: { bot_token: `1234567:${'A'.repeat(35)}`, secret_token: secretToken },
      }),
    });
    expect(connected.status).toBe(201);
    secret = { ...JSON_TYPE, [SECRET]: secretToken };
    [ownKey, foreignKey] = await Promise.all([tenantKey(stack, 'valdman'), tenantKey(stack, 'glow')]);
    await dana.say('אני רוצה להזמין 1 קילו נקניק בקר. המשלוח לרחוב הרצל 15 תל אביב');
    const [row] = await stack.sql<{ id: string; conversation: string }>(
      'SELECT id, conversation_id AS conversation FROM orders',
    );
    if (row === undefined) throw new Error('the shop took no order');
    order = row;
  }, 120_000);
  afterAll(() => stack.stop());

  /** Sends it and holds the world still meanwhile. */
  async function expectRefused(
    path: string,
    init: RequestInit,
    status: number,
    code: string,
  ): Promise<Record<string, unknown>> {
    const before = await fingerprint(stack);
    const response = await fetch(`${stack.apiUrl}${path}`, init);
    const problem = (await response.json()) as Record<string, unknown>;
    expect({ status: response.status, code: problem['code'], type: response.headers.get('content-type') }).toEqual({
      status,
      code,
      type: 'application/problem+json; charset=utf-8',
    });
    expect(problem).toMatchObject({ status, type: `urn:colloquy:problem:${code}`, request_id: expect.any(String) });
    expect(await fingerprint(stack)).toEqual(before);
    return problem;
  }

  const post = (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = JSON_TYPE): RequestInit => ({
    method: 'POST',
    headers,
    body,
  });
  const say = (body: unknown) => post(JSON.stringify(body));
  const hello = { user_id: 'dana-of-the-test', message: 'שלום' };

  it('would show: a message that is taken changes the fingerprint', async () => {
    const before = await fingerprint(stack);
    await visitor(stack, 'valdman').say('שלום');
    const after = await fingerprint(stack);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed).toEqual(
      expect.arrayContaining(['contacts', 'conversations', 'messages', 'messages taken', 'turns', 'usage_events']),
    );
  });

  describe.each(['/v1/chat', '/v1/chat/stream'])('POST %s', (path) => {
    const address = `${path}?tenant=valdman`;
    it.each<[string, string, RequestInit, number, string]>([
      ['broken JSON', address, post('{"message":"hi","user_id":'), 400, 'MalformedBody'],
      ['no body', address, { method: 'POST', headers: JSON_TYPE }, 422, 'ValidationFailed'],
      ['plain text', address, post('hello', { 'content-type': 'text/plain' }), 415, 'UnsupportedMediaType'],
      [
        'a form',
        address,
        post('user_id=a', { 'content-type': 'application/x-www-form-urlencoded' }),
        415,
        'UnsupportedMediaType',
      ],
      ['bytes of no type', address, post(new Uint8Array([1, 2]), {}), 415, 'UnsupportedMediaType'],
      [
        'a charset that is not Unicode',
        address,
        post('{}', { 'content-type': 'application/json; charset=latin1' }),
        415,
        'UnsupportedMediaType',
      ],
      [
        'a compressed body',
        address,
        post('x', { ...JSON_TYPE, 'content-encoding': 'gzip' }),
        415,
        'UnsupportedMediaType',
      ],
      ['more than 1 MB', address, say({ ...hello, pad: 'x'.repeat(1_100_000) }), 413, 'PayloadTooLarge'],
      ['an unknown tenant', `${path}?tenant=nobody`, say(hello), 404, 'NotFound'],
      ['no tenant', path, say(hello), 422, 'ValidationFailed'],
      ['two tenants', `${path}?tenant=valdman&tenant=glow`, say(hello), 422, 'ValidationFailed'],
      ['a tenant with NUL', `${path}?tenant=valdman%00`, say(hello), 422, 'ValidationFailed'],
      ['an array', address, say([hello]), 422, 'ValidationFailed'],
      ['null', address, say(null), 400, 'MalformedBody'],
      ['no words', address, say({ ...hello, message: ' \n ' }), 422, 'ValidationFailed'],
      ['words of NUL bytes only', address, say({ ...hello, message: NUL.repeat(3) }), 422, 'ValidationFailed'],
      ['4,097 characters', address, say({ ...hello, message: 'x'.repeat(4_097) }), 422, 'ValidationFailed'],
      ['words that are a number', address, say({ ...hello, message: 5 }), 422, 'ValidationFailed'],
      ['no visitor', address, say({ message: 'hi' }), 422, 'ValidationFailed'],
      ['a visitor with a lone surrogate', address, say({ ...hello, user_id: LONE }), 422, 'ValidationFailed'],
      ['a visitor with NUL', address, say({ ...hello, user_id: `a${NUL}` }), 422, 'ValidationFailed'],
      ['a visitor with a slash', address, say({ ...hello, user_id: 'a/b' }), 422, 'ValidationFailed'],
      ['a message id with a lone surrogate', address, say({ ...hello, message_id: LONE }), 422, 'ValidationFailed'],
      ['a message id with a line break', address, say({ ...hello, message_id: 'a\n' }), 422, 'ValidationFailed'],
      ['an idempotency key with spaces', address, withKey('a b'), 422, 'ValidationFailed'],
      [
        'a conversation that is no id',
        address,
        say({ ...hello, conversation_id: '1 OR 1=1' }),
        422,
        'ValidationFailed',
      ],
      ['a conversation with NUL', address, say({ ...hello, conversation_id: NUL }), 422, 'ValidationFailed'],
      ['a conversation nobody has', address, say({ ...hello, conversation_id: randomUUID() }), 404, 'NotFound'],
      ['a file on a disk', address, withFile('file:///etc/passwd'), 422, 'ValidationFailed'],
      ['a file over http', address, withFile('http://example.com/a.png'), 422, 'ValidationFailed'],
      ['a used message id', address, say({ ...hello, message: 'אחר', message_id: 'known' }), 409, 'MessageIdReused'],
    ])('%s', async (_name, to, init, status, code) => {
      await expectRefused(to, init, status, code);
    });

    it('somebody else’s conversation', async () => {
      const body = { ...hello, user_id: 'eve', conversation_id: known };
      await expectRefused(address, say(body), 404, 'NotFound');
    });
  });

  function withKey(key: string): RequestInit {
    return post(JSON.stringify(hello), { ...JSON_TYPE, 'idempotency-key': key });
  }
  function withFile(url: string): RequestInit {
    return say({ ...hello, attachments: [{ kind: 'image', url }] });
  }

  it('words with lone surrogates and NUL bytes are no reason to refuse: what can be kept is kept', async () => {
    const answer = await visitor(stack, 'valdman').say(`של${NUL}ום ${LONE}`);
    expect(answer.reply).not.toBe('');
    const rows = await stack.sql<{ text: string }>(
      `SELECT text FROM messages WHERE conversation_id = $1 AND author = 'customer'`,
      [answer.conversation_id],
    );
    expect(rows).toEqual([{ text: 'שלום \ufffd' }]);
  });

  describe('a Telegram delivery', () => {
    const update = () => JSON.stringify(createUpdates().text(77, 'hi'));
    it.each<[string, () => [string, RequestInit], number, string]>([
      ['without the secret', () => [HOOK, post(update())], 401, 'SignatureRefused'],
      ['with a wrong one', () => [HOOK, post(update(), { ...secret, [SECRET]: 'x' })], 401, 'SignatureRefused'],
      ['to an unknown shop', () => ['/webhooks/telegram/nobody', post(update(), secret)], 404, 'NotFound'],
      ['to a shop without Telegram', () => ['/webhooks/telegram/glow', post(update(), secret)], 404, 'NotFound'],
      ['of another provider', () => ['/webhooks/pigeon/valdman', post(update(), secret)], 404, 'NotFound'],
      ['that is broken', () => [HOOK, post('{"update_id":1', secret)], 400, 'MalformedBody'],
      ['that is a list', () => [HOOK, post('[]', secret)], 400, 'MalformedBody'],
      ['that is not UTF-8', () => [HOOK, post(new Uint8Array([0x22, 0xff, 0x22]), secret)], 400, 'MalformedBody'],
      ['that is too large', () => [HOOK, post('x'.repeat(3_200_000), secret)], 413, 'PayloadTooLarge'],
      ['with GET', () => [HOOK, { headers: secret }], 405, 'MethodNotAllowed'],
    ])('%s', async (_name, request, status, code) => {
      const [to, init] = request();
      await expectRefused(to, init, status, code);
    });
  });

  describe('staff', () => {
    const paths = () => [
      '/v1/orders?tenant=valdman',
      '/v1/channels?tenant=valdman',
      `/v1/conversations/${known}?tenant=valdman`,
    ];
    const withApiKey = (key: string | undefined): RequestInit =>
      key === undefined ? {} : { headers: { 'x-api-key': key } };

    it.each<[string, () => string | undefined, number, string]>([
      ['no key', () => undefined, 401, 'Unauthorized'],
      ['a wrong key', () => 'wrong', 401, 'Unauthorized'],
      [
        'a key of our form that is none',
        () => `${ownKey.slice(0, -1)}${ownKey.endsWith('A') ? 'B' : 'A'}`,
        401,
        'Unauthorized',
      ],
      ['an endless key', () => 'x'.repeat(5_000), 401, 'Unauthorized'],
      ['another tenant’s key', () => foreignKey, 404, 'NotFound'],
    ])('reading with %s', async (_name, key, status, code) => {
      for (const path of paths()) await expectRefused(path, withApiKey(key()), status, code);
    });

    it('reading with the own key and with the platform’s', async () => {
      for (const key of [ownKey, stack.adminKey]) {
        for (const path of paths()) {
          const response = await fetch(`${stack.apiUrl}${path}`, withApiKey(key));
          expect(response.status).toBe(200);
        }
        const response = await fetch(`${stack.apiUrl}/v1/orders?tenant=valdman`, withApiKey(key));
        const { orders } = (await response.json()) as { orders: readonly Record<string, unknown>[] };
        expect(orders).toMatchObject([
          { id: order.id, number: 1001, status: 'pending', currency: 'ILS', items: [{ quantity: 1 }] },
        ]);
      }
      const foreign = await fetch(`${stack.apiUrl}/v1/orders`, withApiKey(foreignKey));
      expect(await foreign.json()).toEqual({ orders: [], next_cursor: null });
    });

    it('a foreign tenant and a missing one look the same', async () => {
      const [foreign, missing] = [
        await expectRefused('/v1/orders?tenant=valdman', withApiKey(foreignKey), 404, 'NotFound'),
        await expectRefused('/v1/orders?tenant=nobody', withApiKey(foreignKey), 404, 'NotFound'),
      ];
      expect({ ...foreign, detail: '', request_id: '' }).toEqual({ ...missing, detail: '', request_id: '' });
    });

    it.each<[string, () => RequestInit, number, string]>([
      ['no key', () => post('{"enabled":false}'), 401, 'Unauthorized'],
      [
        'another tenant’s key',
        () => post('{"enabled":false}', { ...JSON_TYPE, 'x-api-key': foreignKey }),
        404,
        'NotFound',
      ],
      ['no sense', () => post('{"enabled":"no"}', { ...JSON_TYPE, 'x-api-key': ownKey }), 422, 'ValidationFailed'],
      [
        'more than is known',
        () => post('{"enabled":true,"x":1}', { ...JSON_TYPE, 'x-api-key': ownKey }),
        422,
        'ValidationFailed',
      ],
    ])('switching the AI with %s', async (_name, init, status, code) => {
      await expectRefused(`/v1/conversations/${known}/automation`, init(), status, code);
    });

    it.each([
      ['not-an-id', 422, 'ValidationFailed'],
      ['%00', 422, 'ValidationFailed'],
      ['%ED%A0%80', 400, 'MalformedRequest'],
      ['0199f0a0-0000-7000-8000-000000000001', 404, 'NotFound'],
    ])('a conversation called %s', async (id, status, code) => {
      await expectRefused(`/v1/conversations/${id}`, withApiKey(ownKey), status, code);
    });

    it.each<[string, unknown]>([
      ['no secret token', { channel: 'telegram', credentials: { bot_token: `1234567:${'A'.repeat(35)}` } }],
      ['an unknown channel', { channel: 'pigeon', credentials: {} }],
      ['credentials that are a list', { channel: 'telegram', credentials: [] }],
    ])('connecting a channel with %s', async (_name, body) => {
      const init = post(JSON.stringify(body), { ...JSON_TYPE, 'x-api-key': ownKey });
      await expectRefused('/v1/channels', init, 422, 'ValidationFailed');
    });
  });

  describe('the catalogue', () => {
    it('is public, the same with and without a key', async () => {
      const read = async (init: RequestInit) => (await fetch(`${stack.apiUrl}/v1/catalog?tenant=valdman`, init)).json();
      const open = (await read({})) as { products: readonly Record<string, unknown>[] };
      expect(open.products.length).toBeGreaterThanOrEqual(12);
      expect(open.products[0]).toMatchObject({ id: expect.any(String), name: expect.any(String), currency: 'ILS' });
      expect(open.products.every((product) => !('aliases' in product))).toBe(true);
      expect(await read({ headers: { 'x-api-key': foreignKey } })).toEqual(open);
    });

    it.each([
      ['nobody', 404, 'NotFound'],
      ['', 422, 'ValidationFailed'],
      ['..%2f', 422, 'ValidationFailed'],
    ])('of "%s" is refused', async (tenant, status, code) => {
      await expectRefused(`/v1/catalog?tenant=${tenant}`, {}, status, code);
    });
  });

  it('another method or address', async () => {
    await expectRefused(CHAT, { method: 'PUT' }, 405, 'MethodNotAllowed');
    await expectRefused('/v1/nothing', say(hello), 404, 'RouteNotFound');
  });
});
