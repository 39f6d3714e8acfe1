import type { LanguageModel, ModelMessage } from '#domain/ports.ts';

import { createModels } from '#adapters/models/registry.ts';

import { startFakeAnthropic } from './anthropic-server.ts';
import { buildModelRequest } from './model-request.ts';
import { startFakeOpenAi } from './openai-server.ts';

describe.each([
  ['openai', startFakeOpenAi],
  ['anthropic', startFakeAnthropic],
] as const)('the %s fake as a shop', (provider, start) => {
  test('orders what the customer names, then quotes the number; else it chats', async () => {
    const fake = await start({ mode: 'shop' });
    const options = { providers: { [provider]: { apiKey: 'k', baseUrl: fake.url } }, timeoutMs: 5_000 };
    const model = (await createModels(options)).get({ provider, model: 'm' });
    const order: ModelMessage = { role: 'user', text: 'I want to order challah' };
    const first = await say(model, [order]);
    expect(first.toolCalls[0]).toMatchObject({
      name: 'create_order',
      arguments: { items: [{ product: 'Challah', quantity: 1 }], delivery_address: '1 Main Street' },
    });
    const callId = first.toolCalls[0]?.id ?? '';
    const second = await say(model, [
      order,
      { role: 'assistant', text: '', toolCalls: first.toolCalls },
      { role: 'tool', callId, name: 'create_order', result: '{"ok":true,"order":{"number":1042}}', isError: false },
    ]);
    expect(second).toMatchObject({ text: 'Thank you! Your order number is #1042.', toolCalls: [] });
    expect((await say(model, [{ role: 'user', text: 'hello' }])).toolCalls).toEqual([]);
    await fake.close();
    expect(fake.violations).toEqual([]);
    expect(fake.callCount).toBe(3);
  });
});

function say(model: LanguageModel, messages: readonly ModelMessage[]): ReturnType<LanguageModel['complete']> {
  return model.complete(buildModelRequest({ messages }), { signal: new AbortController().signal });
}
