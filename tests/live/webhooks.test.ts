import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { v7 as uuid } from 'uuid';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';
import type { ReceivedWebhook, WebhookReceiver } from './webhook-receiver.ts';

const PATIENCE_MS = 240_000;
const TENANT = 'joannas-bakery';

interface Delivery {
  readonly id: string;
  readonly event_id: string;
  readonly type: string;
  readonly status: string;
  readonly attempts: number;
  readonly response_status: number | null;
  readonly error: string | null;
}

describe('outgoing webhooks', () => {
  let stack: Stack;
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    receiver = await startWebhookReceiver();
    stack = await startStack({ env: { OUTBOUND_PRIVATE_ALLOWED: receiver.address, WEBHOOK_RETRY_MS: '100' } });
  }, PATIENCE_MS);
  afterAll(async () => {
    await stack.stop();
    await receiver.close();
  }, PATIENCE_MS);

  const call = async (method: string, path: string, body?: object, tenant = TENANT) => {
    const response = await stack.request(
      `/v1/webhook-endpoints${path}${path.includes('?') ? '&' : '?'}tenant=${tenant}`,
      {
        method,
        ...(body && { body: JSON.stringify(body) }),
      },
    );
    return { status: response.status, body: (response.status === 204 ? {} : await response.json()) as Answer };
  };
  type Answer = {
    endpoint: { id: string; status: string; last_error: string | null };
    endpoints: unknown[];
    secret: string;
    deliveries: Delivery[];
    delivery: Delivery & { payload: object };
    queued: number;
  };
  const add = async (path: string, types: readonly string[]) => {
    const made = await call('POST', '', { url: receiver.url(path), types });
    expect(made.status).toBe(201);
    return { id: made.body.endpoint.id, secret: made.body.secret };
  };
  const verify = (secret: string, webhook: ReceivedWebhook | undefined) => {
    if (webhook === undefined) throw new Error('no webhook came');
    return new Webhook(secret).verify(webhook.body, webhook.headers as Record<string, string>) as {
      type: string;
      data: Record<string, unknown> & { message?: { id: string; text: string } };
    };
  };
  const say = async (text: string, user = uuid()) => {
    const response = await stack.request(`/v1/chat?tenant=${TENANT}`, {
      method: 'POST',
      body: JSON.stringify({ message: text, user_id: user }),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as { reply: string; conversation_id: string };
  };
  const ended = async (endpoint: string, status: string) => {
    for (;;) {
      const { deliveries } = (await call('GET', `/${endpoint}/deliveries?status=${status}`)).body;
      if (deliveries[0]) return deliveries;
      await sleep(100);
    }
  };

  it(
    'bring each fact with what it is about, signed so that any verifier of the standard takes it',
    async () => {
      const { id, secret } = await add('/all', ['message.*']);
      const { reply, conversation_id } = await say('Hello, what do you sell?');
      const webhooks = (await receiver.until('/all', 2)).map((webhook) => verify(secret, webhook));
      expect(webhooks.map(({ type }) => type).toSorted()).toEqual(['message.received', 'message.sent']);
      const thread = await stack.request(`/v1/conversations/${conversation_id}/messages?tenant=${TENANT}`);
      const { messages } = (await thread.json()) as { messages: { author: string; text: string }[] };
      const sent = webhooks.find(({ type }) => type === 'message.sent');
      expect(sent?.data).toMatchObject({ conversation_id, subject: { kind: 'message' }, message: { text: reply } });
      expect(messages).toContainEqual(sent?.data.message);
      const [first] = await receiver.until('/all', 1);
      const changed = first && { ...first, body: `${first.body} ` };
      expect(() => verify(secret, changed)).toThrow('No matching signature found');
      expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
      // Ids of events are the same at each endpoint; secrets are not shown again.
      expect(JSON.stringify((await call('GET', `/${id}`)).body)).not.toContain(secret);
      await call('DELETE', `/${id}`);
    },
    PATIENCE_MS,
  );

  it(
    'are tried again until they are taken, under the same id; redirects are not followed',
    async () => {
      const { id, secret } = await add('/tries', []);
      receiver.answers.push(500, 302);
      expect((await call('POST', `/${id}/test`)).body.queued).toBe(1);
      const tries = await receiver.until('/tries', 3);
      for (const webhook of tries) expect(verify(secret, webhook)).toMatchObject({ type: 'webhook.test' });
      expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      const [delivery] = await ended(id, 'delivered');
      expect(delivery).toMatchObject({ attempts: 3, status: 'delivered', response_status: 204 });
      expect(receiver.received.some(({ path }) => path === '/elsewhere')).toBe(false);
      await call('DELETE', `/${id}`);
    },
    PATIENCE_MS,
  );

  it(
    'end as dead letters, that can be read and sent again; days of failing disable the endpoint, and the feed says so',
    async () => {
      const { id } = await add('/dead', ['order.created']);
      const watcher = await add('/watch', ['webhook.disabled']);
      receiver.answers.push(500);
      const { batch, delivery } = await pendingRow(id, { attempts: 9 });
      await sweep();
      const [dead] = await ended(id, 'dead');
      expect(dead).toMatchObject({ id: delivery, attempts: 10, error: 'the receiver answered 500' });
      expect((await call('GET', `/${id}/deliveries/${delivery}`)).body.delivery.payload).toEqual({
        type: 'order.created',
      });
      expect((await call('POST', `/${id}/deliveries/${delivery}/replay`)).status).toBe(202);
      const [first, again] = await receiver.until('/dead', 2);
      expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
      expect(again?.headers['webhook-id']).toBe(dead?.event_id);
      await ended(id, 'delivered');
      expect((await call('GET', `/${id}`)).body.endpoint).toMatchObject({ status: 'active', last_error: null });
      expect(batch).not.toBe(delivery);

      await stack.sql(`UPDATE webhook_endpoints SET failing_since = now() - interval '4 days' WHERE id = $1`, [id]);
      receiver.answers.push(503);
      await pendingRow(id, { attempts: 9 });
      await sweep();
      const [told] = await receiver.until('/watch', 1);
      expect(verify(watcher.secret, told)).toMatchObject({
        type: 'webhook.disabled',
        data: { webhook: { id, status: 'disabled', last_error: 'the receiver answered 503' } },
      });
      const since = new Date(Date.now() - 3_600_000).toISOString();
      await call('PATCH', `/${id}`, { status: 'active' });
      expect((await call('POST', `/${id}/replay`, { since })).body.queued).toBe(1);
      await receiver.until('/dead', 4);
      for (const endpoint of [id, watcher.id]) await call('DELETE', `/${endpoint}`);
    },
    PATIENCE_MS,
  );

  it(
    'are sent when the process dies between commit and start, and once more when it dies before it knows',
    async () => {
      const { id } = await add('/crash', ['order.created']);
      await pendingRow(id, {});
      await sweep();
      await receiver.until('/crash', 1);
      await ended(id, 'delivered');
      stack.strike('webhook.posted');
      await call('POST', `/${id}/test`);
      await stack.worker.exited();
      await stack.worker.start();
      const [, first, second] = await receiver.until('/crash', 3);
      expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
      await call('DELETE', `/${id}`);
    },
    PATIENCE_MS,
  );

  it(
    'never reach the own network: not by its address, not by a name that means it',
    async () => {
      for (const url of [
        'http://example.com/hook',
        'https://127.0.0.1/',
        'https://[::1]/',
        'https://169.254.169.254/latest',
      ]) {
        expect(await call('POST', '', { url, types: [] })).toMatchObject({ status: 422 });
      }
      const inside = await startWebhookReceiver();
      const url = `https://${inside.address.replace('127.0.0.1', 'localhost')}/inside`;
      const made = await call('POST', '', { url, types: [] });
      await call('POST', `/${made.body.endpoint.id}/test`);
      const [dead] = await ended(made.body.endpoint.id, 'dead');
      expect(dead?.error).toContain('not on the public internet');
      expect(inside.received).toEqual([]);
      await inside.close();
      await call('DELETE', `/${made.body.endpoint.id}`);
    },
    PATIENCE_MS,
  );

  it(
    'are signed with both secrets after a rotation, and belong to their shop alone',
    async () => {
      const { id, secret } = await add('/rotated', ['message.received']);
      const rotated = await call('POST', `/${id}/rotate-secret`);
      await call('POST', `/${id}/test`);
      const [webhook] = await receiver.until('/rotated', 1);
      for (const known of [secret, rotated.body.secret]) expect(verify(known, webhook)).toBeDefined();
      for (const [method, path] of [
        ['GET', `/${id}`],
        ['DELETE', `/${id}`],
        ['POST', `/${id}/test`],
        ['GET', `/${id}/deliveries`],
      ] as const) {
        expect((await call(method, path, undefined, 'valdman')).status).toBe(404);
      }
      expect((await call('GET', '', undefined, 'valdman')).body.endpoints).toEqual([]);
      await stack.sql(`UPDATE webhook_endpoints SET status = 'off' WHERE id = $1`, [id]);
      const before = receiver.received.length;
      await say('Anybody there?');
      await call('PATCH', `/${id}`, { status: 'active' });
      await say('And now?');
      const later = await receiver.until('/rotated', 2);
      expect(verify(rotated.body.secret, later[1]).data.message?.text).toBe('And now?');
      expect(receiver.received.length).toBe(before + 1);
    },
    PATIENCE_MS,
  );

  async function pendingRow(endpoint: string, { attempts = 0 }): Promise<{ batch: string; delivery: string }> {
    const [batch, delivery] = [uuid(), uuid()];
    await stack.sql(
      `INSERT INTO webhook_deliveries (tenant_id, id, endpoint_id, event_id, type, payload, batch, attempts, due_at)
       SELECT tenant_id, $2, id, $3, 'order.created', '{"type":"order.created"}', $4, $5, now() - interval '2 minutes'
       FROM webhook_endpoints WHERE id = $1`,
      [endpoint, delivery, uuid(), batch, attempts],
    );
    return { batch, delivery };
  }

  /** What the Schedule does every five minutes. */
  async function sweep(): Promise<void> {
    await stack.temporal.workflow.execute('sweep', {
      taskQueue: stack.taskQueue,
      workflowId: `sweep-${uuid()}`,
      args: [],
    });
  }
});
