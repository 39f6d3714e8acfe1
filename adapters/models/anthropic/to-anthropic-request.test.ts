import { buildModelRequest } from '#tests/fakes/models/model-request.ts';

import { mapAnthropicFinish } from './map-anthropic-finish.ts';
import { readAnthropicReply } from './read-anthropic-reply.ts';
import { toAnthropicMessages } from './to-anthropic-messages.ts';
import { toAnthropicRequest } from './to-anthropic-request.ts';

const said = (text: string): object => ({ type: 'text', text });

test('neighbours of one role are merged, and the talk begins and ends with the user', () => {
  const messages = toAnthropicMessages([
    { role: 'assistant', text: 'Welcome!' },
    { role: 'user', text: 'Hi' },
    { role: 'user', text: 'Two challah' },
    { role: 'assistant', text: 'Sure.' },
    { role: 'assistant', text: ' ' },
  ]);
  expect(messages).toEqual([
    { role: 'user', content: [said('(The conversation continues.)')] },
    { role: 'assistant', content: [said('Welcome!')] },
    { role: 'user', content: [said('Hi'), said('Two challah')] },
    { role: 'assistant', content: [said('Sure.')] },
    { role: 'user', content: [said('(The conversation continues.)')] },
  ]);
});

test('tool results follow their calls, before text, and errors are marked', () => {
  const messages = toAnthropicMessages([
    { role: 'user', text: 'order' },
    { role: 'assistant', text: '', toolCalls: [{ id: 'x.1', name: 'f', arguments: { n: 1 } }] },
    { role: 'user', text: 'quick' },
    { role: 'tool', callId: 'x.1', name: 'f', result: 'no stock', isError: true },
  ]);
  const id = expect.stringMatching(/^call_[0-9a-f]{24}$/) as string;
  expect(messages.slice(1)).toEqual([
    { role: 'assistant', content: [{ type: 'tool_use', id, name: 'f', input: { n: 1 } }] },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: id, content: 'no stock', is_error: true }, said('quick')],
    },
  ]);
});

test('a measure of freedom is left out: the API takes none', () => {
  expect(toAnthropicRequest('m', buildModelRequest({ temperature: 1.5 }))).not.toHaveProperty('temperature');
});

test('a long system prompt is marked for caching, a short one is plain', () => {
  const long = 'Sell bread. '.repeat(400);
  expect(toAnthropicRequest('m', buildModelRequest({ system: 'Sell bread.' })).system).toBe('Sell bread.');
  expect(toAnthropicRequest('m', buildModelRequest({ system: long })).system).toEqual([
    { type: 'text', text: long, cache_control: { type: 'ephemeral' } },
  ]);
});

test.each([
  ['end_turn', false, 'stop'],
  ['stop_sequence', false, 'stop'],
  ['tool_use', true, 'tools'],
  ['max_tokens', true, 'length'],
  ['model_context_window_exceeded', false, 'length'],
  ['refusal', false, 'refusal'],
  ['pause_turn', false, 'stop'],
] as const)('stop reason %s with calls %s is %s', (reason, calls, finish) => {
  expect(mapAnthropicFinish(reason, calls)).toBe(finish);
});

test('cached input counts as input', () => {
  const usage = { input_tokens: 10, cache_creation_input_tokens: 5, cache_read_input_tokens: 100, output_tokens: 3 };
  const reply = readAnthropicReply('t', { content: [said('hi')], stop_reason: 'end_turn', usage });
  expect(reply).toMatchObject({ inputTokens: 115, outputTokens: 3 });
});

test.each([
  ['text', '<html>'],
  ['no content', { id: 'msg' }],
  ['a call without an id', { content: [{ type: 'tool_use', name: 'f', input: {} }] }],
])('%s is malformed', (_, body) => {
  expect(() => readAnthropicReply('t', body)).toThrow(expect.objectContaining({ type: 'ModelMalformedReply' }));
});

test('a picture stands before the words of its message', () => {
  const images = [{ contentType: 'image/jpeg', base64: '/9j/4AAQ' }] as const;
  const { messages } = toAnthropicRequest(
    'm',
    buildModelRequest({ messages: [{ role: 'user', text: '[image]', images }] }),
  );
  expect(messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: '/9j/4AAQ' } },
        { type: 'text', text: '[image]' },
      ],
    },
  ]);
});
