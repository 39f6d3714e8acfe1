import type { FakeReply } from '#tests/fakes/models/fake-reply.ts';
import { spoilOrders } from '#tests/support/faulty-orders.ts';
import type { FaultyOrders } from '#tests/support/faulty-orders.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { ordersUnlikeReceipts } from '#tests/support/orders-as-receipted.ts';
import { asker, turnRecord } from './asker.ts';
import type { Mode } from './asker.ts';
import { ORDINARY } from './scripted-model.ts';
import type { ScriptedAnswer } from './scripted-model.ts';
import { ALONE, startShopOfFaults } from './shop-of-faults.ts';
import type { ShopOfFaults } from './shop-of-faults.ts';

/*
 * Models that never come to an end, stutter, break off or say nothing, and a database that fails below a tool: every
 * turn ends in words, and in no more orders than receipts.
 */

const ASKED = 'One challah please, to 12 Oak Street';
const order = (address = '12 Oak Street', product = 'Challah') => ({
  items: [{ product, quantity: 1 }],
  delivery_address: address,
});
/** Words that may follow any failure: they blame nobody and show nothing of us. */
const APOLOGY = /^I'm sorry, .*I have asked a person from our team/s;

describe.each([
  ['openai', 'stream'],
  ['anthropic', 'whole'],
] as const)('%s (%s) that goes astray', (provider, mode: Mode) => {
  let shop: ShopOfFaults;
  let faulty: FaultyOrders;

  beforeAll(async () => {
    shop = await startShopOfFaults({ MODEL_TIMEOUT_MS: '15000' });
    faulty = await spoilOrders(shop.stack);
  }, 120_000);
  afterAll(() => shop.stop());

  const call = (name: string, input: unknown, id?: string) => ({
    ...shop.models[provider].call(name, input),
    ...(id !== undefined && { id }),
  });
  const calls = (...toolCalls: readonly ReturnType<typeof call>[]): FakeReply => ({ toolCalls });
  const create = (input = order()) => calls(call('create_order', input));
  const orders = () => calls(call('get_customer_orders', {}));
  const search = (query = 'challah') => calls(call('search_products', { query }));
  const quotesOrder: ScriptedAnswer = ({ toolResult }) => ({
    text: `Thank you! Your order #${String(/"number":(\d+)/.exec(toolResult)?.[1])} is placed.\n<stage>closing</stage>`,
  });
  const forever = (...turns: readonly (() => FakeReply)[]): ScriptedAnswer[] =>
    Array.from({ length: 40 }, (_, index) => turns[index % turns.length] ?? orders);

  const ask = async (...answers: readonly ScriptedAnswer[]) => {
    const model = shop.models[provider];
    const say = asker(shop.stack, ALONE[provider], mode);
    model.expect(...answers);
    const told = await say(ASKED);
    const { asked } = model;
    model.expect();
    // Whatever it was, the next message is answered as if it had not been.
    expect((await say('Anything sweet today?')).reply).toBe(ORDINARY);
    const paid = await shop.stack.sql<{ calls: number }>(
      `SELECT count(*)::int AS calls FROM usage_events WHERE conversation_id = $1 AND turn = 1 AND purpose = 'reply'`,
      [told.conversationId],
    );
    return { told, asked, paid: paid[0]?.calls, ...(await turnRecord(shop.stack, told.conversationId)) };
  };
  type Played = Awaited<ReturnType<typeof ask>>;
  const expectApology = (played: Played, reason: string) => {
    expect(played.told.reply).toMatch(APOLOGY);
    expect(played.told.status).toBe('waiting');
    expect(played.outcomes).toEqual(['safe_reply', 'answered']);
    expect(played.handoffs).toEqual([{ reason, by: 'failure' }]);
    expect(played.said).toEqual([played.told.reply, ORDINARY]);
  };
  const expectOneOrder = (played: Played) => {
    expect(played.orders).toEqual(['1 Challah']);
    expect(played.told.reply).toMatch(/^Thank you! Your order #1\d\d\d is placed\.$/);
    expect(played.outcomes).toEqual(['answered', 'answered']);
    expect(played.handoffs).toEqual([]);
  };

  describe('endless', () => {
    it('the same call again and again: ends after eight calls, all paid for', async () => {
      const played = await ask(...forever(() => search()));
      expectApology(played, 'steps');
      expect(played.asked).toHaveLength(8);
      expect(played.paid).toBe(8);
      expect(played.receipts).toHaveLength(8);
    });

    it('two calls in turn: ends after eight calls', async () => {
      const played = await ask(...forever(orders, () => search()));
      expectApology(played, 'steps');
      expect(played.receipts.map(({ tool }) => tool)).toEqual(
        Array.from({ length: 4 }, () => ['get_customer_orders', 'search_products']).flat(),
      );
    });

    it('after an order: keeps the order, says that a person will look', async () => {
      const played = await ask(create(), ...forever(orders, () => search()));
      expectApology(played, 'steps');
      expect(played.orders).toEqual(['1 Challah']);
      expect(played.told.reply).not.toMatch(/placed|order #/i);
    });
  });

  describe('doing the same again and again', () => {
    it('an order: it is placed once', async () => {
      const played = await ask(...forever(() => create()));
      expectApology(played, 'steps');
      expect(played.orders).toEqual(['1 Challah']);
      expect(played.receipts.map(({ code }) => code)).toEqual([
        null,
        ...Array.from({ length: 7 }, () => 'already_done'),
      ]);
    });

    it('an order, twice in one answer under two ids: it is placed once', async () => {
      const played = await ask(calls(call('create_order', order()), call('create_order', order())), (request) => ({
        text: `Your order #${String(/\\*"number\\*":(\d+)/.exec(request.toolResult)?.[1])} is placed.`,
      }));
      expect(played.orders).toEqual(['1 Challah']);
      expect(played.told.reply).toMatch(/^Your order #1\d\d\d is placed\.$/);
    });

    it('an addition to an order: it is added once', async () => {
      const add: ScriptedAnswer = ({ body }) => {
        const number = Number(/"number\\*":(\d+)/.exec(JSON.stringify(body['messages']))?.[1]);
        const input = { order_number: number, add_items: [{ product: 'Baguette', quantity: 1 }] };
        return calls(call('update_order', input));
      };
      const played = await ask(create(), add, add, add, { text: 'A challah and a baguette it is.' });
      expect(played.orders).toEqual(['1 Challah, 1 Baguette']);
    });

    it('what was undone in between is done again', async () => {
      const cancel: ScriptedAnswer = ({ body }) => {
        const number = Number(/"number\\*":(\d+)/.exec(JSON.stringify(body['messages']))?.[1]);
        return calls(call('cancel_order', { order_number: number }));
      };
      const played = await ask(create(), cancel, create(), { text: 'We have it.' });
      expect(played.orders).toEqual(['1 Challah', '1 Challah']);
      expect(played.receipts.every(({ ok }) => ok)).toBe(true);
    });
  });

  describe('stuttering', () => {
    it('one id for the same call twice in an answer: one order', async () => {
      const played = await ask(
        calls(call('create_order', order(), 'call_1'), call('create_order', order(), 'call_1')),
        quotesOrder,
      );
      expectOneOrder(played);
      expect(played.receipts).toHaveLength(1);
    });

    it('one id for two different calls in an answer: both run, each once', async () => {
      const both = calls(
        call('create_order', order(), 'call_1'),
        call('create_order', order('12 Oak Street', 'Baguette'), 'call_1'),
      );
      const played = await ask(both, { text: 'Both orders are placed, thank you!' });
      expect(played.orders).toEqual(['1 Challah', '1 Baguette']);
      expect(played.receipts).toHaveLength(2);
      expect(played.told.reply).toBe('Both orders are placed, thank you!');
    });

    it('the same id in every answer: each call runs', async () => {
      const counted = (name: string, input: unknown) => calls(call(name, input, 'call_1'));
      const played = await ask(
        counted('search_products', { query: 'challah' }),
        counted('create_order', order()),
        counted('get_customer_orders', {}),
        quotesOrder,
      );
      expectOneOrder(played);
      expect(played.receipts.map(({ tool }) => tool)).toEqual([
        'search_products',
        'create_order',
        'get_customer_orders',
      ]);
    });

    it.each(['functions.create_order:0', 'x'.repeat(500)])(
      'an id that no provider takes back (%#): one order',
      async (id) => {
        expectOneOrder(await ask(calls(call('create_order', order(), id)), quotesOrder));
      },
    );

    it('twelve calls in an answer: eight run', async () => {
      const played = await ask(
        calls(...Array.from({ length: 12 }, (_, index) => call('search_products', { query: `loaf ${index}` }))),
        { text: 'We have challah.' },
      );
      expect(played.receipts).toHaveLength(8);
      expect(played.told.reply).toBe('We have challah.');
    });

    it('forty calls in an answer: none runs', async () => {
      const many = calls(...Array.from({ length: 40 }, () => call('create_order', order())));
      const played = await ask(many, many, many);
      expectApology(played, 'model_failed');
      expect(played.asked).toHaveLength(2);
      expect(played.receipts).toEqual([]);
    });
  });

  it('a call with 300 kB of arguments, always: none runs', async () => {
    const huge = create({ ...order(), delivery_address: 'x'.repeat(300_000) });
    const played = await ask(huge, huge, huge);
    expectApology(played, 'model_failed');
    expect(played.asked).toHaveLength(2);
    expect(played.receipts).toEqual([]);
  });

  describe('breaking off', () => {
    it.each([undefined, 'I am placing your order now.'])(
      'in a tool call, after the words %j: asked again',
      async (text) => {
        const cut: FakeReply = { ...create(), finish: 'length', ...(text !== undefined && { text }) };
        const played = await ask(cut, create(), quotesOrder);
        expectOneOrder(played);
        expect(played.receipts).toHaveLength(1);
        expect(played.asked).toHaveLength(3);
      },
    );

    it('in a tool call, always: nothing of it is run or said', async () => {
      const cut: FakeReply = { ...create(), finish: 'length', text: 'I am placing your order now.' };
      const played = await ask(cut, cut, cut);
      expectApology(played, 'model_failed');
      expect(played.asked).toHaveLength(2);
      expect(played.receipts).toEqual([]);
    });
  });

  describe('saying nothing', () => {
    it.each(['', '<stage>opening</stage>', '<thinking>They want bread.</thinking>'])(
      '%j once: asked again',
      async (text) => {
        const played = await ask({ text }, { text: 'Challah is $9.00.' });
        expect(played.told.reply).toBe('Challah is $9.00.');
        expect(played.asked).toHaveLength(2);
      },
    );

    it.each(['', '<stage>opening</stage>', '<thinking>They want bread.</thinking>'])('%j always', async (text) => {
      const played = await ask({ text }, { text }, { text });
      expectApology(played, 'model_failed');
      expect(played.asked).toHaveLength(2);
    });

    it('a refusal without words', async () => {
      const refusal: FakeReply = { text: '', finish: 'refusal' };
      expectApology(await ask(refusal, refusal, refusal), 'model_failed');
    });

    it('a refusal with words and a tool call: the words are said, the call is not run', async () => {
      const played = await ask({ ...create(), text: "I can't help with that.", finish: 'refusal' });
      expect(played.told.reply).toBe("I can't help with that.");
      expect(played.receipts).toEqual([]);
      expect(played.orders).toEqual([]);
    });
  });

  describe('over a database that fails', () => {
    it.each([
      ['P0001', 5],
      ['23514', 1],
    ])('in the tool, always (%s): gives up after %d tries, without order or receipt', async (code, tries) => {
      const played = await ask(create(order(`fail ${code}`)));
      expectApology(played, 'tool_failed');
      expect(await faulty.tries()).toBe(tries);
      expect(played.asked).toHaveLength(1);
      expect(played.receipts).toEqual([]);
      expect(played.orders).toEqual([]);
    });

    it.each(['P0001', '40P01'])('in the tool, twice (%s): one order in the end', async (code) => {
      const played = await ask(create(order(`fail ${code} twice`)), quotesOrder);
      expectOneOrder(played);
      expect(await faulty.tries()).toBe(3);
      expect(played.receipts).toHaveLength(1);
    });
  });

  it('leaves an order table that says what the receipts say', async () => {
    expect(await ordersUnlikeReceipts(shop.stack)).toEqual([]);
    expect(await violations(shop.stack)).toEqual(NONE);
    expect(shop.models[provider].server.violations).toEqual([]);
  });
});
