import { visitor } from '#tests/chat/visitor.ts';
import type { FakeReply } from '#tests/fakes/models/fake-reply.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { ordersUnlikeReceipts } from '#tests/support/orders-as-receipted.ts';
import { ORDINARY } from './scripted-model.ts';
import type { ScriptedAnswer } from './scripted-model.ts';
import { startShopOfFaults, WITH_FALLBACK } from './shop-of-faults.ts';
import type { ShopOfFaults } from './shop-of-faults.ts';

/*
 * What a turn costs and who answered it, to the token and the nano-dollar, and how a list of models is gone through
 * within one turn. Prices a million tokens: gpt-4o-mini $0.15/$0.60, claude-haiku-4-5 $1/$5.
 */

const NANO_PER_TOKEN = {
  openai: { model: 'gpt-4o-mini', input: 150, output: 600 },
  anthropic: { model: 'claude-haiku-4-5', input: 1_000, output: 5_000 },
} as const;
type Provider = keyof typeof NANO_PER_TOKEN;

const ORDER = { items: [{ product: 'Challah', quantity: 1 }], delivery_address: '12 Oak Street' };
const refused: FakeReply = { fault: { kind: 'status', status: 401 } };

/** One row of `usage_events`, as it must be. */
const row = (key: string, provider: Provider, input: number, output: number, source = 'exact', model?: string) => ({
  key,
  purpose: 'reply',
  provider,
  model: model ?? NANO_PER_TOKEN[provider].model,
  input,
  output,
  nano: input * NANO_PER_TOKEN[provider].input + output * NANO_PER_TOKEN[provider].output,
  source,
});

let shop: ShopOfFaults;
beforeAll(async () => {
  shop = await startShopOfFaults({ MODEL_TIMEOUT_MS: '15000' });
}, 120_000);
afterAll(() => shop.stop());

const rowsOf = (conversationId: string) =>
  shop.stack.sql(
    `SELECT key, purpose, provider, model, input_tokens::int AS input, output_tokens::int AS output,
       cost_nano_usd::float8 AS nano, price_source AS source
     FROM usage_events WHERE conversation_id = $1 ORDER BY created_at, key`,
    [conversationId],
  );
const use = (reply: FakeReply, inputTokens: number, outputTokens: number): FakeReply => ({
  ...reply,
  usage: { inputTokens, outputTokens },
});
const quotesOrder =
  (inputTokens: number, outputTokens: number): ScriptedAnswer =>
  ({ body }) => {
    const number = /\\"number\\":(\d+)/.exec(JSON.stringify(body['messages']))?.[1];
    return use({ text: `Order #${String(number)} is placed.` }, inputTokens, outputTokens);
  };

describe.each(['openai', 'anthropic'] as const)('%s', (provider) => {
  const other = provider === 'openai' ? 'anthropic' : 'openai';
  const model = () => shop.models[provider];
  const create = (of: Provider = provider) => ({ toolCalls: [shop.models[of].call('create_order', ORDER)] });
  const person = () => visitor(shop.stack, WITH_FALLBACK[provider]);
  const play = (...answers: readonly ScriptedAnswer[]) => {
    shop.models[other].expect();
    model().expect(...answers);
  };

  it.each(['say', 'follow'] as const)('counts every call of a turn once, lies and all (%s)', async (how) => {
    play(use({ text: 'Your order is placed.' }, 1_001, 11), use(create(), 1_002, 12), quotesOrder(1_003, 13));
    const visit = person();
    await visit[how]('One challah to 12 Oak Street, please');
    const again = await visit.say('Thanks!');
    const [first, second, third, ordinary] = await rowsOf(again.conversation_id);
    expect([first, second, third]).toEqual([
      row('turn:1:1', provider, 1_001, 11),
      row('turn:1:2', provider, 1_002, 12),
      row('turn:1:3', provider, 1_003, 13),
    ]);
    expect(ordinary).toMatchObject({ key: 'turn:2:1', provider });
  });

  it('counts an answer without a word, which is asked for again', async () => {
    play(use({ text: '' }, 1_101, 0), use({ text: 'Hello! What may I bring you?' }, 1_102, 9));
    const answer = await person().say('Hi');
    const paid = await rowsOf(answer.conversation_id);
    expect(paid.map(({ input, output }) => [input, output])).toEqual([
      [1_101, 0],
      [1_102, 9],
    ]);
    expect(paid.map(({ key }) => key)).toEqual([expect.stringMatching(/^turn:1:1:/), 'turn:1:1']);
  });

  it('tells a chat client what the turn cost altogether', async () => {
    play(use(create(), 2_000, 20), quotesOrder(3_000, 30));
    const answer = await person().say('One challah to 12 Oak Street, please');
    const { input, output, model: name } = NANO_PER_TOKEN[provider];
    expect(answer.usage).toEqual({
      provider,
      model: name,
      input_tokens: 5_000,
      output_tokens: 50,
      cost_usd: (5_000 * input + 50 * output) / 1e9,
    });
  });

  it('counts for itself what a provider does not count', async () => {
    play({ text: 'Fresh bread every day.', usage: null });
    const answer = await person().say('Hi');
    const [counted] = await rowsOf(answer.conversation_id);
    expect(counted).toMatchObject({ key: 'turn:1:1', provider, source: 'exact' });
    expect(counted?.['input']).toBeGreaterThan(500);
    expect(counted?.['output']).toBeGreaterThan(2);
  });

  it('refused in the middle of a turn: the next model goes on with the receipts, at its own price', async () => {
    play(use(create(), 1_001, 11), refused);
    shop.models[other].expect(quotesOrder(2_001, 21));
    const visit = person();
    const answer = await visit.say('One challah to 12 Oak Street, please');
    expect(answer.reply).toMatch(/^Order #1\d\d\d is placed\.$/);
    expect(answer.usage.provider).toBe(other);
    expect(shop.models[other].asked[0]?.last).toBe('tool');
    // The refused call has a number, but nothing to pay.
    expect(await rowsOf(answer.conversation_id)).toEqual([
      row('turn:1:1', provider, 1_001, 11),
      row('turn:1:3', other, 2_001, 21),
    ]);
    expect(await orderCount(answer.conversation_id)).toBe(1);
    // The next turn begins with the first model again.
    play();
    expect(await visit.say('Thanks!')).toMatchObject({ reply: ORDINARY, usage: { provider } });
  });

  it('and the other one refused as well: an apology, a person, and nothing to pay', async () => {
    play(refused);
    shop.models[other].expect(refused);
    const visit = person();
    const answer = await visit.say('Hi');
    expect(answer.reply).toMatch(/^I'm sorry, .*a person from our team/s);
    expect(answer.status).toBe('waiting');
    expect(answer.usage).toMatchObject({ input_tokens: 0, output_tokens: 0, cost_usd: 0 });
    expect(await rowsOf(answer.conversation_id)).toEqual([]);
    play();
    expect(await visit.say('Hello?')).toMatchObject({ reply: ORDINARY, status: 'waiting' });
  });

  it.each([
    ['seconds', { retryAfter: '2' }, 2_000],
    ['milliseconds', { retryAfterMs: '1500', retryAfter: '9' }, 1_500],
    ['a date', { retryAfter: () => new Date(Date.now() + 3_000).toUTCString() }, 2_000],
  ] as const)('waits as long as a 429 asks for in %s, then asks once more', async (_unit, given, leastMs) => {
    const { retryAfter } = given;
    play(() => ({
      fault: {
        kind: 'status',
        status: 429,
        ...given,
        retryAfter: typeof retryAfter === 'function' ? retryAfter() : retryAfter,
      },
    }));
    const before = model().server.calls.length;
    const answer = await person().say('Hi');
    expect(answer).toMatchObject({ reply: ORDINARY, usage: { provider } });
    const times = model()
      .server.calls.slice(before)
      // What is asked beside an earlier talk (a summary) is no part of this one.
      .filter(({ body }) => !JSON.stringify(body).includes('<job>'))
      .map(({ at }) => Date.parse(at));
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(leastMs);
    expect(shop.models[other].asked).toEqual([]);
  });

  it('a 429 in the middle of a turn: waits, keeps the order, asks with the receipt', async () => {
    play(create(), { fault: { kind: 'status', status: 429, retryAfter: '1' } }, quotesOrder(10, 1));
    const answer = await person().say('One challah to 12 Oak Street, please');
    expect(answer.reply).toMatch(/^Order #1\d\d\d is placed\.$/);
    expect(model().asked.map(({ last }) => last)).toEqual(['user', 'tool', 'tool']);
    expect(await orderCount(answer.conversation_id)).toBe(1);
  });

  it('leaves a record in which everything has its cause, once', async () => {
    expect(await violations(shop.stack)).toEqual(NONE);
    expect(await ordersUnlikeReceipts(shop.stack)).toEqual([]);
    expect(model().server.violations).toEqual([]);
  });
});

describe('models without a price of their own', () => {
  it.each([
    ['openai', 'gpt-4o-mini-2024-07-18', 'prefix', 150, 600],
    ['openai', 'gpt-99-turbo', 'provider_default', 5_000, 30_000],
    ['anthropic', 'claude-haiku-4-5-20251001', 'prefix', 1_000, 5_000],
    ['anthropic', 'claude-rhyme-9', 'provider_default', 5_000, 25_000],
  ] as const)('%s %s: priced by %s', async (provider, name, source, input, output) => {
    await useModel(WITH_FALLBACK[provider], { provider, model: name });
    shop.models[provider].expect(use({ text: 'Fresh bread every day.' }, 1_234, 56));
    const answer = await visitor(shop.stack, WITH_FALLBACK[provider]).say('Hi');
    expect(await rowsOf(answer.conversation_id)).toEqual([
      { ...row('turn:1:1', provider, 1_234, 56, source, name), nano: 1_234 * input + 56 * output },
    ]);
    expect(shop.models[provider].asked[0]?.body['model']).toBe(name);
  });
});

async function orderCount(conversationId: string): Promise<number> {
  return (await shop.stack.sql('SELECT FROM orders WHERE conversation_id = $1', [conversationId])).length;
}

/** What staff do in the settings: the tenant's list becomes this one model. */
async function useModel(slug: string, ref: { readonly provider: string; readonly model: string }): Promise<void> {
  const rows = await shop.stack.sql(
    `UPDATE tenants SET settings = jsonb_set(settings, '{models}', $2::jsonb) WHERE slug = $1 RETURNING id`,
    [slug, JSON.stringify([ref])],
  );
  expect(rows).toHaveLength(1);
}
