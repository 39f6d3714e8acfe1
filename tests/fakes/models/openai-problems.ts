import { isRecord, recordsOf } from './fake-dialect.ts';

const KNOWN_FIELDS = new Set([
  'model',
  'messages',
  'tools',
  'tool_choice',
  'max_completion_tokens',
  'max_tokens',
  'stream',
  'stream_options',
  'temperature',
]);
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** What OpenAI's chat completions would answer 400 to. */
export function openAiProblems(body: Record<string, unknown>): readonly string[] {
  const messages = recordsOf(body['messages']);
  return [
    ...Object.keys(body)
      .filter((key) => !KNOWN_FIELDS.has(key))
      .map((key) => `unknown field ${key}`),
    ...check(typeof body['model'] === 'string' && body['model'] !== '', 'model must be a name'),
    ...check(Array.isArray(body['messages']) && messages.length > 0, 'messages must not be empty'),
    ...messages.flatMap((message, index) => messageProblems(message, `messages[${index}]`)),
    ...pairProblems(messages),
    ...limitProblems(body),
    ...toolProblems(body),
    ...check(body['stream_options'] === undefined || body['stream'] === true, 'stream_options needs stream'),
  ];
}

function messageProblems(message: Record<string, unknown>, at: string): string[] {
  const { role, content } = message;
  if (role === 'user' && Array.isArray(content)) {
    return recordsOf(content).flatMap((part, index) => partProblems(part, `${at}.content[${index}]`));
  }
  if (role === 'system' || role === 'user' || role === 'tool') {
    return check(typeof content === 'string', `${at}.content must be text`);
  }
  if (role !== 'assistant') return [`${at}.role is ${JSON.stringify(role)}`];
  const calls = message['tool_calls'];
  if (calls === undefined) return check(typeof content === 'string', `${at}.content must be text`);
  return [
    ...check(Array.isArray(calls) && calls.length > 0, `${at}.tool_calls must not be empty`),
    ...check(content === null || typeof content === 'string', `${at}.content must be text or null`),
    ...recordsOf(calls).flatMap((call, index) => callProblems(call, `${at}.tool_calls[${index}]`)),
  ];
}

const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$/;

function partProblems(part: Record<string, unknown>, at: string): string[] {
  if (part['type'] === 'text') return check(typeof part['text'] === 'string', `${at}.text must be text`);
  const url = isRecord(part['image_url']) ? part['image_url']['url'] : undefined;
  return [
    ...check(part['type'] === 'image_url', `${at}.type is ${JSON.stringify(part['type'])}`),
    ...check(typeof url === 'string' && PICTURE.test(url), `${at} is no picture in base64`),
  ];
}

function callProblems(call: Record<string, unknown>, at: string): string[] {
  const { id, type } = call;
  const called = isRecord(call['function']) ? call['function'] : {};
  return [
    ...check(typeof id === 'string' && id.length > 0 && id.length <= 40, `${at}.id must have 1 to 40 characters`),
    ...check(type === 'function', `${at}.type must be function`),
    ...check(
      typeof called['name'] === 'string' && TOOL_NAME.test(called['name']),
      `${at}.function.name is no tool name`,
    ),
    ...check(typeof called['arguments'] === 'string', `${at}.function.arguments must be text`),
  ];
}

/** Every tool call is answered at once, and only tool calls are answered. */
function pairProblems(messages: readonly Record<string, unknown>[]): string[] {
  const problems: string[] = [];
  let open = new Set<unknown>();
  messages.forEach((message, index) => {
    if (message['role'] === 'tool') {
      const known = open.delete(message['tool_call_id']);
      if (!known) problems.push(`messages[${index}] answers no tool call of the message before it`);
      return;
    }
    if (open.size > 0) problems.push(`messages[${index}]: tool calls before it were not answered`);
    const ids = recordsOf(message['tool_calls']).map((call) => call['id']);
    open = new Set(ids);
    if (open.size < ids.length) problems.push(`messages[${index}] has the same tool call id twice`);
  });
  return open.size > 0 ? [...problems, 'the last tool calls were not answered'] : problems;
}

function limitProblems(body: Record<string, unknown>): string[] {
  const limits = [body['max_completion_tokens'], body['max_tokens']].filter((limit) => limit !== undefined);
  return [
    ...check(limits.length <= 1, 'max_tokens and max_completion_tokens exclude each other'),
    ...check(
      limits.every((limit) => Number.isInteger(limit) && Number(limit) > 0),
      'the token limit must be positive',
    ),
  ];
}

function toolProblems(body: Record<string, unknown>): string[] {
  const { tools, tool_choice: choice } = body;
  if (tools === undefined) return check(choice === undefined, 'tool_choice needs tools');
  const called = recordsOf(tools).map((tool) => (isRecord(tool['function']) ? tool['function'] : {}));
  const forced = isRecord(choice) && isRecord(choice['function']) ? choice['function']['name'] : undefined;
  return [
    ...check(
      Array.isArray(tools) && tools.length > 0 && recordsOf(tools).every((tool) => tool['type'] === 'function'),
      'tools must be functions',
    ),
    ...called.flatMap((tool, index) => [
      ...check(typeof tool['name'] === 'string' && TOOL_NAME.test(tool['name']), `tools[${index}] has no proper name`),
      ...check(
        isRecord(tool['parameters']) && tool['parameters']['type'] === 'object',
        `tools[${index}].parameters must be an object schema`,
      ),
    ]),
    ...check(
      forced === undefined || called.some((tool) => tool['name'] === forced),
      `tool_choice names an unknown tool`,
    ),
    ...check(
      isRecord(choice) || ['auto', 'none', 'required', undefined].includes(choice as string | undefined),
      'tool_choice is unknown',
    ),
  ];
}

function check(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}
