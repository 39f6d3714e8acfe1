import { startFakeAnthropic } from '#tests/fakes/models/anthropic-server.ts';
import { buildModelRequest } from '#tests/fakes/models/model-request.ts';
import { startFakeOpenAi } from '#tests/fakes/models/openai-server.ts';

import { createModels } from './registry.ts';

describe('createModels', () => {
  const signal = new AbortController().signal;

  test.each(['openai', 'google', 'xai', 'groq'] as const)(
    '%s is spoken to with its own key at its own address',
    async (provider) => {
      const fake = await startFakeOpenAi({ apiKey: `key-of-${provider}`, script: [{ text: 'hi' }] });
      const models = await createModels({
        providers: { [provider]: { apiKey: `key-of-${provider}`, baseUrl: fake.url } },
        timeoutMs: 5_000,
      });
      const reply = await models.get({ provider, model: 'm' }).complete(buildModelRequest(), { signal });
      await fake.close();
      expect(reply.text).toBe('hi');
      expect(fake.violations).toEqual([]);
      const limit = provider === 'google' ? 'max_tokens' : 'max_completion_tokens';
      expect(fake.calls[0]?.body).toMatchObject({ model: 'm', [limit]: 512 });
    },
  );

  test('anthropic is spoken to with its own key at its own address', async () => {
    const fake = await startFakeAnthropic({ apiKey: 'a', script: [{ text: 'hi' }] });
    const models = await createModels({
      providers: { anthropic: { apiKey: 'a', baseUrl: fake.url } },
      timeoutMs: 5_000,
    });
    const reply = await models.get({ provider: 'anthropic', model: 'm' }).complete(buildModelRequest(), { signal });
    await fake.close();
    expect(reply.text).toBe('hi');
  });

  test.each(['openai', 'anthropic'] as const)(
    '%s without a key is not configured, and says which variable to set',
    async (provider) => {
      const models = await createModels({ providers: { [provider]: { apiKey: '' } }, timeoutMs: 5_000 });
      const get = (): unknown => models.get({ provider, model: 'm' });
      expect(get).toThrow(
        expect.objectContaining({
          type: 'NotConfigured',
          message: expect.stringContaining(`${provider.toUpperCase()}_API_KEY`),
        }),
      );
    },
  );

  test('an unknown provider is not configured', async () => {
    const models = await createModels({ providers: {}, timeoutMs: 5_000 });
    expect(() => models.get({ provider: 'toString', model: 'm' })).toThrow(
      expect.objectContaining({ type: 'NotConfigured' }),
    );
  });

  test('offline needs no key', async () => {
    const models = await createModels({ providers: {}, timeoutMs: 5_000 });
    expect(models.get({ provider: 'offline', model: 'offline-1' })).toMatchObject({
      provider: 'offline',
      model: 'offline-1',
    });
    expect(() => models.get({ provider: 'offline', model: 'gpt' })).toThrow(
      expect.objectContaining({ type: 'NotConfigured' }),
    );
  });
});
