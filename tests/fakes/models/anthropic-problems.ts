import type { IncomingHttpHeaders } from 'node:http';

import { isRecord, recordsOf } from './fake-dialect.ts';

const KNOWN_FIELDS = new Set([
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'max_tokens',
  'stream',
  'temperature',
]);
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const CALL_ID = /^[a-zA-Z0-9_-]+$/;

/** What Anthropic's messages API would answer 400 to (with its newer models, which take no prefilled answer). */
export function anthropicProblems(body: Record<string, unknown>, headers: IncomingHttpHeaders): readonly string[] {
  const messages = recordsOf(body['messages']);
  return [
    ...check(/^\d{4}-\d\d-\d\d$/.test(String(headers['anthropic-version'])), 'anthropic-version: header is required'),
    ...Object.keys(body)
      .filter((key) => !KNOWN_FIELDS.has(key))
      .map((key) => `${key}: Extra inputs are not permitted`),
    ...check(typeof body['model'] === 'string' && body['model'] !== '', 'model: Field required'),
    ...check(Number.isInteger(body['max_tokens']) && Number(body['max_tokens']) > 0, 'max_tokens: must be positive'),
    ...check(messages.length > 0, 'messages: at least one message is required'),
    ...check(messages[0]?.['role'] === 'user', 'messages: first message must use the "user" role'),
    ...check(messages.at(-1)?.['role'] === 'user', 'messages: must end with a user message'),
    ...messages.flatMap((message, index) => messageProblems(message, messages[index - 1], index)),
    ...check(areUnique(messages.flatMap(toolUseIds)), 'messages: `tool_use` ids must be unique'),
    ...systemProblems(body['system']),
    ...toolProblems(body, messages),
  ];
}

function messageProblems(
  message: Record<string, unknown>,
  before: Record<string, unknown> | undefined,
  index: number,
): string[] {
  const at = `messages.${index}`;
  const blocks = recordsOf(message['content']);
  const asked = before === undefined ? [] : toolUseIds(before);
  const answered = blocks.filter((block) => block['type'] === 'tool_result').map((block) => block['tool_use_id']);
  return [
    ...check(message['role'] !== before?.['role'], `${at}: roles must alternate`),
    ...check(
      typeof message['content'] === 'string' ? message['content'] !== '' : blocks.length > 0,
      `${at}: content must not be empty`,
    ),
    ...blocks.flatMap((block, position) => blockProblems(block, `${at}.content.${position}`, message['role'])),
    ...asked.filter((id) => !answered.includes(id)).map((id) => `${at}: tool_use ${String(id)} has no tool_result`),
    ...answered
      .filter((id) => !asked.includes(id))
      .map((id) => `${at}: tool_result ${String(id)} has no tool_use before it`),
    ...check(areUnique(answered), `${at}: tool ids must be unique`),
    ...check(
      blocks.slice(0, answered.length).every((block) => answered.length === 0 || block['type'] === 'tool_result'),
      `${at}: tool_result blocks come first`,
    ),
  ];
}

function toolUseIds(message: Record<string, unknown>): unknown[] {
  return recordsOf(message['content'])
    .filter((block) => block['type'] === 'tool_use')
    .map((block) => block['id']);
}

function areUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function blockProblems(block: Record<string, unknown>, at: string, role: unknown): string[] {
  const { type, text, id, tool_use_id: answers } = block;
  if (type === 'text')
    return check(typeof text === 'string' && text.trim() !== '', `${at}: text content blocks must be non-empty`);
  if (type === 'image' && role === 'user') {
    const source = isRecord(block['source']) ? block['source'] : {};
    return [
      ...check(source['type'] === 'base64' && typeof source['data'] === 'string', `${at}.source: must be base64`),
      ...check(/^image\/(png|jpeg|gif|webp)$/.test(String(source['media_type'])), `${at}.source.media_type`),
    ];
  }
  if (type === 'tool_use' && role === 'assistant') {
    return [
      ...check(typeof id === 'string' && CALL_ID.test(id), `${at}.id: String should match pattern`),
      ...check(typeof block['name'] === 'string' && TOOL_NAME.test(block['name']), `${at}.name: no tool name`),
      ...check(isRecord(block['input']), `${at}.input: Input should be a valid dictionary`),
    ];
  }
  if (type === 'tool_result' && role === 'user') {
    return check(
      typeof answers === 'string' && CALL_ID.test(answers),
      `${at}.tool_use_id: String should match pattern`,
    );
  }
  return [`${at}: a ${String(type)} block can't be in a ${String(role)} message`];
}

function systemProblems(system: unknown): string[] {
  if (system === undefined || typeof system === 'string') return check(system !== '', 'system: must not be empty');
  const blocks = recordsOf(system);
  return check(
    blocks.length > 0 && blocks.every((block) => block['type'] === 'text' && block['text'] !== ''),
    'system: must be text blocks',
  );
}

function toolProblems(body: Record<string, unknown>, messages: readonly Record<string, unknown>[]): string[] {
  const { tools, tool_choice: choice } = body;
  const used = messages.some((message) => recordsOf(message['content']).some((block) => block['type'] !== 'text'));
  if (tools === undefined) {
    return [
      ...check(choice === undefined, 'tool_choice: needs tools'),
      ...check(!used, 'tools: required with tool blocks'),
    ];
  }
  const list = recordsOf(tools);
  const type = isRecord(choice) ? choice['type'] : undefined;
  return [
    ...check(list.length > 0, 'tools: must not be empty'),
    ...list.flatMap((tool, index) => [
      ...check(typeof tool['name'] === 'string' && TOOL_NAME.test(tool['name']), `tools.${index}.name: no tool name`),
      ...check(
        isRecord(tool['input_schema']) && tool['input_schema']['type'] === 'object',
        `tools.${index}.input_schema.type: must be object`,
      ),
    ]),
    ...check(
      choice === undefined || ['auto', 'any', 'none', 'tool'].includes(String(type)),
      'tool_choice: unknown type',
    ),
    ...check(
      type !== 'tool' || list.some((tool) => tool['name'] === (isRecord(choice) ? choice['name'] : '')),
      'tool_choice: unknown tool',
    ),
  ];
}

function check(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}
