import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaultPlan } from './telegram-faults.ts';
import type { TelegramFault } from './telegram-faults.ts';
import { sendFile } from '#tests/fakes/provider/fake-file.ts';
import type { FakeFile } from '#tests/fakes/provider/fake-file.ts';
import { refusal, runMethod, text } from './telegram-methods.ts';
import type { BotAnswer, SentMessage, WebhookSetting } from './telegram-methods.ts';

/** One call as it arrived, good or bad. */
export interface RecordedCall {
  readonly method: string;
  readonly token: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A Bot API server on this machine; give `apiRoot` to the program under test as `TELEGRAM_API_ROOT`. */
export interface FakeTelegram {
  readonly apiRoot: string;
  /** Every call, in order (the newest 100,000). */
  readonly calls: readonly RecordedCall[];
  /** Accepted messages, in order; also those whose answer was cut. */
  readonly messages: readonly SentMessage[];
  readonly webhooks: ReadonlyMap<string, WebhookSetting>;
  messagesTo(chatId: string | number): readonly SentMessage[];
  addFault(fault: TelegramFault): void;
  /** A file that a person sent, by its file id. */
  addFile(fileId: string, file: FakeFile): void;
  /** Resolves with the messages after `seq` as soon as there is one, or with none after `timeoutMs`. */
  messagesAfter(seq: number, timeoutMs: number): Promise<readonly SentMessage[]>;
  reset(): void;
  close(): Promise<void>;
}

export interface FakeTelegramOptions {
  readonly port?: number;
  /** Tokens that exist; others get 401. Left out: every well-formed token exists. */
  readonly tokens?: readonly string[];
}

const KEEP = 100_000;

/** Starts the fake; it validates as Telegram does and answers within microseconds. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const calls: RecordedCall[] = [];
  const messages: SentMessage[] = [];
  const webhooks = new Map<string, WebhookSetting>();
  const faults = createFaultPlan();
  const files = new Map<string, FakeFile>();
  const waiting = new Set<() => void>();
  let seq = 0;
  const state = {
    webhooks,
    files,
    accept(token: string, chatId: string, words: string): SentMessage {
      seq += 1;
      const sent = { seq, messageId: 1000 + seq, token, chatId, text: words, at: Date.now() };
      messages.push(sent);
      if (messages.length > KEEP) messages.shift();
      for (const wake of waiting) wake();
      return sent;
    },
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    const url = new URL(request.url ?? '/', 'http://fake');
    const [, holder = '', fileId = ''] = /^\/file\/bot([^/]+)\/files\/([\w-]+)$/.exec(url.pathname) ?? [];
    const file = /^\d+:[\w-]+$/.test(decodeURIComponent(holder)) ? files.get(fileId) : undefined;
    if (file !== undefined) return sendFile(response, file);
    const path = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname);
    const token = decodeURIComponent(path?.[1] ?? '');
    const method = path?.[2] ?? '';
    if (!/^\d+:[\w-]+$/.test(token)) return reply(response, refusal(404, 'Not Found'));
    const parameters = readParameters(request, url, body);
    if (parameters === undefined) return reply(response, refusal(400, "Bad Request: can't parse request JSON object"));
    calls.push({ method, token, parameters });
    if (calls.length > KEEP) calls.shift();
    if (options.tokens !== undefined && !options.tokens.includes(token))
      return reply(response, refusal(401, 'Unauthorized'));
    const fault = faults.take(method, text(parameters['chat_id']));
    const run = () => runMethod(state, token, method, parameters);
    return fault === undefined ? reply(response, run()) : misbehave(fault, response, run);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 30_000;
  await listen(server, options.port ?? 0);
  const fake: FakeTelegram = {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    messages,
    webhooks,
    messagesTo: (chatId) => messages.filter((message) => message.chatId === String(chatId)),
    addFault: (fault) => faults.add(fault),
    addFile: (fileId, file) => void files.set(fileId, file),
    async messagesAfter(after, timeoutMs) {
      if (seq <= after) await nextMessage(waiting, timeoutMs);
      const first = messages[0]?.seq ?? seq + 1;
      return messages.slice(Math.max(0, after + 1 - first));
    },
    reset() {
      calls.length = 0;
      messages.length = 0;
      webhooks.clear();
      faults.clear();
    },
    async close() {
      for (const wake of waiting) wake();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The Bot API takes parameters as query, form or JSON. */
function readParameters(request: IncomingMessage, url: URL, body: string): Record<string, unknown> | undefined {
  const query = Object.fromEntries(url.searchParams);
  if (body === '') return query;
  if (request.headers['content-type']?.includes('json') !== true) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  try {
    return { ...query, ...(JSON.parse(body) as Record<string, unknown>) };
  } catch {
    return undefined;
  }
}

function reply(response: ServerResponse, answer: BotAnswer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.body));
}

async function misbehave(fault: TelegramFault, response: ServerResponse, run: () => BotAnswer): Promise<void> {
  switch (fault.kind) {
    case 'rate_limit': {
      const retryAfter = fault.retryAfter ?? 1;
      return reply(response, refusal(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter }));
    }
    case 'blocked':
      return reply(response, refusal(403, 'Forbidden: bot was blocked by the user'));
    case 'deactivated':
      return reply(response, refusal(403, 'Forbidden: user is deactivated'));
    case 'chat_not_found':
      return reply(response, refusal(400, 'Bad Request: chat not found'));
    case 'unauthorized':
      return reply(response, refusal(401, 'Unauthorized'));
    case 'error':
      return reply(response, refusal(500, 'Internal Server Error'));
    case 'gateway':
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html><h1>502 Bad Gateway</h1></html>');
      return;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1000).unref());
      return reply(response, run());
    case 'drop':
      response.destroy();
      return;
    case 'cut':
      run();
      response.destroy();
      return;
    case 'half': {
      const whole = JSON.stringify(run().body);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) });
      response.write(whole.slice(0, 10), () => response.destroy());
    }
  }
}

function nextMessage(waiting: Set<() => void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      waiting.delete(done);
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    waiting.add(done);
  });
}
