import { onlyModelEnv, startScriptedModel } from '#tests/providers/scripted-model.ts';
import type { ScriptedModel } from '#tests/providers/scripted-model.ts';
import { settled } from '#tests/support/chat-record.ts';
import { NONE, violations } from '#tests/support/invariants.ts';
import { ordersUnlikeReceipts } from '#tests/support/orders-as-receipted.ts';
import { quickTenant } from '#tests/support/quick-tenant.ts';
import { until } from '#tests/support/server-process.ts';
import { startStack } from '#tests/support/stack.ts';
import type { Stack } from '#tests/support/stack.ts';
import type { TelegramCustomer } from '#tests/support/telegram-customer.ts';
import { hebrewMemory, hebrewSteps, LIES, SUMMARY, USAGE } from './hebrew-replies.ts';

/*
 * The nine messages of the Hebrew meat shop again, answered over the wire in the manner of OpenAI and Anthropic: real
 * SDKs, recorded-style answers. The model lies three times on its way; each time it is told so and mends it.
 */

const CHAT = 701;
const LIED_TO = 702;
/** Nano-dollars of one call with `USAGE`, from the providers' price lists: $0.15/$0.60 and $1/$5 a million tokens. */
const COST = {
  openai: { model: 'gpt-4o-mini', nanoUsd: USAGE.inputTokens * 150 + USAGE.outputTokens * 600 },
  anthropic: { model: 'claude-haiku-4-5', nanoUsd: USAGE.inputTokens * 1_000 + USAGE.outputTokens * 5_000 },
} as const;

describe.each(['openai', 'anthropic'] as const)('a Hebrew order by Telegram, answered by %s', (provider) => {
  let model: ScriptedModel;
  let stack: Stack;
  let customer: TelegramCustomer;
  const replies: string[] = [];
  const requests: ScriptedModel['asked'][] = [];

  beforeAll(async () => {
    model = await startScriptedModel(provider, hebrewMemory);
    stack = await startStack({ env: onlyModelEnv(model), tenant: quickTenant() });
    customer = await stack.customer('valdman', CHAT);
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    await model.server.close();
  });

  const say = async (step: number) => {
    const { says, answers } = hebrewSteps(model)[step - 1] ?? { says: '', answers: [] };
    model.expect(...answers);
    const reply = await customer.ask(says, 60_000);
    await settled(stack, CHAT, step);
    replies.push(reply);
    requests.push(model.asked);
    expect(model.asked).toHaveLength(answers.length);
    return reply;
  };
  const tools = (turn: number) =>
    stack.sql<{ tool: string; ok: boolean }>(
      `SELECT tool, (result->>'ok')::boolean AS ok FROM tool_receipts WHERE turn = $1 ORDER BY step, created_at`,
      [turn],
    );
  const drafts = async (turn: number) =>
    (await stack.sql<{ kind: string }>('SELECT kind FROM turn_steps WHERE turn = $1 ORDER BY step', [turn])).map(
      ({ kind }) => kind,
    );
  const orders = () =>
    stack.sql(
      `SELECT o.number, o.status, o.notes, o.delivery_address AS address, o.total_minor::int AS total,
         (SELECT string_agg(i.name || ':' || i.quantity_milli, ',' ORDER BY i.line) FROM order_items i WHERE i.order_id = o.id) AS items
       FROM orders o ORDER BY o.number`,
    );
  const memory = async () => {
    const [row] = await stack.sql<{
      name: string | null;
      address: string | null;
      language: string | null;
      notes: string | null;
      summary: string | null;
    }>(
      'SELECT k.name, k.address, k.language, k.notes, c.summary FROM conversations c JOIN contacts k ON k.id = c.contact_id',
    );
    return row;
  };
  /** Memory is kept beside the talk; the marks are only where they belong when nothing overtakes it. */
  const profiled = (times: number) =>
    until(`profile ${times}`, 30_000, async () => {
      const rows = await stack.sql(`SELECT FROM usage_events WHERE purpose = 'profile'`);
      return rows.length === times;
    });
  const MERGUEZ = 'נקניק בקר:2000,מרגז חריף:1000';
  const first = { number: 1001, status: 'pending', notes: 'לצלצל בדלת', address: 'רחוב הרצל 15, תל אביב' };

  it('1: shows the whole catalogue', async () => {
    const reply = await say(1);
    const names = await stack.sql<{ name: string }>(
      `SELECT p.name FROM products p JOIN tenants t ON t.id = p.tenant_id WHERE t.slug = 'valdman' AND p.available`,
    );
    expect(names.length).toBeGreaterThanOrEqual(12);
    for (const { name } of names) expect(reply).toContain(name);
  });

  it('2: takes the order with address and note', async () => {
    expect(await say(2)).toContain('#1001');
    expect(await tools(2)).toEqual([{ tool: 'create_order', ok: true }]);
    expect(await orders()).toEqual([{ ...first, total: 26_200, items: MERGUEZ }]);
  });

  it('3: adds to it and keeps note and address', async () => {
    expect(await say(3)).toContain('331.00');
    expect(await tools(3)).toEqual([{ tool: 'update_order', ok: true }]);
    expect(await orders()).toEqual([{ ...first, total: 33_100, items: `${MERGUEZ},בשר טחון:1000` }]);
    await profiled(1);
    expect(await memory()).toMatchObject({ name: 'Dana', address: 'רחוב הרצל 15, תל אביב', language: 'he' });
  });

  it('4: cancels it', async () => {
    expect(await say(4)).toContain('בוטלה');
    expect(await tools(4)).toEqual([{ tool: 'cancel_order', ok: true }]);
    expect(await orders()).toMatchObject([{ number: 1001, status: 'cancelled' }]);
  });

  it('5: is caught at "I cancelled it again"; looks and says how it is', async () => {
    expect(await say(5)).toContain('כבר בוטלה');
    expect(await tools(5)).toEqual([{ tool: 'get_customer_orders', ok: true }]);
    expect(await drafts(5)).toEqual(['violation', 'tools', 'reply']);
    expect(requests[4]?.[1]?.userText).toMatch(/^<correction>\n.*cancelled.*\n<\/correction>$/s);
    await profiled(2);
  });

  it('6: is caught at an order that never was; looks and says what there is', async () => {
    const reply = await say(6);
    expect(reply).toContain('#1001');
    expect(reply).not.toContain('1003');
    expect(await tools(6)).toEqual([{ tool: 'get_customer_orders', ok: true }]);
    expect(await drafts(6)).toEqual(['violation', 'tools', 'reply']);
    expect(requests[5]?.[1]?.userText).toMatch(/no order.* 1003/);
  });

  it('7: describes the pastrami from the catalogue', async () => {
    expect(await say(7)).toContain('פסטרמה');
    expect(await tools(7)).toEqual([]);
  });

  it('8: is caught at an order without the deed; takes half a kilo, learns the name', async () => {
    expect(await say(8)).toContain('#1002');
    expect(await drafts(8)).toEqual(['violation', 'tools', 'reply']);
    expect(await orders()).toMatchObject([
      { number: 1001, status: 'cancelled' },
      { number: 1002, status: 'pending', total: 4_900, items: 'פסטרמה:500' },
    ]);
    await until('profile and summary', 30_000, async () => {
      const known = await memory();
      return known?.name === 'בר' && known.summary !== null;
    });
    expect(await memory()).toEqual({
      name: 'בר',
      address: 'רחוב הרצל 15, תל אביב',
      language: 'he',
      notes: 'מבקש לצלצל בדלת',
      summary: SUMMARY,
    });
  });

  it('9: answers with name and summary in its prompt', async () => {
    expect(await say(9)).toContain('נקניקיות לילדים');
    const system = requests[8]?.[0]?.system ?? '';
    expect(system).toContain(SUMMARY);
    expect(system).toContain('"name":"בר"');
    const [turn] = await stack.sql<{ summary_used: boolean }>('SELECT summary_used FROM turns WHERE turn = 9');
    expect(turn?.summary_used).toBe(true);
  });

  it('told the customer no lie', () => {
    const told = replies.join('\n');
    for (const lie of Object.values(LIES)) expect(told).not.toContain(lie);
    expect(told).not.toMatch(/<stage>|correction/);
    expect(replies).toHaveLength(9);
  });

  it('paid for every call at the price of its model', async () => {
    const calls = hebrewSteps(model).reduce((sum, { answers }) => sum + answers.length, 0);
    const rows = await stack.sql(
      `SELECT purpose, provider, model, price_source AS source, count(*)::int AS calls, sum(input_tokens)::int AS input,
         sum(output_tokens)::int AS output, sum(cost_nano_usd)::float8 AS nano
       FROM usage_events GROUP BY 1, 2, 3, 4 ORDER BY purpose`,
    );
    // Profiles after 5, 10 and 15 messages, a summary after 15.
    const expected = { profile: 3, reply: calls, summary: 1 };
    expect(rows).toEqual(
      Object.entries(expected).map(([purpose, count]) => ({
        purpose,
        provider,
        model: COST[provider].model,
        source: 'exact',
        calls: count,
        input: count * USAGE.inputTokens,
        output: count * USAGE.outputTokens,
        nano: count * COST[provider].nanoUsd,
      })),
    );
  });

  it('and a customer whose model lies to the end hears that a person will look; the order stays', async () => {
    const other = await stack.customer('valdman', LIED_TO);
    const [order, thanks] = hebrewSteps(model)[1]?.answers ?? [];
    model.expect(...(order && thanks ? [order, thanks] : []));
    await other.ask('2 קילו נקניק בקר ו-1 קילו מרגז חריף בבקשה', 60_000);
    const lie = { text: 'ביטלתי את ההזמנה, אין בעיה!\n<stage>closing</stage>' };
    model.expect(lie, lie, lie);
    expect(await other.ask('אתה יודע מה, תבטל לי את ההזמנה', 60_000)).toMatch(/מצטערים.*ביקשתי מנציג מהצוות/s);
    expect(model.asked).toHaveLength(3);
    expect(await settled(stack, LIED_TO, 2)).toMatchObject({ outcomes: ['answered', 'safe_reply'], got: 2, orders: 1 });
    expect(
      stack.telegram
        .messagesTo(LIED_TO)
        .map(({ text }) => text)
        .join('\n'),
    ).not.toContain('ביטלתי');
    const handoffs = await stack.sql(`SELECT reason, requested_by FROM handoffs`);
    expect(handoffs).toEqual([{ reason: 'claims', requested_by: 'gate' }]);
    expect(await orders()).toMatchObject([{ status: 'cancelled' }, { status: 'pending' }, { status: 'pending' }]);
  });

  it('leaves a record in which everything has its cause, once', async () => {
    expect(await violations(stack, [CHAT, LIED_TO])).toEqual(NONE);
    expect(await ordersUnlikeReceipts(stack)).toEqual([]);
    expect(model.server.violations).toEqual([]);
  });
});
