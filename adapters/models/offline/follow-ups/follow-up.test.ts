import { nudgeNote } from '#domain/follow-up/nudge-note.ts';
import { promptOf } from '#adapters/models/offline/testing/prompt-of.ts';
import type { TestShop } from '#adapters/models/offline/testing/prompt-of.ts';
import { BAKERY, BUTCHER, SKINCARE } from '#adapters/models/offline/testing/shops.ts';
import { createOfflineModel } from '#adapters/models/offline/offline-model.ts';
import type { ModelMessage } from '#domain/ports.ts';
import { FOLLOW_UP_PHRASES } from './follow-up-phrases.ts';

const HOURS = 3 * 3_600_000;

async function followUp(shop: TestShop, note: Partial<Parameters<typeof nudgeNote>[0]>, ...said: readonly string[]) {
  const facts = { position: 1, of: 2, stage: 'consultation', silentMs: HOURS, words: null, ...note } as const;
  const history = said.map((text, index): ModelMessage => ({ role: index % 2 === 0 ? 'user' : 'assistant', text }));
  const event: ModelMessage = { role: 'user', text: `<event>\n${nudgeNote(facts)}\n</event>` };
  const request = { system: promptOf(shop, { stage: facts.stage }), messages: [...history, event], tools: [] };
  const reply = await createOfflineModel().complete(
    { ...request, toolChoice: 'none', maxTokens: 1_000 },
    { signal: new AbortController().signal },
  );
  expect(reply.toolCalls).toEqual([]);
  return reply.text.replace(/\n<stage>\w+<\/stage>$/u, '');
}

describe('a follow-up of the embedded model', () => {
  test('asks about what was talked of last, in the customer’s language', async () => {
    const english = await followUp(BAKERY, {}, 'How much is the baguette?', 'Baguette: $3.50');
    expect(english).toBe(FOLLOW_UP_PHRASES.en.firstOn('Baguette', null));
    const hebrew = await followUp(BUTCHER, {}, 'כמה עולה פסטרמה?', 'פסטרמת הודו ביתית: 52.00 ₪');
    expect(hebrew).toBe(FOLLOW_UP_PHRASES.he.firstOn('פסטרמה', null));
    const indonesian = await followUp(
      SKINCARE,
      {},
      'berapa harga serum niacinamide kak?',
      'Serum Niacinamide: Rp 89.000',
    );
    expect(indonesian).toBe(FOLLOW_UP_PHRASES.id.firstOn('Serum Niacinamide', null));
  });

  test('fits the stage and the place', async () => {
    expect(await followUp(BAKERY, { stage: 'greeting' }, 'Hello!', 'Hi!')).toBe(FOLLOW_UP_PHRASES.en.first(null));
    expect(await followUp(BAKERY, { stage: 'closing' }, 'Hello!', 'Hi!')).toBe(FOLLOW_UP_PHRASES.en.firstToClose(null));
    expect(await followUp(BAKERY, { position: 2 }, 'Hello!', 'Hi!')).toBe(FOLLOW_UP_PHRASES.en.later(null));
    expect(await followUp(BAKERY, { stage: 'farewell' }, 'Thanks, bye', 'Bye!')).toContain(BAKERY.shop['name']);
  });

  test('says the shop’s own words as they are', async () => {
    const words = 'Say "cheese" – our new one is in: come & taste!';
    expect(await followUp(BAKERY, { words }, 'Hello!', 'Hi!')).toBe(words);
  });
});
