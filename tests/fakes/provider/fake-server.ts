import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendFile } from './fake-file.ts';
import type { FakeFile } from './fake-file.ts';

/** What a fake does instead of answering as usual. */
export interface ProviderFault {
  /**
   * `code`: refused with the provider's error of that number. `error`: HTTP 500 of the provider. `gateway`: 502 with HTML.
   * `slow`: works after `delayMs`. `cut`: the request is accepted, then the connection is cut. `drop`: cut before anything
   * is accepted. `half`: accepted, and the answer breaks off in its middle.
   */
  readonly kind: 'code' | 'error' | 'gateway' | 'slow' | 'cut' | 'drop' | 'half';
  readonly code?: number;
  /** HTTP status of `code` (400). */
  readonly status?: number;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number;
  readonly delayMs?: number;
  /** How often (1). */
  readonly times?: number;
}

export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of `body`. */
  readonly file?: FakeFile;
}

export interface FakeBehaviour {
  answer(request: FakeRequest): FakeAnswer;
  /** True for requests that faults are about: sends, not look-ups. */
  faulty(request: FakeRequest): boolean;
  /** How the provider words an error of this number. */
  refusal(code: number, status: number): FakeAnswer;
}

/** An HTTP server that behaves like a provider, or as badly as it is told to. */
export interface FakeServer {
  readonly url: string;
  addFault(fault: ProviderFault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export async function startFakeServer(behaviour: FakeBehaviour, port = 0): Promise<FakeServer> {
  let due: { readonly fault: ProviderFault; left: number }[] = [];
  const take = () => {
    const [first] = due;
    if (first === undefined) return undefined;
    first.left -= 1;
    due = due.filter(({ left }) => left > 0);
    return first.fault;
  };
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request: FakeRequest = {
      method: incoming.method ?? 'GET',
      url: new URL(incoming.url ?? '/', 'http://fake'),
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    const fault = behaviour.faulty(request) ? take() : undefined;
    if (fault === undefined) return reply(response, behaviour.answer(request));
    await misbehave(behaviour, fault, request, response);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    addFault: (fault) => void due.push({ fault, left: fault.times ?? 1 }),
    clearFaults: () => {
      due = [];
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function misbehave(
  behaviour: FakeBehaviour,
  fault: ProviderFault,
  request: FakeRequest,
  response: ServerResponse,
): Promise<void> {
  switch (fault.kind) {
    case 'code': {
      const refusal = behaviour.refusal(fault.code ?? 1, fault.status ?? 400);
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return reply(response, { ...refusal, headers });
    }
    case 'error':
      return reply(response, { ...behaviour.refusal(0, 500), status: 500, body: {} });
    case 'gateway':
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html><h1>502 Bad Gateway</h1></html>');
      return;
    case 'slow':
      await sleep(fault.delayMs ?? 1_000);
      return reply(response, behaviour.answer(request));
    case 'cut':
      behaviour.answer(request);
      response.destroy();
      return;
    case 'drop':
      response.destroy();
      return;
    case 'half': {
      const text = JSON.stringify(behaviour.answer(request).body);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
      response.write(text.slice(0, text.length / 2));
      await sleep(20);
      response.destroy();
    }
  }
}

function reply(response: ServerResponse, answer: FakeAnswer): void {
  if (answer.file !== undefined) return sendFile(response, answer.file);
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}
