import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createStripeApi } from './api.ts';
import type { StripeAnswer, StripeCall } from './api.ts';
import { StripeState } from './state.ts';
import type { StripeEvent } from './state.ts';
import { createWebhookSender } from './webhooks.ts';
import type { DeliveryManner, DeliveryReport, WebhookTarget } from './webhooks.ts';

/**
 * `rate` answers 429, `down` 503, `slow` waits before it answers, `cut` drops the connection before anything is done,
 * `cut_after` once it is done, `fail_after` does it, answers 500 and keeps that answer under its key.
 */
export interface StripeFault {
  readonly kind: 'rate' | 'down' | 'slow' | 'cut' | 'cut_after' | 'fail_after';
  /** Only calls whose `METHOD /path` contains this. */
  readonly on?: string;
  /** How many calls it strikes (1). */
  readonly times?: number;
  readonly ms?: number;
}

/** A Stripe on this machine; give `url` to the program under test as `STRIPE_API_URL`. */
export interface FakeStripe {
  readonly url: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly state: StripeState;
  /** Every call that came, `METHOD /path`, in order. */
  readonly calls: readonly string[];
  /** What the SDK should not have sent. */
  readonly violations: readonly string[];
  /** Events that were brought about, delivered or not. */
  readonly events: readonly StripeEvent[];
  addFault(fault: StripeFault): void;
  /** Where events go; without one they are only kept. */
  deliverTo(url: string | undefined): void;
  /** The customer pays a page; its events are delivered. */
  pay(sessionId: string, manner?: DeliveryManner): Promise<readonly DeliveryReport[]>;
  deliver(events: readonly StripeEvent[], manner?: DeliveryManner): Promise<readonly DeliveryReport[]>;
  /** One delivery with a wrong secret or an old stamp. @returns the HTTP status */
  forge(event: StripeEvent, changes: { readonly secret?: string; readonly ageS?: number }): Promise<number>;
  finishOnboarding(accountId: string): Promise<readonly DeliveryReport[]>;
  deauthorize(accountId: string): Promise<readonly DeliveryReport[]>;
  close(): Promise<void>;
}

export interface FakeStripeOptions {
  readonly port?: number;
  readonly secretKey?: string;
  readonly webhookSecret?: string;
  readonly webhookUrl?: string;
}

/** Starts the fake; it validates as Stripe does and answers at once. */
export async function startFakeStripe(options: FakeStripeOptions = {}): Promise<FakeStripe> {
  const secretKey = options.secretKey ?? 'sk_test_fake';
  const webhookSecret = options.webhookSecret ?? 'whsec_fake';
  const violations: string[] = [];
  const calls: string[] = [];
  const events: StripeEvent[] = [];
  const faults: { fault: StripeFault; left: number }[] = [];
  let url = '';
  let target: WebhookTarget | undefined =
    options.webhookUrl === undefined ? undefined : { url: options.webhookUrl, secret: webhookSecret };
  const state = new StripeState(() => `${url}/c/pay`);
  const api = createStripeApi({ state, secretKey, violations });
  const sender = createWebhookSender(() => target);

  const bringAbout = async (made: readonly StripeEvent[], manner?: DeliveryManner) => {
    events.push(...made);
    return target === undefined ? [] : sender.sendAll(made, manner);
  };
  const strike = (name: string): StripeFault | undefined => {
    const found = faults.find(({ fault, left }) => left > 0 && name.includes(fault.on ?? ''));
    if (found) found.left -= 1;
    return found?.fault;
  };

  const server = createServer((request, response) => void handle(request, response));
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await read(request);
    if (call.path.startsWith('/c/pay/')) return page(call, response);
    const name = `${call.method} ${call.path}`;
    calls.push(name);
    const fault = strike(name);
    if (fault?.kind === 'slow') await sleep(fault.ms ?? 1_000);
    if (fault?.kind === 'cut') return void request.socket.destroy();
    if (fault?.kind === 'rate') return send(response, limited(429, 'rate_limit_error'));
    if (fault?.kind === 'down') return send(response, limited(503, 'api_error'));
    const answer = api(call, fault?.kind === 'fail_after');
    events.push(...(answer.events ?? []));
    if (fault?.kind === 'cut_after') request.socket.destroy();
    else send(response, answer);
    if (target !== undefined) await sender.sendAll(answer.events ?? []);
  }

  /** What the customer sees: `POST` pays. */
  async function page(call: StripeCall, response: ServerResponse): Promise<void> {
    const id = call.path.split('/').at(-1) ?? '';
    if (call.method === 'POST') await bringAbout(state.pay(id));
    response.writeHead(200, { 'content-type': 'text/plain' }).end(call.method === 'POST' ? 'paid' : `pay ${id}`);
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    secretKey,
    webhookSecret,
    state,
    calls,
    violations,
    events,
    addFault: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    deliverTo(address) {
      target = address === undefined ? undefined : { url: address, secret: webhookSecret };
    },
    pay: (sessionId, manner) => bringAbout(state.pay(sessionId), manner),
    deliver: (some, manner) => sender.sendAll(some, manner),
    forge: (event, changes) => sender.send(event, changes),
    finishOnboarding: (accountId) => bringAbout(state.finishOnboarding(accountId)),
    deauthorize: (accountId) => bringAbout(state.deauthorize(accountId)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<StripeCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://fake');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(response: ServerResponse, answer: StripeAnswer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}

function limited(status: number, type: string): StripeAnswer {
  return { status, body: { error: { type, message: 'Try again later.' } } };
}
