import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import type { LanguageModel, ModelReply, ModelRequest } from '#domain/ports.ts';
import { startFakeAnthropic } from '#tests/fakes/models/anthropic-server.ts';
import type { FakeModelServer } from '#tests/fakes/models/fake-model-server.ts';
import type { FakeFault, FakeReply } from '#tests/fakes/models/fake-reply.ts';
import { buildModelRequest } from '#tests/fakes/models/model-request.ts';
import { startFakeOpenAi } from '#tests/fakes/models/openai-server.ts';

import { createAnthropicClient, createAnthropicModel } from './anthropic/create-anthropic-model.ts';
import { createOpenAiClient, createOpenAiModel } from './openai/create-openai-model.ts';

/*
 * What holds for every provider, through the real SDKs over HTTP: each test runs for both wire formats, plain and streamed.
 */
const wires = [
  ['openai', startFakeOpenAi, false],
  ['openai', startFakeOpenAi, true],
  ['anthropic', startFakeAnthropic, false],
  ['anthropic', startFakeAnthropic, true],
] as const;

describe.each(wires)('%s over the wire (streaming %#)', (provider, start, streaming) => {
  let fake: FakeModelServer;
  const model = (timeoutMs = 45_000, baseUrl = fake.url): LanguageModel => {
    const access = { apiKey: 'key', baseUrl, fetch };
    return provider === 'openai'
      ? createOpenAiModel(createOpenAiClient({ provider, ...access }), { provider, model: 'm-1' }, timeoutMs)
      : createAnthropicModel(createAnthropicClient(access), 'm-1', timeoutMs);
  };

  const complete = (
    reply: FakeReply,
    given: { request?: ModelRequest; timeoutMs?: number; signal?: AbortSignal; deltas?: string[] } = {},
  ): Promise<ModelReply> => {
    fake.push(reply);
    const { request = buildModelRequest(), deltas = [], signal = new AbortController().signal } = given;
    const onDelta = streaming ? { onDelta: (text: string) => void deltas.push(text) } : {};
    return model(given.timeoutMs).complete(request, { signal, ...onDelta });
  };
  const failWith = (fault: FakeFault, timeoutMs?: number): Promise<ModelReply> =>
    complete({ text: 'Hello there', fault }, timeoutMs === undefined ? {} : { timeoutMs });

  beforeAll(async () => {
    fake = await start({ apiKey: 'key' });
  });
  afterEach(() => {
    expect(fake.violations).toEqual([]);
    fake.reset();
  });
  afterAll(() => fake.close());

  test('a text comes back with usage, and in deltas when streamed', async () => {
    const deltas: string[] = [];
    const text = 'Of course! Two challah are on their way. שלום 👋';
    const reply = await complete({ text, usage: { inputTokens: 812, outputTokens: 31 } }, { deltas });
    expect(reply).toEqual({ text, toolCalls: [], finish: 'stop', usage: { inputTokens: 812, outputTokens: 31 } });
    expect(deltas.join('')).toBe(streaming ? text : '');
    expect(deltas.length > 1).toBe(streaming);
  });

  test('text and several tool calls come back parsed', async () => {
    const toolCalls = [
      { id: 'call_1', name: 'create_order', arguments: { items: [{ product: 'Challah', quantity: 2 }] } },
      { id: 'call_2', name: 'unknown_tool', arguments: {} },
    ];
    const reply = await complete({ text: 'One moment.', toolCalls });
    expect(reply).toMatchObject({ text: 'One moment.', finish: 'tools', toolCalls });
  });

  test('the same tool call twice counts once, the same id with other arguments gets its own id', async () => {
    const toolCalls = [
      { id: 'call_1', name: 'create_order', arguments: { n: 1 } },
      { id: 'call_1', name: 'create_order', arguments: { n: 1 } },
      { id: 'call_1', name: 'create_order', arguments: { n: 2 } },
    ];
    const reply = await complete({ toolCalls });
    expect(reply.toolCalls).toEqual([toolCalls[0], { ...toolCalls[2], id: 'call_1_2' }]);
  });

  test('usage that is missing is estimated and finite', async () => {
    const { usage } = await complete({ text: 'Hello there, how are you?', usage: null });
    expect(usage.inputTokens).toBeGreaterThan(50);
    expect(usage.inputTokens).toBeLessThan(500);
    expect(usage.outputTokens).toBe(7);
  });

  test('a whole conversation with tool results is one the provider takes', async () => {
    const messages: ModelRequest['messages'] = [
      { role: 'assistant', text: 'Welcome!' },
      { role: 'user', text: 'Two challah' },
      { role: 'user', text: 'please' },
      {
        role: 'assistant',
        text: '',
        toolCalls: [
          { id: 'functions.create_order:0', name: 'create_order', arguments: { items: [] } },
          { id: 'b', name: 'create_order', arguments: undefined, rawArguments: '{"items": [' },
          { id: 'never-run', name: 'create_order', arguments: ['no object'] },
        ],
      },
      { role: 'tool', callId: 'b', name: 'create_order', result: 'arguments are no JSON', isError: true },
      {
        role: 'tool',
        callId: 'functions.create_order:0',
        name: 'create_order',
        result: '{"number":1042}',
        isError: false,
      },
      { role: 'tool', callId: 'gone', name: 'create_order', result: '{}', isError: false },
      { role: 'user', text: 'and?' },
    ];
    const reply = await complete({ text: 'Done.' }, { request: buildModelRequest({ messages }) });
    expect(reply.text).toBe('Done.');
  });

  test.each([
    ['auto', 'auto'],
    ['none', 'none'],
    ['one tool', { name: 'create_order' }],
  ] as const)('tool choice %s is one the provider takes', async (_, toolChoice) => {
    const request = buildModelRequest({ toolChoice });
    expect((await complete({ text: 'ok' }, { request })).text).toBe('ok');
  });

  test('no tools, tool calls in the history: still a request the provider takes', async () => {
    const request = buildModelRequest({
      tools: [],
      toolChoice: 'none',
      messages: [
        { role: 'user', text: 'order' },
        { role: 'assistant', text: 'ok', toolCalls: [{ id: 'a', name: 'create_order', arguments: {} }] },
        { role: 'tool', callId: 'a', name: 'create_order', result: '{}', isError: false },
      ],
    });
    expect((await complete({ text: 'Summary' }, { request })).text).toBe('Summary');
  });

  test('an answer cut by the token limit keeps its text; cut in a tool call, it is none', async () => {
    expect(await complete({ text: 'We have rye, cha', finish: 'length' })).toMatchObject({
      text: 'We have rye, cha',
      finish: 'length',
    });
    const toolCalls = [{ name: 'create_order', rawArguments: '{"items": [{"prod' }];
    await expect(complete({ text: 'I will', toolCalls, finish: 'length' })).rejects.toMatchObject({
      type: 'ModelMalformedReply',
    });
  });

  test('a refusal says so', async () => {
    expect(await complete({ text: 'I cannot.', finish: 'refusal' })).toMatchObject({
      finish: 'refusal',
      toolCalls: [],
    });
  });

  test('an empty answer is an empty text, for the agent to judge', async () => {
    expect(await complete({ text: '' })).toMatchObject({ text: '', toolCalls: [], finish: 'stop' });
  });

  test.each<[string, FakeFault, string, number | undefined]>([
    ['401', { kind: 'status', status: 401 }, 'ModelAuthError', undefined],
    ['403', { kind: 'status', status: 403 }, 'ModelAuthError', undefined],
    ['402', { kind: 'status', status: 402 }, 'ModelAuthError', undefined],
    ['400', { kind: 'status', status: 400 }, 'ModelRequestError', undefined],
    ['404', { kind: 'status', status: 404 }, 'ModelRequestError', undefined],
    ['413', { kind: 'status', status: 413 }, 'ModelRequestError', undefined],
    ['422', { kind: 'status', status: 422 }, 'ModelRequestError', undefined],
    ['408', { kind: 'status', status: 408 }, 'ModelTimeout', undefined],
    ['429', { kind: 'status', status: 429 }, 'ModelRateLimited', undefined],
    ['429 with seconds', { kind: 'status', status: 429, retryAfter: '7' }, 'ModelRateLimited', 7_000],
    [
      '429 with milliseconds',
      { kind: 'status', status: 429, retryAfter: '7', retryAfterMs: '250' },
      'ModelRateLimited',
      250,
    ],
    ['500', { kind: 'status', status: 500 }, 'ModelUnavailable', undefined],
    ['503', { kind: 'status', status: 503 }, 'ModelUnavailable', undefined],
    ['529', { kind: 'status', status: 529 }, 'ModelUnavailable', undefined],
    ['a connection reset', { kind: 'reset' }, 'ModelUnavailable', undefined],
    ['a cut answer', { kind: 'cut' }, 'ModelUnavailable', undefined],
    ['broken JSON', { kind: 'malformed_json' }, 'ModelMalformedReply', undefined],
    ['a web page', { kind: 'html' }, 'ModelMalformedReply', undefined],
    ['10 MiB of text', { kind: 'oversize' }, 'ModelMalformedReply', undefined],
    ['300 KB of text', { kind: 'oversize', bytes: 300_000 }, 'ModelMalformedReply', undefined],
  ])('%s is told apart', async (_, fault, type, retryAfterMs) => {
    const error: unknown = await failWith(fault).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ type, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
    expect(String(error)).toContain(`${provider} m-1`);
    expect(String(error)).not.toContain('scripted fault');
    expect(fake.callCount).toBe(1);
  });

  test('nothing of a cut tool call is used', async () => {
    const toolCalls = [{ name: 'create_order', arguments: { delivery_address: 'x'.repeat(200) } }];
    await expect(complete({ toolCalls, fault: { kind: 'cut' } })).rejects.toMatchObject({ type: 'ModelUnavailable' });
    const graceful = complete({ toolCalls, fault: { kind: 'cut', graceful: true } });
    const type = streaming ? 'ModelUnavailable' : 'ModelMalformedReply';
    await expect(graceful).rejects.toMatchObject({ type });
  });

  test('arguments that are no JSON are kept as they came', async () => {
    const rawArguments = '{"items": [{"product": "Challah", "quantity": }]}';
    const reply = await complete({ toolCalls: [{ id: 'c', name: 'create_order', rawArguments }] });
    // Anthropic gives whole answers with parsed arguments only: there is no text to be broken.
    const parsed = provider === 'anthropic' && !streaming;
    const expected = parsed ? { arguments: {} } : { arguments: undefined, rawArguments };
    expect(reply.toolCalls).toEqual([{ id: 'c', name: 'create_order', ...expected }]);
  });

  test('an envelope with nothing in it is malformed, an error inside a stream is what it says', async () => {
    await expect(failWith({ kind: 'empty_envelope' })).rejects.toMatchObject({ type: 'ModelMalformedReply' });
    const inStream = failWith({ kind: 'error_event', code: 'rate_limit_error' });
    await expect(inStream).rejects.toMatchObject({ type: streaming ? 'ModelRateLimited' : 'ModelMalformedReply' });
  });

  test('a provider that never answers is a timeout', async () => {
    await expect(failWith({ kind: 'hang' }, 300)).rejects.toMatchObject({ type: 'ModelTimeout', isRetryable: true });
  });

  test('our abort ends the HTTP call and is thrown as its own reason', async () => {
    const abort = new AbortController();
    const reason = new Error('a newer message came');
    const reply = complete({ fault: { kind: 'hang' } }, { signal: abort.signal });
    await until(() => fake.callCount === 1);
    abort.abort(reason);
    await expect(reply).rejects.toBe(reason);
    await until(() => fake.calls[0]?.aborted === true);
  });

  test('a signal aborted before makes no call', async () => {
    const reason = new Error('gone');
    await expect(complete({ text: 'x' }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(fake.callCount).toBe(0);
  });

  test('a refused connection is unavailable', async () => {
    const baseUrl = `http://127.0.0.1:${await closedPort()}`;
    const call = model(10_000, baseUrl).complete(buildModelRequest(), { signal: new AbortController().signal });
    await expect(call).rejects.toMatchObject({
      type: 'ModelUnavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('connections are kept for the next calls', async () => {
    const fresh = await start({ script: [{ text: 'ok', repeat: true }] });
    const kept = model(10_000, fresh.url);
    const onDelta = streaming ? { onDelta: () => undefined } : {};
    for (let call = 0; call < 8; call += 1) {
      await kept.complete(buildModelRequest(), { signal: new AbortController().signal, ...onDelta });
    }
    const ports = new Set(fresh.calls.map((call) => call.clientPort));
    await fresh.close();
    // A call may start while the connection of the one before it is still being given back: two, never eight.
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 500 && !holds(); attempt += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}

/** A port that nobody listens on: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
