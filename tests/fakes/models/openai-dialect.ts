import { bearerOf, chunksOf, defaultUsage, isRecord, recordsOf } from './fake-dialect.ts';
import type { FakeDialect } from './fake-dialect.ts';
import type { FakeReply, FakeRequest, FakeToolCall } from './fake-reply.ts';
import { openAiProblems } from './openai-problems.ts';

const FINISH = { stop: 'stop', length: 'length', refusal: 'content_filter' } as const;

/** OpenAI's `POST /v1/chat/completions`, as recorded from it. */
export const openAiDialect: FakeDialect = {
  name: 'openai',
  basePath: '/v1',
  path: '/v1/chat/completions',
  apiKey: bearerOf,
  problems: openAiProblems,
  toRequest,
  renderBody(reply, request, serial) {
    return {
      id: `chatcmpl-${serial}`,
      object: 'chat.completion',
      created: 1_763_700_000,
      model: request.body['model'],
      choices: [{ index: 0, message: messageOf(reply, serial), logprobs: null, finish_reason: finishOf(reply) }],
      ...(reply.usage === null ? {} : { usage: usageOf(reply, request) }),
      service_tier: 'default',
    };
  },
  renderEvents(reply, request, serial) {
    const chunk = (choices: unknown[], rest: object = {}): string =>
      `data: ${JSON.stringify({ id: `chatcmpl-${serial}`, object: 'chat.completion.chunk', created: 1_763_700_000, model: request.body['model'], choices, ...rest })}\n\n`;
    const delta = (part: unknown, finish: string | null = null): string =>
      chunk([{ index: 0, delta: part, finish_reason: finish }]);
    return [
      delta({ role: 'assistant', content: reply.toolCalls === undefined ? '' : null }),
      ...chunksOf(reply.text ?? '').map((content) => delta({ content })),
      ...(reply.toolCalls ?? []).flatMap((call, index) =>
        callDeltas(call, index, serial).map((part) => delta({ tool_calls: [part] })),
      ),
      delta({}, finishOf(reply)),
      ...(reply.usage === null || !wantsUsage(request) ? [] : [chunk([], { usage: usageOf(reply, request) })]),
      'data: [DONE]\n\n',
    ];
  },
  renderEmpty: (serial) => ({ id: `chatcmpl-${serial}`, object: 'chat.completion', choices: [] }),
  renderError: (status, message, code) => ({
    error: { message, type: status < 500 ? 'invalid_request_error' : 'server_error', param: null, code: code ?? null },
  }),
  renderErrorEvent: (code) =>
    `data: ${JSON.stringify({ error: { message: 'The server had an error', type: 'server_error', code } })}\n\n`,
};

function toRequest(body: Record<string, unknown>): FakeRequest {
  const messages = recordsOf(body['messages']);
  const textOf = (message: Record<string, unknown> | undefined): string => {
    const content = message?.['content'];
    const words = recordsOf(content).flatMap((part) => (typeof part['text'] === 'string' ? [part['text']] : []));
    return typeof content === 'string' ? content : words.join('\n');
  };
  const last = messages.at(-1);
  return {
    system: textOf(messages.find((message) => message['role'] === 'system')),
    tools: recordsOf(body['tools']).map((tool) => {
      const called = isRecord(tool['function']) ? tool['function'] : {};
      return { name: String(called['name']), parameters: isRecord(called['parameters']) ? called['parameters'] : {} };
    }),
    last: last?.['role'] === 'tool' ? 'tool' : 'user',
    userText: textOf(messages.findLast((message) => message['role'] === 'user')),
    toolResult: last?.['role'] === 'tool' ? textOf(last) : '',
    stream: body['stream'] === true,
    body,
  };
}

function messageOf(reply: FakeReply, serial: number): unknown {
  const calls = (reply.toolCalls ?? []).map((call, index) => ({
    id: idOf(call, index, serial),
    type: 'function',
    function: { name: call.name, arguments: argumentsOf(call) },
  }));
  const message = { role: 'assistant', content: reply.text ?? (calls.length > 0 ? null : ''), refusal: null };
  return calls.length > 0 ? { ...message, tool_calls: calls } : message;
}

function callDeltas(call: FakeToolCall, index: number, serial: number): unknown[] {
  const head = { index, id: idOf(call, index, serial), type: 'function', function: { name: call.name, arguments: '' } };
  return [head, ...chunksOf(argumentsOf(call)).map((text) => ({ index, function: { arguments: text } }))];
}

function argumentsOf(call: FakeToolCall): string {
  return call.rawArguments ?? JSON.stringify(call.arguments ?? {});
}

function idOf(call: FakeToolCall, index: number, serial: number): string {
  return call.id ?? `call_${serial}_${index}`;
}

function finishOf(reply: FakeReply): string {
  if (reply.finish !== undefined) return FINISH[reply.finish];
  return reply.toolCalls === undefined ? 'stop' : 'tool_calls';
}

function usageOf(reply: FakeReply, request: FakeRequest): unknown {
  const { inputTokens, outputTokens } = reply.usage ?? defaultUsage(request, reply);
  return { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens };
}

function wantsUsage(request: FakeRequest): boolean {
  const options = request.body['stream_options'];
  return isRecord(options) && options['include_usage'] === true;
}
