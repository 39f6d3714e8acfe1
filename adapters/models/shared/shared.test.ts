import type { ModelMessage } from '#domain/ports.ts';

import { repairToolPairs } from './repair-tool-pairs.ts';
import { retryAfterMs } from './retry-after.ts';
import { toModelError } from './to-model-error.ts';
import { wireCallId } from './wire-call-id.ts';
import { wireToolName } from './wire-tool-name.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');

test.each([
  [{ 'retry-after': '30' }, 30_000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after-ms': '1200', 'retry-after': '30' }, 1_200],
  [{ 'retry-after': 'Sat, 21 Nov 2026 10:00:09 GMT' }, 9_000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 09:00:00 GMT' }, 0],
  [{ 'retry-after': '86400' }, 600_000],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{}, undefined],
])('%j asks for %s ms', (headers, expected) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>), NOW)).toBe(expected);
});

test.each([
  [{ status: 429, code: 'insufficient_quota' }, 'ModelAuthError'],
  [{ status: 429, code: 'rate_limit_exceeded' }, 'ModelRateLimited'],
  [{ code: 'overloaded_error' }, 'ModelUnavailable'],
  [{ code: 'rate_limit_error' }, 'ModelRateLimited'],
  [{ code: 'invalid_request_error' }, 'ModelRequestError'],
  [{ status: 409 }, 'ModelUnavailable'],
  [{ status: 418 }, 'ModelRequestError'],
  [{ status: 304 }, 'ModelMalformedReply'],
])('%j is %s', (failure, type) => {
  expect(toModelError('t', { ...failure, timeout: false }, NOW).type).toBe(type);
});

test('what a provider puts into its codes is cut to a short word', () => {
  const error = toModelError('t', { status: 400, code: `key sk-123 ${'x'.repeat(500)}\n`, timeout: false }, NOW);
  expect(error.message.length).toBeLessThan(120);
  expect(error.message).not.toMatch(/[\n ]sk-/);
});

test('an id in a foreign form gets the same portable one each time', () => {
  expect(wireCallId('call_1')).toBe('call_1');
  expect(wireCallId('functions.f:0')).toMatch(/^call_[0-9a-f]{24}$/);
  expect(wireCallId('functions.f:0')).toBe(wireCallId('functions.f:0'));
  expect(wireCallId('a'.repeat(41))).not.toBe(wireCallId('a'.repeat(42)));
});

test.each([
  ['create_order', 'create_order'],
  ['create order; DROP', 'create_order__DROP'],
  ['צור_הזמנה', '_________'],
  ['', '_'],
  ['x'.repeat(80), 'x'.repeat(64)],
])('the tool name %j goes back as %s', (name, expected) => {
  expect(wireToolName(name)).toBe(expected);
});

test('an id that comes again in a later answer is told apart, with its result', () => {
  const call = (id: string) => ({ id, name: 'search_products', arguments: {} });
  const result = (callId: string, text: string): ModelMessage => ({
    role: 'tool',
    callId,
    name: 'search_products',
    result: text,
    isError: false,
  });
  const repaired = repairToolPairs([
    { role: 'assistant', text: '', toolCalls: [call('call_1'), call('call_1_2')] },
    result('call_1', 'first'),
    result('call_1_2', 'second'),
    { role: 'assistant', text: '', toolCalls: [call('call_1')] },
    result('call_1', 'third'),
  ]);
  const ids = repaired.flatMap((message) => (message.role === 'assistant' ? (message.toolCalls ?? []) : []));
  expect(ids.map(({ id }) => id)).toEqual(['call_1', 'call_1_2', 'call_1_3']);
  const results = repaired.flatMap((message) => (message.role === 'tool' ? [[message.callId, message.result]] : []));
  expect(results).toEqual([
    ['call_1', 'first'],
    ['call_1_2', 'second'],
    ['call_1_3', 'third'],
  ]);
});
