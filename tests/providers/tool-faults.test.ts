import type { FakeToolCall } from '#tests/fakes/models/fake-reply.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { ordersUnlikeReceipts } from '#tests/support/orders-as-receipted.ts';
import { asker, turnRecord } from './asker.ts';
import type { Mode } from './asker.ts';
import { ORDINARY } from './scripted-model.ts';
import type { ScriptedAnswer } from './scripted-model.ts';
import { ALONE, startShopOfFaults } from './shop-of-faults.ts';
import type { ShopOfFaults } from './shop-of-faults.ts';

/*
 * Models that call tools wrongly, at the wire of both providers: nothing of it reaches the order table, the model is
 * told what was wrong, and the customer gets the truth.
 */

const ASKED = 'One challah please, to 12 Oak Street';
const ORDER = { items: [{ product: 'Challah', quantity: 1 }], delivery_address: '12 Oak Street' };

interface WrongCall {
  readonly name: string;
  readonly call: Omit<FakeToolCall, 'name'> & { readonly name?: string };
  readonly code: string;
  /** Words of the refusal that tell the model what to mend. */
  readonly hint: RegExp;
}

const wrongItem = (item: object) => ({ arguments: { ...ORDER, items: [item] } });
const DEEP = `${'{"items":'.repeat(500)}1${'}'.repeat(500)}`;

/** Raw texts are streamed with Anthropic, whose whole answers hold arguments that are parsed already. */
const WRONG: readonly WrongCall[] = [
  {
    name: 'half a JSON text',
    call: { rawArguments: '{"items": [{"product": "Chal' },
    code: 'invalid_arguments',
    hint: /not JSON/,
  },
  { name: 'words for arguments', call: { rawArguments: 'one challah' }, code: 'invalid_arguments', hint: /not JSON/ },
  {
    name: 'JSON inside JSON',
    call: { rawArguments: JSON.stringify(JSON.stringify(ORDER)) },
    code: 'invalid_arguments',
    hint: /object/,
  },
  { name: 'a list', call: { rawArguments: '[1, 2]' }, code: 'invalid_arguments', hint: /object/ },
  {
    name: 'a quantity beyond numbers',
    call: { rawArguments: JSON.stringify(ORDER).replace(':1}', ':1e309}') },
    code: 'invalid_arguments',
    hint: /quantity/,
  },
  { name: 'a nest of 500 objects', call: { rawArguments: DEEP }, code: 'invalid_arguments', hint: /items/ },
  {
    name: 'a prototype',
    call: { rawArguments: `{"__proto__": {"admin": true}, "items": []}` },
    code: 'invalid_arguments',
    hint: /items|__proto__/,
  },
  { name: 'nothing', call: {}, code: 'invalid_arguments', hint: /items/ },
  {
    name: 'items that are words',
    call: { arguments: { ...ORDER, items: 'one challah' } },
    code: 'invalid_arguments',
    hint: /items/,
  },
  {
    name: 'a quantity in words',
    call: wrongItem({ product: 'Challah', quantity: 'one' }),
    code: 'invalid_arguments',
    hint: /quantity/,
  },
  {
    name: 'less than nothing',
    call: wrongItem({ product: 'Challah', quantity: -1 }),
    code: 'invalid_arguments',
    hint: /quantity/,
  },
  {
    name: 'a price of its own',
    call: wrongItem({ product: 'Challah', quantity: 1, price: 0.01 }),
    code: 'invalid_arguments',
    hint: /price/,
  },
  {
    name: 'a total of its own',
    call: { arguments: { ...ORDER, total: '0.00', currency: 'BTC' } },
    code: 'invalid_arguments',
    hint: /total/,
  },
  {
    name: 'another customer',
    call: { arguments: { ...ORDER, contact_id: '00000000-0000-7000-8000-000000000000' } },
    code: 'invalid_arguments',
    hint: /contact_id/,
  },
  {
    name: 'notes of twenty thousand letters',
    call: { arguments: { ...ORDER, notes: 'x'.repeat(20_000) } },
    code: 'invalid_arguments',
    hint: /too long/,
  },
  {
    name: 'too many lines',
    call: { arguments: { ...ORDER, items: Array.from({ length: 51 }, () => ORDER.items[0]) } },
    code: 'invalid_arguments',
    hint: /items/,
  },
  {
    name: 'half a loaf',
    call: wrongItem({ product: 'Challah', quantity: 0.5 }),
    code: 'bad_quantity',
    hint: /steps of 1/,
  },
  {
    name: 'what the shop does not sell',
    call: wrongItem({ product: 'Unicorn horn', quantity: 1 }),
    code: 'unknown_product',
    hint: /Unicorn horn/,
  },
  {
    name: 'no tool of ours',
    call: { name: 'delete_all_orders', arguments: {} },
    code: 'unknown_tool',
    hint: /create_order/,
  },
  {
    name: 'a tool that the shop switched off',
    call: { name: 'cancel_order', arguments: { order_number: 1001 } },
    code: 'unknown_tool',
    hint: /create_order/,
  },
  {
    name: 'a name that no provider takes back',
    call: { name: `create order; DROP TABLE orders -- ${'x'.repeat(80)}`, arguments: ORDER },
    code: 'unknown_tool',
    hint: /create_order/,
  },
  {
    name: 'a name of the language',
    call: { name: 'constructor', arguments: {} },
    code: 'unknown_tool',
    hint: /create_order/,
  },
];

describe.each(['openai', 'anthropic'] as const)('%s calling tools wrongly', (provider) => {
  let shop: ShopOfFaults;

  beforeAll(async () => {
    shop = await startShopOfFaults({ MODEL_TIMEOUT_MS: '15000' }, (tenant) => ({
      ...tenant,
      profile: { ...tenant.profile, disabledTools: ['cancel_order'] },
    }));
  }, 120_000);
  afterAll(() => shop.stop());

  const call = (given: WrongCall['call']) => ({
    ...shop.models[provider].call(given.name ?? 'create_order', {}),
    ...given,
    name: given.name ?? 'create_order',
  });
  const right = (): ScriptedAnswer => ({ toolCalls: [shop.models[provider].call('create_order', ORDER)] });
  const quotesOrder: ScriptedAnswer = ({ toolResult }) => ({
    text: `Thank you! Your order #${String(/"number":(\d+)/.exec(toolResult)?.[1])} is placed.\n<stage>closing</stage>`,
  });
  const modeOf = (wrong: WrongCall): Mode => (wrong.call.rawArguments === undefined ? 'whole' : 'stream');
  const ask = async (mode: Mode, ...answers: readonly ScriptedAnswer[]) => {
    const model = shop.models[provider];
    const say = asker(shop.stack, ALONE[provider], mode);
    model.expect(...answers);
    const told = await say(ASKED);
    const { asked } = model;
    model.expect();
    const next = await say('Anything sweet today?');
    expect(next.reply).toBe(ORDINARY);
    return { told, asked, ...(await turnRecord(shop.stack, told.conversationId)) };
  };

  it.each(WRONG)('$name: told so, mends it, and there is one order', async (wrong) => {
    const played = await ask(modeOf(wrong), { toolCalls: [call(wrong.call)] }, right(), quotesOrder);
    expect(played.asked).toHaveLength(3);
    expect(played.asked[1]?.toolResult).toMatch(wrong.hint);
    expect(played.receipts.map(({ ok, code }) => ({ ok, code }))).toEqual([
      { ok: false, code: wrong.code },
      { ok: true, code: null },
    ]);
    expect(played.orders).toEqual(['1 Challah']);
    expect(played.told.reply).toMatch(/^Thank you! Your order #1\d\d\d is placed\.$/);
    expect(played.told.status).toBe('bot');
    expect(played.outcomes).toEqual(['answered', 'answered']);
  });

  it.each(WRONG)('$name, told as done: nobody is told so', async (wrong) => {
    const lie: ScriptedAnswer = { text: 'Thank you! Your order is placed.' };
    const played = await ask(modeOf(wrong), { toolCalls: [call(wrong.call)] }, lie, lie, lie);
    expect(played.asked).toHaveLength(4);
    expect(played.asked[2]?.userText).toContain('<correction>');
    expect(played.orders).toEqual([]);
    expect(played.told.reply).toMatch(/can't say for certain.*person from our team/s);
    expect(played.told.status).toBe('waiting');
    expect(played.handoffs).toEqual([{ reason: 'claims', by: 'gate' }]);
    expect(played.outcomes).toEqual(['safe_reply', 'answered']);
    expect(played.said.join('\n')).not.toContain('placed');
  });

  it('wrong arguments for ever: ends after eight calls, with the truth and a person', async () => {
    const again: ScriptedAnswer = () => ({ toolCalls: [call({ arguments: { ...ORDER, total: 0 } })] });
    const played = await ask('whole', ...Array.from({ length: 20 }, () => again));
    expect(played.asked).toHaveLength(8);
    expect(played.receipts).toHaveLength(8);
    expect(played.receipts.every(({ code }) => code === 'invalid_arguments')).toBe(true);
    expect(played.orders).toEqual([]);
    expect(played.told.reply).toMatch(/could not work this out.*person from our team/s);
    expect(played.handoffs).toEqual([{ reason: 'steps', by: 'failure' }]);
  });

  it('leaves an order table that says what the receipts say', async () => {
    expect(await ordersUnlikeReceipts(shop.stack)).toEqual([]);
    expect(await violations(shop.stack)).toEqual(NONE);
    expect(shop.models[provider].server.violations).toEqual([]);
  });
});
