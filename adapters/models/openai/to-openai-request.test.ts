import { buildModelRequest, orderTool } from '#tests/fakes/models/model-request.ts';

import { openAiDialects } from './openai-dialect.ts';
import { toOpenAiRequest } from './to-openai-request.ts';

const turn = buildModelRequest({
  messages: [
    { role: 'user', text: 'Two challah' },
    { role: 'assistant', text: '', toolCalls: [{ id: 'a', name: 'create_order', arguments: { n: 2 } }] },
    { role: 'tool', callId: 'a', name: 'create_order', result: '{"number":7}', isError: false },
  ],
});

test('system, messages and tools are put as chat completions take them', () => {
  expect(toOpenAiRequest('gpt-x', openAiDialects.openai, turn)).toEqual({
    model: 'gpt-x',
    messages: [
      { role: 'system', content: turn.system },
      { role: 'user', content: 'Two challah' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'create_order', arguments: '{"n":2}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: '{"number":7}' },
    ],
    max_completion_tokens: 512,
    tools: [{ type: 'function', function: orderTool }],
    tool_choice: 'auto',
  });
});

test('without tools neither tools nor a choice is sent', () => {
  const body = toOpenAiRequest('gpt-x', openAiDialects.openai, buildModelRequest({ tools: [] }));
  expect(Object.keys(body).toSorted()).toEqual(['max_completion_tokens', 'messages', 'model']);
});

test('a measure of freedom is sent when there is one', () => {
  const body = toOpenAiRequest('m', openAiDialects.openai, buildModelRequest({ temperature: 0.2 }));
  expect(body.temperature).toBe(0.2);
});

test('a forced tool is named', () => {
  const body = toOpenAiRequest('m', openAiDialects.xai, buildModelRequest({ toolChoice: { name: 'create_order' } }));
  expect(body.tool_choice).toEqual({ type: 'function', function: { name: 'create_order' } });
});

test.each([
  ['gemini-2.5-flash', false],
  ['gemini-3-flash', true],
  ['models/gemini-3.1-pro', true],
  ['gpt-5', false],
])('%s gets the placeholder of a thought signature: %s', (model, expected) => {
  const text = JSON.stringify(toOpenAiRequest(model, openAiDialects.google, turn));
  expect(text.includes('skip_thought_signature_validator')).toBe(expected);
});

test('Google gets the name with a tool result', () => {
  expect(toOpenAiRequest('m', openAiDialects.google, turn).messages.at(-1)).toMatchObject({ name: 'create_order' });
});

test('a picture goes with its message as a data URL; a message without one stays plain text', () => {
  const images = [{ contentType: 'image/png', base64: 'iVBORw0K' }] as const;
  const messages = [
    { role: 'user', text: 'hello' },
    { role: 'assistant', text: 'hi' },
    { role: 'user', text: '[image]', images },
  ] as const;
  const body = toOpenAiRequest('gpt-4o', openAiDialects.openai, buildModelRequest({ system: '', messages }));
  expect(body.messages).toEqual([
    { role: 'user', content: 'hello' },
    { role: 'assistant', content: 'hi' },
    {
      role: 'user',
      content: [
        { type: 'text', text: '[image]' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0K' } },
      ],
    },
  ]);
});
