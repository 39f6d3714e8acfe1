import type { Order } from '#domain/order/order.ts';
import type { Json, ToolResult } from '#domain/turn/receipt.ts';
import { anOrder, aProduct, aTenant, MERGUEZ, PASTRAMI, PITA, VEAL } from '#tests/fakes/draft-context.ts';
import { MemoryShopDesk } from '#tests/fakes/shop-desk.ts';
import { WORDLESS_EMBEDDER } from '#tests/fakes/wordless-embedder.ts';
import { DATABASE_TOOLS, NETWORK_TOOLS, prepareTool, runTool, toolSpecs } from './registry.ts';
import type { ToolContext } from './tool.ts';

const CATALOGUE = [PASTRAMI, MERGUEZ, PITA, VEAL];
const PENDING: Order = {
  ...anOrder(1001, 'pending', [[PASTRAMI, 2_000]]),
  deliveryAddress: '5 Elm Street',
  notes: 'ring twice',
};
const OTHERS: Order = { ...anOrder(1002, 'pending', [[PASTRAMI, 2_000]]), contactId: 'somebody else' };
const SETTLED = (['confirmed', 'delivered', 'cancelled'] as const).map((status, index) =>
  anOrder(1003 + index, status, [[MERGUEZ, 500]]),
);

function desk(): MemoryShopDesk {
  return new MemoryShopDesk(CATALOGUE, [PENDING, OTHERS, ...SETTLED]);
}

const TOOL_NAMES = toolSpecs([]).map((spec) => spec.name);

function contextOf(at: MemoryShopDesk, disabledTools: readonly string[] = []): ToolContext {
  const tenant = aTenant({ disabledTools });
  return { desk: at, tenant, contactId: 'contact', callKey: 'call', now: new Date('2026-11-21T09:00:00Z') };
}

async function run(
  name: string,
  input: unknown,
  at = desk(),
  disabledTools: readonly string[] = [],
): Promise<ToolResult> {
  const context = contextOf(at, disabledTools);
  if (!NETWORK_TOOLS.includes(name)) return runTool({ name, input }, context);
  const prepared = await prepareTool({ name, input }, context);
  if ('refusal' in prepared) return prepared.refusal;
  const settle = await prepared.perform({ clock: () => context.now, embedder: WORDLESS_EMBEDDER });
  return settle(context);
}

/** The code of a refusal; undefined when the tool ran. */
function codeOf(result: ToolResult): Json | undefined {
  const { error } = result.data as { readonly error?: { readonly code: string } };
  return error?.code;
}

function orderOf(result: ToolResult): Readonly<Record<string, Json>> {
  return (result.data as { readonly order: Readonly<Record<string, Json>> }).order;
}

const item = (product: string, quantity: unknown) => ({ product, quantity });

describe('runTool', () => {
  test('knows each tool as one of the database or one of the network', () => {
    expect([...DATABASE_TOOLS, ...NETWORK_TOOLS].toSorted()).toEqual(TOOL_NAMES.toSorted());
  });

  test('refuses a tool that there is not, or that the shop has switched off', async () => {
    const unknown = await run('drop_tables', {});
    expect(codeOf(unknown)).toBe('unknown_tool');
    expect(unknown.data).toMatchObject({ error: { tools: TOOL_NAMES } });
    const off = await run('cancel_order', { order_number: 1001 }, desk(), ['cancel_order']);
    expect(codeOf(off)).toBe('unknown_tool');
    expect(toolSpecs(['cancel_order']).map((spec) => spec.name)).toEqual(
      TOOL_NAMES.filter((name) => name !== 'cancel_order'),
    );
  });

  test('refuses arguments that were not JSON', async () => {
    const result = await runTool({ name: 'create_order', input: undefined, raw: '{"items":' }, contextOf(desk()));
    expect(codeOf(result)).toBe('invalid_arguments');
  });

  test.each<readonly [string, string, unknown]>([
    ['no arguments', 'create_order', undefined],
    ['null', 'create_order', null],
    ['an array', 'create_order', []],
    ['a field more', 'create_order', { items: [item('Pastrami', 1)], total: '1.00' }],
    ['a price', 'create_order', { items: [{ ...item('Pastrami', 1), unit_price: '0.01' }] }],
    ['no items', 'create_order', { items: [] }],
    ['51 items', 'create_order', { items: Array.from({ length: 51 }, () => item('Pastrami', 1)) }],
    ['a negative quantity', 'create_order', { items: [item('Pastrami', -1)] }],
    ['nothing', 'create_order', { items: [item('Pastrami', 0)] }],
    ['minus nothing', 'create_order', { items: [item('Pastrami', -0)] }],
    ['not a number', 'create_order', { items: [item('Pastrami', Number.NaN)] }],
    ['infinity', 'create_order', { items: [item('Pastrami', JSON.parse('1e309'))] }],
    ['a quantity in words', 'create_order', { items: [item('Pastrami', '2')] }],
    ['more than fits', 'create_order', { items: [item('Pastrami', 1_000_001)] }],
    ['an endless name', 'create_order', { items: [item('x'.repeat(201), 1)] }],
    ['an endless address', 'create_order', { items: [item('Pastrami', 1)], delivery_address: 'x'.repeat(501) }],
    ['endless notes', 'create_order', { items: [item('Pastrami', 1)], notes: 'x'.repeat(1_001) }],
    ['a number in words', 'cancel_order', { order_number: '1001' }],
    ['half an order', 'cancel_order', { order_number: 1001.5 }],
    ['a number too large', 'cancel_order', { order_number: 2 ** 31 }],
    ['no change', 'update_order', { order_number: 1001 }],
    [
      'two ways at once',
      'update_order',
      { order_number: 1001, items: [item('Pastrami', 1)], add_items: [item('Pastrami', 1)] },
    ],
    ['an empty query', 'search_products', { query: ' ' }],
    ['too many results', 'search_products', { query: 'x', limit: 11 }],
    ['a handoff without a reason', 'request_handoff', { reason: '' }],
    ['somebody else', 'get_customer_orders', { contact_id: 'somebody else' }],
  ])('refuses %s and changes nothing', async (_what, name, input) => {
    const at = desk();
    const result = await run(name, input, at);
    expect([codeOf(result), result.ok, result.effect]).toEqual(['invalid_arguments', false, undefined]);
    expect([at.written, at.handoffs]).toEqual([[], []]);
    expect(JSON.stringify(result.data).length).toBeLessThan(4_000);
  });
});

describe('create_order', () => {
  test('prices what the shop sells at the prices of the shop', async () => {
    const at = desk();
    const result = await run(
      'create_order',
      { items: [item('Pastrami', 0.5), item('Pita bread', 3)], notes: 'ring twice' },
      at,
    );
    expect(result).toMatchObject({
      ok: true,
      effect: { kind: 'order_created', orderNumber: 1006 },
      summary: 'create_order #1006',
    });
    expect(orderOf(result)).toEqual({
      number: 1006,
      status: 'pending',
      items: [
        { product: 'Pastrami', quantity: 0.5, unit: 'kg', unit_price: '52.00', total: '26.00' },
        { product: 'Pita bread', quantity: 3, unit: 'unit', unit_price: '3.10', total: '9.30' },
      ],
      total: '35.30',
      currency: 'ILS',
      delivery_address: null,
      notes: 'ring twice',
    });
    expect(at.written).toMatchObject([{ totalMinor: 3_530 }]);
  });

  test('adds up the same product said twice, in whatever spelling', async () => {
    const result = await run('create_order', {
      items: [item('Pastrami', 0.5), item('PASTRAMI', 1), item('פסטרמה', 1.5)],
    });
    expect(orderOf(result)['items']).toEqual([
      { product: 'Pastrami', quantity: 3, unit: 'kg', unit_price: '52.00', total: '156.00' },
    ]);
  });

  test.each([
    [item('Pastrami', 0.3), 'bad_quantity', { step: 0.5, unit: 'kg' }],
    [item('Pita bread', 1.5), 'bad_quantity', { step: 1, unit: 'unit' }],
    [item('Pastrami', 0.0001), 'bad_quantity', {}],
    [item('Veal', 1), 'unavailable_product', { product: 'Veal' }],
    [item('spicy sausage', 1), 'unknown_product', { did_you_mean: ['Merguez'] }],
    [item('unicorn', 1), 'unknown_product', { did_you_mean: [] }],
  ])('refuses %j as %s', async (wanted, code, facts) => {
    const at = desk();
    const result = await run('create_order', { items: [item('Merguez', 1), wanted] }, at);
    expect(result.data).toMatchObject({ error: { code, ...facts } });
    expect(at.written).toEqual([]);
  });

  test('refuses what no integer can hold', async () => {
    const dear = [0, 1].map((index) => aProduct({ name: `Gold ${index}`, priceMinor: Number.MAX_SAFE_INTEGER - 1 }));
    const at = new MemoryShopDesk([...dear, PASTRAMI]);
    expect(codeOf(await run('create_order', { items: [item('Gold 0', 1.5)] }, at))).toBe('too_large');
    expect(codeOf(await run('create_order', { items: [item('Gold 0', 1), item('Gold 1', 1)] }, at))).toBe('too_large');
    const heaps = Array.from({ length: 3 }, () => item('Pastrami', 1_000_000));
    expect(codeOf(await run('create_order', { items: heaps }, at))).toBe('too_large');
    expect(at.written).toEqual([]);
  });

  test('takes null for what is not given and keeps only what can be stored', async () => {
    const at = desk();
    const notes = ' no\u0000 salt \ud83d ';
    await run('create_order', { items: [item('Pastrami', 1)], delivery_address: null, notes }, at);
    expect(at.written).toMatchObject([{ deliveryAddress: null, notes: 'no salt \ufffd' }]);
  });

  test('sells nothing in another currency', async () => {
    const at = new MemoryShopDesk([aProduct({ name: 'Import', currency: 'USD' })]);
    expect(codeOf(await run('create_order', { items: [item('Import', 1)] }, at))).toBe('unavailable_product');
  });
});

describe('update_order', () => {
  test('keeps what it is not told to change', async () => {
    const result = await run('update_order', { order_number: 1001, add_items: [item('Merguez', 0.5)] });
    expect(result.effect).toEqual({ kind: 'order_updated', orderNumber: 1001 });
    expect(orderOf(result)).toMatchObject({
      total: '136.25',
      delivery_address: '5 Elm Street',
      notes: 'ring twice',
      status: 'pending',
    });
  });

  test('changes the address alone, and takes an empty one for none', async () => {
    const moved = await run('update_order', { order_number: 1001, delivery_address: '6 Elm Street' });
    expect(orderOf(moved)).toMatchObject({ total: '104.00', delivery_address: '6 Elm Street', notes: 'ring twice' });
    const cleared = await run('update_order', { order_number: 1001, notes: '' });
    expect(orderOf(cleared)).toMatchObject({ delivery_address: '5 Elm Street', notes: null });
  });

  test('replaces, adds and takes out', async () => {
    const replaced = await run('update_order', { order_number: 1001, items: [item('Merguez', 1)] });
    expect(orderOf(replaced)['total']).toBe('64.50');
    const more = await run('update_order', {
      order_number: 1001,
      add_items: [item('Pastrami', 0.5), item('Pastrami', 0.5)],
    });
    expect(orderOf(more)['total']).toBe('156.00');
    const swapped = await run('update_order', {
      order_number: 1001,
      remove_items: ['pastrami'],
      add_items: [item('Merguez', 1)],
    });
    expect(orderOf(swapped)['items']).toMatchObject([{ product: 'Merguez', quantity: 1 }]);
  });

  test('keeps the price at which a line was made', async () => {
    const at = new MemoryShopDesk([{ ...PASTRAMI, priceMinor: 9_900 }], [PENDING]);
    const result = await run('update_order', { order_number: 1001, add_items: [item('Pastrami', 1)] }, at);
    expect(orderOf(result)['items']).toMatchObject([{ quantity: 3, unit_price: '52.00', total: '156.00' }]);
  });

  test('lets a product that ran out stay or shrink, not grow', async () => {
    const at = new MemoryShopDesk([{ ...PASTRAMI, available: false }], [PENDING]);
    expect(codeOf(await run('update_order', { order_number: 1001, add_items: [item('Pastrami', 1)] }, at))).toBe(
      'unavailable_product',
    );
    const less = await run('update_order', { order_number: 1001, items: [item('Pastrami', 1)] }, at);
    expect(orderOf(less)['total']).toBe('52.00');
  });

  test('refuses to leave an order empty, or to take out what is not in it', async () => {
    expect(codeOf(await run('update_order', { order_number: 1001, remove_items: ['Pastrami'] }))).toBe('empty_order');
    const result = await run('update_order', { order_number: 1001, remove_items: ['Merguez'] });
    expect(result.data).toMatchObject({ error: { code: 'unknown_product', did_you_mean: ['Pastrami'] } });
  });
});

describe.each(['update_order', 'cancel_order'])('%s', (name) => {
  const input = (number: number) => ({ order_number: number, ...(name === 'update_order' && { notes: 'new' }) });

  test("finds no other customer's order", async () => {
    const at = desk();
    expect([codeOf(await run(name, input(1002), at)), codeOf(await run(name, input(9999), at))]).toEqual([
      'no_such_order',
      'no_such_order',
    ]);
    expect(at.written).toEqual([]);
  });

  test.each(SETTLED.map((order) => [order.status, order.number]))('leaves a %s order alone', async (status, number) => {
    const at = desk();
    const result = await run(name, input(number), at);
    expect(result.data).toMatchObject({ error: { code: 'not_pending', status } });
    expect([result.effect, at.written]).toEqual([undefined, []]);
  });
});

test('cancel_order cancels once', async () => {
  const at = desk();
  const result = await run('cancel_order', { order_number: 1001 }, at);
  expect(result).toMatchObject({
    ok: true,
    effect: { kind: 'order_cancelled', orderNumber: 1001 },
    data: { order: { status: 'cancelled' } },
  });
  expect(codeOf(await run('cancel_order', { order_number: 1001 }, at))).toBe('not_pending');
});

test("get_customer_orders lists this customer's latest, newest first", async () => {
  const many = Array.from({ length: 14 }, (_, index) => anOrder(2001 + index, 'pending', [[PASTRAMI, 500]]));
  const result = await run('get_customer_orders', {}, new MemoryShopDesk(CATALOGUE, [OTHERS, ...many]));
  const { orders } = result.data as { readonly orders: readonly { readonly number: number }[] };
  expect(orders.map((order) => order.number)).toEqual([2014, 2013, 2012, 2011, 2010, 2009, 2008, 2007, 2006, 2005]);
});

test('search_products finds by name, other names, tags and description', async () => {
  const names = async (query: string): Promise<unknown> => {
    const { products } = (await run('search_products', { query })).data as {
      readonly products: readonly { readonly name: string }[];
    };
    return products.map((product) => product.name);
  };
  expect(await names('pastrami')).toEqual(['Pastrami']);
  expect(await names('מרגז')).toEqual(['Merguez']);
  expect(await names('spicy')).toEqual(['Merguez']);
  expect(await names('cold cut')).toEqual(['Pastrami']);
  expect(await names('pastrmi')).toEqual(['Pastrami']);
  expect(await names('unicorn')).toEqual([]);
});

test('request_handoff asks for a person', async () => {
  const at = desk();
  const result = await run('request_handoff', { reason: 'The bread was wet' }, at);
  expect(result).toMatchObject({ ok: true, effect: { kind: 'handoff_requested' }, data: { requested: true } });
  await run('request_handoff', { reason: 'Wants the owner', customer_asked: true }, at);
  expect(at.handoffs).toEqual(['model: The bread was wet', 'customer: Wants the owner']);
});

test('what the desk throws is not swallowed', async () => {
  class ClosedDesk extends MemoryShopDesk {
    override products(): Promise<never> {
      return Promise.reject(new Error('database is away'));
    }
  }
  await expect(run('create_order', { items: [item('Pastrami', 1)] }, new ClosedDesk([]))).rejects.toThrow(
    'database is away',
  );
});
