import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { createFakeApiDeps, FAKE_REPLY } from '#tests/fakes/api-deps.ts';
import { createApp } from './app.ts';
import { serve } from './lifecycle.ts';

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
}

function get(port: number, path: string, agent?: Agent): Promise<Answer> {
  return send(port, path, 'GET', undefined, agent);
}

function send(port: number, path: string, method: string, body: string | undefined, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        port,
        path,
        method,
        ...(agent && { agent }),
        ...(body !== undefined && { headers: { 'content-type': 'application/json' } }),
      },
      (response) => {
        response.resume();
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }),
        );
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}

async function start(options: { graceMs: number; drainMs: number; replyMs?: number; headersMs?: number }) {
  const closing = new AbortController();
  const fake = createFakeApiDeps({
    closing: closing.signal,
    replies: {
      waitFor: (_message, { signal }) =>
        new Promise((resolve) => {
          setTimeout(() => resolve(FAKE_REPLY), options.replyMs ?? 0).unref();
          signal.addEventListener('abort', () => resolve(undefined));
        }),
    },
  });
  const { readiness, log } = fake.deps;
  const service = await serve(createApp(fake.deps), {
    port: 0,
    host: '127.0.0.1',
    readiness,
    closing,
    log,
    ...options,
  });
  return service;
}

const chat = JSON.stringify({ message: 'hi', user_id: 'dana' });

test('under load: not ready at once, nobody is failed, everything is closed in time', async () => {
  const service = await start({ graceMs: 2_000, drainMs: 10_000 });
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const failures: unknown[] = [];
  let answered = 0;
  let sending = true;
  // Clients behave as behind a balancer: they ask for as long as the process says it is ready.
  const clients = Array.from({ length: 20 }, async () => {
    while (sending) {
      try {
        const { status } = await send(service.port, '/v1/chat?tenant=valdman', 'POST', chat, agent);
        if (status === 200 || status === 429) answered += 1;
        else failures.push(status);
      } catch (error) {
        failures.push(error);
      }
    }
  });
  while (answered < 100) await new Promise((resolve) => setTimeout(resolve, 10));
  const stopped = service.stop();
  const told = performance.now();
  expect(await get(service.port, '/readyz')).toEqual({ status: 503, connection: 'close' });
  expect(performance.now() - told).toBeLessThan(1_000);
  expect((await get(service.port, '/healthz')).status).toBe(200);
  sending = false;
  await Promise.all([...clients, stopped]);
  agent.destroy();
  expect(failures).toEqual([]);
  await expect(get(service.port, '/healthz')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
}, 30_000);

test('a request that waits for its reply still gets it', async () => {
  const service = await start({ graceMs: 0, drainMs: 10_000, replyMs: 500 });
  const waiting = send(service.port, '/v1/chat?tenant=valdman', 'POST', chat);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await service.stop();
  expect((await waiting).status).toBe(200);
});

test('one that would wait longer than the drain is told so instead of being cut', async () => {
  const service = await start({ graceMs: 0, drainMs: 2_500, replyMs: 60_000 });
  const waiting = send(service.port, '/v1/chat?tenant=valdman', 'POST', chat);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await service.stop();
  expect((await waiting).status).toBe(504);
}, 20_000);

test('a client that never finishes its headers is cut off', async () => {
  const service = await start({ graceMs: 0, drainMs: 2_500, headersMs: 500 });
  const socket = connect(service.port, '127.0.0.1');
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.once('close', () => resolve(text));
    socket.once('error', reject);
  });
  expect(answer).toContain('408');
  await service.stop();
}, 30_000);
