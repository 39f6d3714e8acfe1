import { visitor } from '#tests/chat/visitor.ts';
import { recordsOf } from '#tests/fakes/models/fake-dialect.ts';
import type { FakeReply, FakeRequest } from '#tests/fakes/models/fake-reply.ts';
import { onlyModelEnv, startScriptedModel } from '#tests/providers/scripted-model.ts';
import type { ScriptedAnswer, ScriptedModel } from '#tests/providers/scripted-model.ts';
import { settled } from '#tests/support/chat-record.ts';
import { spoilOrders } from '#tests/support/faulty-orders.ts';
import type { FaultyOrders } from '#tests/support/faulty-orders.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { ordersUnlikeReceipts } from '#tests/support/orders-as-receipted.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import type { TelegramCustomer } from '#tests/support/telegram-customer.ts';

/*
 * Customers who write on while the model thinks, while a tool runs and while a reply is being sent, over the wire of
 * both providers. The model answers nothing until it is cut off, and the order is written when the test says so: no
 * case depends on how fast this machine is.
 */

const FIRST = 'One challah please';
const SECOND = 'Oh, and do you have rye as well?';
/** Accepts the call and never answers it. */
const SILENCE: FakeReply = { fault: { kind: 'hang' } };
const words = (text: string): FakeReply => ({ text: `${text}\n<stage>consultation</stage>` });
/** The messages of a call as the model was given them, without the shop's own prompt. */
const shown = (request: FakeRequest | undefined) =>
  JSON.stringify(recordsOf(request?.body['messages']).filter(({ role }) => role !== 'system'));

describe.each(['openai', 'anthropic'] as const)('interrupting %s', (provider) => {
  let model: ScriptedModel;
  let stack: Stack;
  let orders: FaultyOrders;
  const chats: number[] = [];

  beforeAll(async () => {
    model = await startScriptedModel(provider);
    const env = { ...onlyModelEnv(model), MODEL_TIMEOUT_MS: '60000' };
    stack = await startStack({ env, tenant: quickTenant() });
    orders = await spoilOrders(stack);
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    await model.server.close();
  });
  afterEach(() => expect(model.server.violations).toEqual([]));

  const newCustomer = async (): Promise<TelegramCustomer> => {
    const chatId = 7_500 + chats.length;
    chats.push(chatId);
    return stack.customer('joannas-bakery', chatId, 'en');
  };
  /** Plays these answers; the result reads the calls since then as the server saw them. */
  const script = (...answers: readonly ScriptedAnswer[]) => {
    const before = model.server.calls.length;
    model.expect(...answers);
    return () => model.server.calls.slice(before);
  };
  const asked = (count: number) => until(`call ${count} of the model`, 30_000, () => model.asked.length >= count);
  const create = (address: string): FakeReply => ({
    toolCalls: [
      model.call('create_order', { items: [{ product: 'Challah', quantity: 1 }], delivery_address: address }),
    ],
  });
  const placed = (request: FakeRequest) =>
    words(`Order #${String(/"?number\\*"?:(\d+)/.exec(shown(request))?.[1])} is placed.`);
  const record = async (chatId: number) => {
    const [row] = await stack.sql<{ receipts: string[]; orders: string[]; paid: number }>(
      `SELECT
         (SELECT coalesce(array_agg(r.tool ORDER BY r.step, r.created_at), '{}') FROM tool_receipts r WHERE r.conversation_id = c.id) AS receipts,
         (SELECT coalesce(array_agg(o.status ORDER BY o.number), '{}') FROM orders o WHERE o.conversation_id = c.id) AS orders,
         (SELECT count(*)::int FROM usage_events u WHERE u.conversation_id = c.id AND u.purpose = 'reply') AS paid
       FROM conversations c JOIN contact_identities i ON (i.tenant_id, i.id) = (c.tenant_id, c.identity_id) WHERE i.recipient = $1`,
      [String(chatId)],
    );
    return row;
  };

  it('while it thinks: the call is cut off, one reply saw both messages', async () => {
    const calls = script(SILENCE, words('Challah and rye, both fresh.'));
    const customer = await newCustomer();
    await customer.write(FIRST);
    await asked(1);
    await customer.write(SECOND);
    expect(await customer.received(1, 60_000)).toEqual(['Challah and rye, both fresh.']);
    await until('the first call to be cut off', 30_000, () => calls()[0]?.aborted === true);
    expect(calls().map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(shown(model.asked[0])).not.toContain(SECOND);
    for (const text of [FIRST, SECOND]) expect(shown(model.asked[1])).toContain(text);
    expect(await settled(stack, customer.chatId, 2)).toMatchObject({
      turns: 1,
      outcomes: ['answered'],
      replies: 1,
      got: 1,
    });
    expect(await record(customer.chatId)).toEqual({ receipts: [], orders: [], paid: 1 });
  });

  it('twice while it thinks: both calls are cut off, one reply saw all three', async () => {
    const calls = script(SILENCE, SILENCE, words('Challah, rye and rolls.'));
    const customer = await newCustomer();
    await customer.write(FIRST);
    await asked(1);
    await customer.write(SECOND);
    await asked(2);
    await customer.write('And rolls?');
    await customer.received(1, 60_000);
    await until('two calls to be cut off', 30_000, () => calls().filter(({ aborted }) => aborted).length === 2);
    for (const text of [FIRST, SECOND, 'And rolls?']) expect(shown(model.asked[2])).toContain(text);
    expect(await settled(stack, customer.chatId, 3)).toMatchObject({ turns: 1, replies: 1, got: 1 });
  });

  it('while a tool runs: the order stands, the next draft has its receipt and the message', async () => {
    // Whether the draft after the tool had begun when the message came, is up to the server; it never ends then.
    const afterTool = (request: FakeRequest) => (shown(request).includes(SECOND) ? placed(request) : SILENCE);
    script(create(`wait ${provider} tool`), afterTool, afterTool);
    const customer = await newCustomer();
    await customer.write(FIRST);
    await orders.waiting(`${provider} tool`);
    await customer.write(SECOND);
    await orders.release(`${provider} tool`);
    const [reply] = await customer.received(1, 60_000);
    expect(reply).toMatch(/^Order #1\d\d\d is placed\.$/);
    expect(await settled(stack, customer.chatId, 2)).toMatchObject({ turns: 1, replies: 1, got: 1, orders: 1 });
    expect(await record(customer.chatId)).toMatchObject({ receipts: ['create_order'], orders: ['pending'] });
  });

  it('while a tool runs, to take it back: it is done, then undone', async () => {
    const never = 'No wait, cancel that!';
    const afterTool = (request: FakeRequest): FakeReply => {
      if (!shown(request).includes(never)) return SILENCE;
      const number = Number(/"?number\\*"?:(\d+)/.exec(shown(request))?.[1]);
      return { toolCalls: [model.call('cancel_order', { order_number: number })] };
    };
    const last: ScriptedAnswer = (request) =>
      shown(request).includes('cancelled') ? words('It is cancelled.') : afterTool(request);
    script(create(`wait ${provider} undo`), afterTool, last, last);
    const customer = await newCustomer();
    await customer.write(FIRST);
    await orders.waiting(`${provider} undo`);
    await customer.write(never);
    await orders.release(`${provider} undo`);
    expect(await customer.received(1, 60_000)).toEqual(['It is cancelled.']);
    expect(await settled(stack, customer.chatId, 2)).toMatchObject({ turns: 1, replies: 1, got: 1, orders: 1 });
    expect(await record(customer.chatId)).toMatchObject({
      receipts: ['create_order', 'cancel_order'],
      orders: ['cancelled'],
    });
  });

  it('while it thinks after a tool: the call is cut off, the receipt is not', async () => {
    const calls = script(create('12 Oak Street'), SILENCE, placed);
    const customer = await newCustomer();
    await customer.write(FIRST);
    await asked(2);
    await customer.write(SECOND);
    const [reply] = await customer.received(1, 60_000);
    expect(reply).toMatch(/^Order #1\d\d\d is placed\.$/);
    await until('the second call to be cut off', 30_000, () => calls()[1]?.aborted === true);
    expect(shown(model.asked[2])).toContain(SECOND);
    expect(await settled(stack, customer.chatId, 2)).toMatchObject({ turns: 1, replies: 1, got: 1, orders: 1 });
    expect(await record(customer.chatId)).toEqual({ receipts: ['create_order'], orders: ['pending'], paid: 2 });
  });

  it('while it mends a lie: the lie is forgotten with the draft', async () => {
    const lie = 'Your order has been shipped.';
    script(words(lie), SILENCE, words('We have both.'));
    const customer = await newCustomer();
    await customer.write(FIRST);
    await asked(2);
    expect(model.asked[1]?.userText).toContain('<correction>');
    await customer.write(SECOND);
    expect(await customer.received(1, 60_000)).toEqual(['We have both.']);
    expect(shown(model.asked[2])).not.toContain('<correction>');
    expect(shown(model.asked[2])).not.toContain(lie);
    expect(await settled(stack, customer.chatId, 2)).toMatchObject({ turns: 1, replies: 1, got: 1 });
  });

  it('while the reply is being sent: it goes out, the message gets a turn of its own', async () => {
    script(words('Challah it is.'), words('And rye, yes.'));
    const customer = await newCustomer();
    stack.telegram.addFault({ kind: 'slow', chatId: String(customer.chatId), delayMs: 3_000 });
    await customer.write(FIRST);
    const sends = () =>
      stack.telegram.calls.filter(
        ({ method, parameters }) =>
          method === 'sendMessage' && String(parameters['chat_id']) === String(customer.chatId),
      );
    await until('the reply to be on its way', 30_000, () => sends().length > 0);
    await customer.write(SECOND);
    expect(await customer.received(2, 60_000)).toEqual(['Challah it is.', 'And rye, yes.']);
    expect(shown(model.asked[1])).toContain('Challah it is.');
    expect(await settled(stack, customer.chatId, 2)).toMatchObject({
      turns: 2,
      outcomes: ['answered', 'answered'],
      got: 2,
    });
  });

  it('a visitor who asks twice at once gets the one reply to both', async () => {
    script(SILENCE, words('Challah and rye, both fresh.'));
    const person = visitor(stack, 'joannas-bakery');
    const first = person.say(FIRST);
    await asked(1);
    const [one, other] = await Promise.all([first, person.say(SECOND)]);
    expect([one.reply, other.reply]).toEqual(['Challah and rye, both fresh.', 'Challah and rye, both fresh.']);
    expect(one.conversation_id).toBe(other.conversation_id);
  });

  it('leaves a record in which everything has its cause, once', async () => {
    expect(await violations(stack, chats)).toEqual(NONE);
    expect(await ordersUnlikeReceipts(stack)).toEqual([]);
  });
});
