import type { FakeReply } from '#tests/fakes/models/fake-reply.ts';
import { onlyModelEnv, startScriptedModel } from '#tests/providers/scripted-model.ts';
import type { ScriptedAnswer, ScriptedModel } from '#tests/providers/scripted-model.ts';
import { settled } from '#tests/support/chat-record.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { ordersUnlikeReceipts } from '#tests/support/orders-as-receipted.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import type { TelegramCustomer } from '#tests/support/telegram-customer.ts';

/*
 * A model that says it has done what it has not, in three languages and over the wire of both providers. The customer
 * has a pending order and asks to cancel it; what the model says then is checked before anybody reads it.
 */

interface Talk {
  readonly tenant: string;
  readonly language: string;
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
  const chats: number[] = [];

  beforeAll(async () => {
    model = await startScriptedModel(provider);
    stack = await startStack({ env: onlyModelEnv(model), tenant: quickTenant() });
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    await model.server.close();
  });
  afterEach(() => expect(model.server.violations).toEqual([]));

  /** A customer of the shop with one pending order. */
  const withOrder = async (talk: Talk): Promise<{ customer: TelegramCustomer; number: string }> => {
    const chatId = 7_100 + chats.length;
    chats.push(chatId);
    const customer = await stack.customer(talk.tenant, chatId, talk.language);
    const input = { items: [{ product: talk.product, quantity: 1 }], delivery_address: 'Street 12' };
    model.expect({ toolCalls: [model.call('create_order', input)] }, ({ toolResult }) =>
      words(talk.placed(numberIn(toolResult))),
    );
    const reply = await customer.ask(talk.wants, 60_000);
    await settled(stack, chatId, 1);
    return { customer, number: String(/\d{4}/.exec(reply)?.[0]) };
  };
  const ask = async (customer: TelegramCustomer, text: string, ...answers: readonly ScriptedAnswer[]) => {
    model.expect(...answers);
    const reply = await customer.ask(text, 60_000);
    return { reply, asked: model.asked };
  };
  const onRecord = async ({ chatId }: TelegramCustomer) => {
    const of = `FROM conversations c JOIN contact_identities i ON (i.tenant_id, i.id) = (c.tenant_id, c.identity_id)`;
    const [row] = await stack.sql<{ status: string; drafts: string[]; handoffs: string[]; orders: string[] }>(
      `SELECT c.status,
         (SELECT array_agg(s.kind ORDER BY s.step) FROM turn_steps s WHERE s.conversation_id = c.id AND s.turn = 2) AS drafts,
         (SELECT coalesce(array_agg(h.reason || ' by ' || h.requested_by), '{}') FROM handoffs h WHERE h.conversation_id = c.id) AS handoffs,
         (SELECT array_agg(o.status ORDER BY o.number) FROM orders o WHERE o.conversation_id = c.id) AS orders
       ${of} WHERE i.recipient = $1`,
      [String(chatId)],
    );
    return row;
  };

  describe.each(TALKS)('in $language', (talk) => {
    it('for ever: nobody reads it, a person is asked for, the order stays', async () => {
      const { customer } = await withOrder(talk);
      const { reply, asked } = await ask(customer, talk.cancel, ...talk.lies.map(words));
      expect(asked).toHaveLength(3);
      for (const corrected of asked.slice(1)) expect(corrected.userText).toMatch(/^<correction>\n.+\n<\/correction>$/s);
      expect(reply).toMatch(talk.apology);
      const record = await settled(stack, customer.chatId, 2);
      expect(record).toMatchObject({ outcomes: ['answered', 'safe_reply'], got: 2 });
      expect(await onRecord(customer)).toEqual({
        status: 'waiting',
        drafts: ['violation', 'violation', 'violation', 'reply'],
        handoffs: ['claims by gate'],
        orders: ['pending'],
      });
      const told = stack.telegram.messagesTo(customer.chatId).map(({ text }) => text);
      for (const lie of talk.lies) expect(told.join('\n')).not.toContain(lie);
    });

    it('then doing what it said: the truth is told, the order is cancelled', async () => {
      const { customer, number } = await withOrder(talk);
      const cancel = { toolCalls: [model.call('cancel_order', { order_number: Number(number) })] };
      const { reply } = await ask(customer, talk.cancel, words(talk.lies[0]), cancel, words(talk.done(number)));
      expect(reply).toBe(talk.done(number));
      await settled(stack, customer.chatId, 2);
      expect(await onRecord(customer)).toEqual({
        status: 'bot',
        drafts: ['violation', 'tools', 'reply'],
        handoffs: [],
        orders: ['cancelled'],
      });
    });

    it('then owning up: that is told, the order stays', async () => {
      const { customer, number } = await withOrder(talk);
      const { reply, asked } = await ask(
        customer,
        talk.cancel,
        words(talk.lies[1]),
        words(talk.lies[2]),
        words(talk.admits(number)),
      );
      expect(asked).toHaveLength(3);
      expect(reply).toBe(talk.admits(number));
      await settled(stack, customer.chatId, 2);
      expect(await onRecord(customer)).toEqual({
        status: 'bot',
        drafts: ['violation', 'violation', 'reply'],
        handoffs: [],
        orders: ['pending'],
      });
    });

    it('about another order than it cancelled: caught as well', async () => {
      const { customer, number } = await withOrder(talk);
      const cancel = { toolCalls: [model.call('cancel_order', { order_number: Number(number) })] };
      const other = talk.done(String(Number(number) + 500));
      const { reply } = await ask(customer, talk.cancel, cancel, words(other), words(talk.done(number)));
      expect(reply).toBe(talk.done(number));
      await settled(stack, customer.chatId, 2);
      expect(await onRecord(customer)).toMatchObject({
        drafts: ['tools', 'violation', 'reply'],
        orders: ['cancelled'],
      });
    });
  });

  it('leaves a record in which everything has its cause, once', async () => {
    expect(await violations(stack, chats)).toEqual(NONE);
    expect(await ordersUnlikeReceipts(stack)).toEqual([]);
  });
});
