import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { tenantKey } from '#tests/support/tenant-key.ts';

const SHOP = 'joannas-bakery';
const NOBODY = '0190a000-0000-7000-8000-000000000009';

type Body = Record<string, unknown>;

describe('the staff API over HTTP', () => {
  let stack: Stack;
  let conversation: string;
  let foreignKey: string;
  beforeAll(async () => {
    stack = await startStack();
    const customer = await stack.customer(SHOP, 71, 'en');
    await customer.ask('What cakes do you have?');
    const [row] = await stack.sql<{ id: string }>('SELECT id FROM conversations');
    conversation = row?.id ?? '';
    foreignKey = await tenantKey(stack, 'valdman');
  }, 120_000);
  afterAll(() => stack.stop());

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const address =
      headers['x-api-key'] === undefined ? `${path}${path.includes('?') ? '&' : '?'}tenant=${SHOP}` : path;
    const response = await stack.request(address, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      etag: response.headers.get('etag'),
      replayed: response.headers.get('idempotent-replayed'),
      body: (text === '' ? {} : JSON.parse(text)) as Body,
    };
  }
  const contactId = async () => {
    const { body } = await call('GET', '/v1/contacts');
    return (body as { contacts: { id: string }[] }).contacts[0]?.id ?? '';
  };

  it('shows the inbox, the thread, the trace, and the way to the workflow', async () => {
    const listed = await call('GET', '/v1/conversations?status=bot&channel=telegram&assignee=none');
    expect(listed).toMatchObject({
      status: 200,
      body: {
        conversations: [{ id: conversation, channel: 'telegram', last_message: { author: 'bot' } }],
        next_cursor: null,
      },
    });
    const opened = await call('GET', `/v1/conversations/${conversation}`);
    expect(opened.body).toMatchObject({
      contact: { opted_out_at: null },
      assignee: null,
      handoff: null,
      turn_count: 1,
    });
    const first = await call('GET', `/v1/conversations/${conversation}/messages?order=oldest&limit=1`);
    expect(first.body).toMatchObject({ messages: [{ seq: 1, author: 'customer', status: 'received' }] });
    const cursor = String(first.body['next_cursor']);
    const second = await call(
      'GET',
      `/v1/conversations/${conversation}/messages?order=oldest&limit=1&cursor=${cursor}`,
    );
    expect(second.body).toMatchObject({
      messages: [{ seq: 2, author: 'bot', status: 'sent', parts: [{ part: 1 }] }],
      next_cursor: null,
    });
    const turns = await call('GET', `/v1/conversations/${conversation}/turns`);
    expect(turns.body).toMatchObject({
      turns: [
        {
          turn: 1,
          outcome: 'answered',
          steps: expect.arrayContaining([
            expect.objectContaining({ kind: 'reply', model: expect.objectContaining({ provider: 'offline' }) }),
          ]),
        },
      ],
    });
    const events = await call('GET', `/v1/conversations/${conversation}/events`);
    expect((events.body as { events: { type: string }[] }).events.map(({ type }) => type)).toContain('turn_answered');
    const workflow = await call('GET', `/v1/conversations/${conversation}/workflow-url`);
    expect(workflow.body).toMatchObject({
      workflow_id: expect.stringMatching(/^conversation:joannas-bakery:telegram:/),
      url: null,
    });
  });

  it('of one shop shows nothing to another', async () => {
    const foreign = { 'x-api-key': foreignKey };
    expect((await call('GET', '/v1/conversations', undefined, foreign)).body).toMatchObject({ conversations: [] });
    const contact = await contactId();
    for (const path of [
      `/v1/conversations/${conversation}`,
      `/v1/conversations/${conversation}/messages`,
      `/v1/conversations/${conversation}/turns`,
      `/v1/conversations/${conversation}/notes`,
      `/v1/conversations/${conversation}/events`,
      `/v1/conversations/${conversation}/workflow-url`,
      `/v1/contacts/${contact}`,
      `/v1/contacts/${contact}/orders`,
      `/v1/contacts/${contact}/bookings`,
      `/v1/contacts/${contact}/conversations`,
    ])
      expect([path, (await call('GET', path, undefined, foreign)).status]).toEqual([path, 404]);
    const labels = await call('PUT', `/v1/conversations/${conversation}/labels`, { labels: [] }, foreign);
    expect(labels).toMatchObject({ status: 404, body: { code: 'NotFound' } });
  });

  it('changes a contact from the version that was read, and no other', async () => {
    const path = `/v1/contacts/${await contactId()}`;
    const read = await call('GET', path);
    const change = (name: string, etag: string | null) => call('PATCH', path, { name }, { 'if-match': etag ?? '' });
    const changed = await change('Dana', read.etag);
    expect(changed).toMatchObject({ status: 200, body: { contact: { name: 'Dana' } } });
    expect(await change('Nobody', read.etag)).toMatchObject({
      status: 412,
      type: expect.stringContaining('application/problem+json'),
      body: { code: 'Stale', status: 412 },
    });
    const now = await call('GET', path);
    expect(now.body).toEqual(changed.body);
    expect(now.etag).toBe(changed.etag);
    // Of many who read the same version one writes.
    const race = await Promise.all(Array.from({ length: 8 }, (_, n) => change(`Name ${n}`, now.etag)));
    expect(race.map(({ status }) => String(status)).toSorted()).toEqual([
      '200',
      ...Array.from({ length: 7 }, () => '412'),
    ]);
  });

  it('does a POST with an Idempotency-Key once, and answers it again', async () => {
    const key = { 'idempotency-key': 'label-1' };
    const label = { name: 'urgent', color: '#FF0000' };
    const together = await Promise.all(Array.from({ length: 6 }, () => call('POST', '/v1/labels', label, key)));
    const made = together.find(({ status }) => status === 201);
    expect(made?.body).toMatchObject({ label: { name: 'urgent', color: '#ff0000' } });
    expect(together.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const again = await call('POST', '/v1/labels', label, key);
    expect(again).toEqual({ ...made, replayed: 'true' });
    expect(await call('POST', '/v1/labels', { ...label, name: 'other' }, key)).toMatchObject({
      status: 409,
      body: { code: 'IdempotencyKeyReused' },
    });
    expect(await call('POST', '/v1/canned-replies', label, key)).toMatchObject({ status: 409 });
    expect(await stack.sql('SELECT id FROM labels')).toHaveLength(1);
    // Written down once as well.
    const deeds = () => stack.sql(`SELECT id FROM audit_log WHERE action = 'createLabel'`);
    for (const end = Date.now() + 30_000; (await deeds()).length < 1 && Date.now() < end;)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await deeds()).toHaveLength(1);
  });

  it('lets a refused POST be tried again under its key', async () => {
    const key = { 'idempotency-key': 'reply-1' };
    const reply = { shortcut: 'Not good', title: 'Delivery', text: 'On Fridays.' };
    expect(await call('POST', '/v1/canned-replies', reply, key)).toMatchObject({ status: 422 });
    const good = { ...reply, shortcut: 'delivery' };
    const made = await call('POST', '/v1/canned-replies', good, key);
    expect(made).toMatchObject({
      status: 201,
      replayed: null,
      body: { canned_reply: { shortcut: 'delivery', language: null } },
    });
    expect(await call('POST', '/v1/canned-replies', good, { 'idempotency-key': 'reply-2' })).toMatchObject({
      status: 409,
      body: { code: 'Conflict' },
    });
  });

  it('makes one thing of a deed whose process died between the deed and its answer', async () => {
    const key = { 'idempotency-key': 'label-2' };
    const label = { name: 'slow', color: '#00ff00' };
    const made = await call('POST', '/v1/labels', label, key);
    expect(made.status).toBe(201);
    // As it was left: the label is there, its answer was never kept.
    await stack.sql(
      `UPDATE idempotency_keys SET sealed_answer = NULL, claimed_until = now() - interval '1 s' WHERE key = 'label-2'`,
    );
    expect(await call('POST', '/v1/labels', label, key)).toEqual(made);
    expect(await stack.sql(`SELECT id FROM labels WHERE name = 'slow'`)).toHaveLength(1);
  });

  it('labels conversations and finds them by it', async () => {
    const { body } = await call('GET', '/v1/labels');
    const { id = '' } = (body as { labels: { id: string }[] }).labels[0] ?? {};
    expect(await call('PUT', `/v1/conversations/${conversation}/labels`, { labels: [id] })).toMatchObject({
      status: 200,
      body: { labels: [{ id }] },
    });
    expect((await call('GET', `/v1/conversations?label=${id}`)).body).toMatchObject({
      conversations: [{ id: conversation, labels: [{ id }] }],
    });
    expect((await call('GET', `/v1/conversations?label=${NOBODY}`)).body).toMatchObject({ conversations: [] });
    expect(await call('DELETE', `/v1/labels/${id}`, undefined, { 'if-match': '"99"' })).toMatchObject({ status: 412 });
    expect(await call('DELETE', `/v1/labels/${id}`)).toMatchObject({ status: 204 });
    expect((await call('GET', `/v1/conversations/${conversation}`)).body).toMatchObject({ labels: [] });
  });

  it('changes settings from the version that was read', async () => {
    const read = await call('GET', '/v1/settings');
    const changed = await call('PATCH', '/v1/settings', { timings: { quietMs: 900 } }, { 'if-match': read.etag ?? '' });
    expect(changed).toMatchObject({ status: 200, body: { settings: { timings: { quietMs: 900 } } } });
    const late = await call('PATCH', '/v1/settings', { timings: { quietMs: 1 } }, { 'if-match': read.etag ?? '' });
    expect(late).toMatchObject({ status: 412, body: { code: 'Stale' } });
    expect((await call('GET', '/v1/settings')).body).toEqual(changed.body);
  });

  it.each<[string, string, unknown, number]>([
    ['GET', '/v1/conversations?status=asleep', undefined, 422],
    ['GET', '/v1/conversations?limit=201', undefined, 422],
    ['GET', '/v1/conversations?cursor=abc', undefined, 422],
    ['GET', `/v1/conversations?cursor=${Buffer.from('["x","y"]').toString('base64url')}`, undefined, 422],
    ['GET', '/v1/conversations?updated_since=yesterday', undefined, 422],
    ['GET', '/v1/conversations?label=vip', undefined, 422],
    ['GET', `/v1/conversations/${NOBODY}/messages`, undefined, 404],
    ['GET', '/v1/conversations/none/turns', undefined, 422],
    ['GET', `/v1/contacts/${NOBODY}`, undefined, 404],
    ['PATCH', `/v1/contacts/${NOBODY}`, { name: 'x' }, 404],
    ['PATCH', `/v1/contacts/${NOBODY}`, {}, 422],
    ['PATCH', `/v1/contacts/${NOBODY}`, { opted_out_at: null }, 422],
    ['GET', `/v1/orders/${NOBODY}`, undefined, 404],
    ['GET', '/v1/orders?from=2026', undefined, 422],
    ['PATCH', `/v1/orders/${NOBODY}`, { status: 'confirmed' }, 404],
    ['PATCH', `/v1/orders/${NOBODY}`, { status: 'lost' }, 422],
    ['POST', '/v1/labels', { name: '', color: '#000000' }, 422],
    ['POST', '/v1/labels', { name: 'x', color: 'red' }, 422],
    ['PUT', `/v1/conversations/${NOBODY}/labels`, { labels: [] }, 404],
    ['POST', '/v1/canned-replies', { shortcut: 'x', title: 'x' }, 422],
    ['PATCH', '/v1/settings', {}, 422],
    ['PATCH', '/v1/settings', { profile: { currency: 'EUR' } }, 422],
    ['PATCH', '/v1/settings', { handoff: { csat: 'yes' } }, 422],
  ])('%s %s with %j is %i, and changes nothing', async (method, path, body, status) => {
    const tables = () =>
      stack.sql(`SELECT (SELECT json_agg(x ORDER BY x::text) FROM contacts x) AS contacts,
        (SELECT json_agg(x ORDER BY x::text) FROM labels x) AS labels, (SELECT json_agg(x ORDER BY x::text) FROM canned_replies x) AS replies,
        (SELECT json_agg(x ORDER BY x::text) FROM orders x) AS orders, (SELECT json_agg(x ORDER BY x::text) FROM tenants x) AS tenants`);
    const before = await tables();
    const refused = await call(method, path, body);
    expect(refused).toMatchObject({
      status,
      type: expect.stringContaining('application/problem+json'),
      body: { status },
    });
    expect(await tables()).toEqual(before);
  });
});
