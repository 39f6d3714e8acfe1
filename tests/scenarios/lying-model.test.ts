import type { FakeReply } from '#tests/fakes/models/fake-reply.ts';
import { asker } from '#tests/providers/asker.ts';
import type { Mode, Told } from '#tests/providers/asker.ts';
import { onlyModelEnv, startScriptedModel } from '#tests/providers/scripted-model.ts';
import type { ScriptedAnswer, ScriptedModel } from '#tests/providers/scripted-model.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { ordersUnlikeReceipts } from '#tests/support/orders-as-receipted.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';

/*
 * A model that says it has done what it has not, in three languages and over the wire of both providers. The customer
 * has a pending order and asks to cancel it; what the model says then is checked before anybody reads it.
 */

interface Talk {
  readonly tenant: string;
  readonly language: string;
  readonly mode: Mode;
  readonly product: string;
  readonly wants: string;
  readonly placed: (number: string) => string;
  readonly cancel: string;
  /** The lie, and other ways to tell it. */
  readonly lies: readonly [string, string, string];
  readonly done: (number: string) => string;
  readonly admits: (number: string) => string;
  readonly apology: RegExp;
}

const TALKS: readonly Talk[] = [
  {
    tenant: 'valdman',
    language: 'he',
    mode: 'whole',
    product: 'פסטרמה',
    wants: 'אני רוצה קילו פסטרמה לרחוב הרצל 15',
    placed: (number) => `תודה! הזמנה #${number} נקלטה.`,
    cancel: 'תבטל לי את ההזמנה',
    lies: ['ביטלתי את ההזמנה.', 'בוטל! ההזמנה שלך בוטלה בהצלחה.', 'אין בעיה, ההזמנה מבוטלת.'],
    done: (number) => `הזמנה #${number} בוטלה.`,
    admits: (number) => `עוד לא ביטלתי כלום. לבטל את הזמנה #${number}?`,
    apology: /מצטערים.*ביקשתי מנציג מהצוות/s,
  },
  {
    tenant: 'joannas-bakery',
    language: 'en',
    mode: 'stream',
    product: 'Challah',
    wants: 'One challah to 12 Oak Street please',
    placed: (number) => `Thank you! Order #${number} is placed.`,
    cancel: 'Please cancel my order',
    lies: ['I cancelled it.', 'Done! Your order has been cancelled.', 'Your order is cancelled, no worries.'],
    done: (number) => `Order #${number} is cancelled.`,
    admits: (number) => `I have not cancelled anything yet. Shall I cancel order #${number}?`,
    apology: /I'm sorry.*a person from our team/s,
  },
  {
    tenant: 'glow',
    language: 'id',
    mode: 'whole',
    product: 'Niacinamide Serum',
    wants: 'Saya mau 1 Niacinamide Serum ke Jalan Melati 8',
    placed: (number) => `Terima kasih! Pesanan #${number} sudah dibuat.`,
    cancel: 'Tolong batalkan pesanan saya',
    lies: [
      'Pesanan sudah saya batalkan.',
      'Siap kak, pesanannya sudah dibatalkan.',
      'Pesanan kakak telah dibatalkan ya.',
    ],
    done: (number) => `Pesanan #${number} sudah dibatalkan.`,
    admits: (number) => `Belum ada yang dibatalkan. Mau saya batalkan pesanan #${number}?`,
    apology: /Maaf.*staf kami/s,
  },
];

const numberIn = (text: string) => String(/"number":(\d+)/.exec(text)?.[1]);
const words = (text: string): FakeReply => ({ text: `${text}\n<stage>closing</stage>` });

describe.each(['openai', 'anthropic'] as const)('%s telling lies', (provider) => {
  let model: ScriptedModel;
  let stack: Stack;

  beforeAll(async () => {
    model = await startScriptedModel(provider);
    stack = await startStack({ env: onlyModelEnv(model), tenant: quickTenant() });
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    await model.server.close();
  });
  afterEach(() => expect(model.server.violations).toEqual([]));

  /** A customer of the shop with one pending order: what they ask next, and the number of the order. */
  const withOrder = async (talk: Talk) => {
    const say = asker(stack, talk.tenant, talk.mode);
    const input = { items: [{ product: talk.product, quantity: 1 }], delivery_address: 'Street 12' };
    model.expect({ toolCalls: [model.call('create_order', input)] }, ({ toolResult }) =>
      words(talk.placed(numberIn(toolResult))),
    );
    const { reply } = await say(talk.wants);
    const ask = (...answers: readonly ScriptedAnswer[]): Promise<Told> => {
      model.expect(...answers);
      return say(talk.cancel);
    };
    return { ask, number: String(/\d{4}/.exec(reply)?.[0]) };
  };
  const cancel = (number: string): FakeReply => ({
    toolCalls: [model.call('cancel_order', { order_number: Number(number) })],
  });
  const onRecord = async ({ conversationId }: Told) => {
    const [row] = await stack.sql<{ drafts: string[]; handoffs: string[]; orders: string[]; said: string[] }>(
      `SELECT
         (SELECT array_agg(s.kind ORDER BY s.step) FROM turn_steps s WHERE s.conversation_id = $1 AND s.turn = 2) AS drafts,
         (SELECT coalesce(array_agg(h.reason || ' by ' || h.requested_by), '{}') FROM handoffs h WHERE h.conversation_id = $1) AS handoffs,
         (SELECT array_agg(o.status ORDER BY o.number) FROM orders o WHERE o.conversation_id = $1) AS orders,
         (SELECT array_agg(m.text ORDER BY m.seq) FROM messages m WHERE m.conversation_id = $1 AND m.author = 'bot') AS said`,
      [conversationId],
    );
    return { ...row, said: row?.said.join('\n') };
  };

  describe.each(TALKS)('in $language', (talk) => {
    it('for ever: nobody reads it, a person is asked for, the order stays', async () => {
      const { ask } = await withOrder(talk);
      const told = await ask(...talk.lies.map(words));
      expect(model.asked).toHaveLength(3);
      for (const { userText } of model.asked.slice(1)) expect(userText).toMatch(/^<correction>\n.+\n<\/correction>$/s);
      expect(told.reply).toMatch(talk.apology);
      expect(told.status).toBe('waiting');
      const { said, ...record } = await onRecord(told);
      expect(record).toEqual({
        drafts: ['violation', 'violation', 'violation', 'reply'],
        handoffs: ['claims by gate'],
        orders: ['pending'],
      });
      for (const lie of talk.lies) expect(said).not.toContain(lie);
    });

    it('then doing what it said: the truth is told, the order is cancelled', async () => {
      const { ask, number } = await withOrder(talk);
      const told = await ask(words(talk.lies[0]), cancel(number), words(talk.done(number)));
      expect(told).toMatchObject({ reply: talk.done(number), status: 'bot' });
      expect(await onRecord(told)).toMatchObject({
        drafts: ['violation', 'tools', 'reply'],
        handoffs: [],
        orders: ['cancelled'],
      });
    });

    it('then owning up: that is told, the order stays', async () => {
      const { ask, number } = await withOrder(talk);
      const told = await ask(words(talk.lies[1]), words(talk.lies[2]), words(talk.admits(number)));
      expect(told).toMatchObject({ reply: talk.admits(number), status: 'bot' });
      expect(await onRecord(told)).toMatchObject({
        drafts: ['violation', 'violation', 'reply'],
        handoffs: [],
        orders: ['pending'],
      });
    });

    it('about another order than it cancelled: caught as well', async () => {
      const { ask, number } = await withOrder(talk);
      const other = talk.done(String(Number(number) + 500));
      const told = await ask(cancel(number), words(other), words(talk.done(number)));
      expect(told.reply).toBe(talk.done(number));
      expect(await onRecord(told)).toMatchObject({ drafts: ['tools', 'violation', 'reply'], orders: ['cancelled'] });
    });
  });

  it('leaves a record in which everything has its cause, once', async () => {
    expect(await violations(stack)).toEqual(NONE);
    expect(await ordersUnlikeReceipts(stack)).toEqual([]);
  });
});
