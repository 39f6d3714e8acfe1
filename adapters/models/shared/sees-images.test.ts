import { seesImages } from './sees-images.ts';

test.each([
  ['openai', 'gpt-4o-mini', true],
  ['openai', 'gpt-4.1-nano', true],
  ['openai', 'gpt-5', true],
  ['openai', 'o3-mini', false],
  ['openai', 'gpt-3.5-turbo', false],
  ['openai', 'gpt-4o-audio-preview', false],
  ['anthropic', 'claude-haiku-4-5', true],
  ['anthropic', 'claude-2.1', false],
  ['google', 'gemini-2.5-flash', true],
  ['xai', 'grok-4', true],
  ['xai', 'grok-3', false],
  ['groq', 'meta-llama/llama-4-scout-17b-16e-instruct', true],
  ['groq', 'llama-3.3-70b-versatile', false],
  ['groq', 'house-model', true],
  ['offline', 'offline-1', false],
])('%s %s: %s', (provider, model, sees) => {
  expect(seesImages(provider, model, new Set(['groq:house-model']))).toBe(sees);
});
