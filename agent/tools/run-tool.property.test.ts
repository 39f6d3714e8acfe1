import fc from 'fast-check';
import type { NewOrder } from '#domain/order/shop-desk.ts';
import { anOrder, aProduct, aTenant, MERGUEZ, PASTRAMI, PITA, VEAL } from '#tests/fakes/draft-context.ts';
import { MemoryShopDesk } from '#tests/fakes/shop-desk.ts';
import { DATABASE_TOOLS, runTool } from './registry.ts';

const GOLD = aProduct({ name: 'Gold', priceMinor: 9_000_000_000_000 });
const CATALOGUE = [PASTRAMI, MERGUEZ, PITA, VEAL, GOLD];
const RUNS = { numRuns: 400 };

const names = fc.oneof(
  fc.constantFrom('Pastrami', 'מרגז', 'pita bread', 'Veal', 'Gold', 'pastrmi', ''),
  fc.string({ maxLength: 300 }),
);
const quantities = fc.oneof(
  fc.constantFrom(0.5, 1, 1.5, 2, 1e6, Number.POSITIVE_INFINITY, -1, 0, Number.NaN, 0.1 + 0.2, 1e-9, 2 ** 53),
  fc.double(),
  fc.integer({ min: 1, max: 20 }),
);
const items = fc.array(fc.record({ product: names, quantity: quantities }), { maxLength: 60 });
const numbers = fc.oneof(fc.constantFrom(1001, 1002, 1003, 9999), fc.integer(), fc.double());
const likely = fc.record(
  {
    items: fc.oneof({ weight: 3, arbitrary: items }, { weight: 1, arbitrary: fc.jsonValue() }),
    add_items: items,
    remove_items: fc.array(names, { maxLength: 4 }),
    order_number: numbers,
    delivery_address: fc.oneof(fc.constant(null), fc.string({ unit: 'binary', maxLength: 600 })),
    notes: fc.oneof(fc.constant(null), fc.string({ unit: 'binary', maxLength: 1_100 })),
    query: names,
    limit: fc.integer({ min: -1, max: 12 }),
    reason: fc.string({ maxLength: 600 }),
  },
  { requiredKeys: [] },
);
const CONTEXT = { tenant: aTenant(), contactId: 'contact', callKey: 'call', now: new Date('2026-11-21T09:00:00Z') };

/** What a tool takes, from one that fits its schema to any JSON. */
const calls = fc.oneof(
  fc.tuple(fc.constantFrom(...DATABASE_TOOLS, 'nonsense'), fc.oneof(likely, fc.jsonValue(), fc.anything())),
  fc.tuple(
    fc.constant('create_order'),
    fc.record({
      items: fc.array(
        fc.record({
          product: fc.constantFrom('Pastrami', 'Merguez', 'Gold', 'Pita bread'),
          quantity: fc.constantFrom(0.5, 1, 2, 7, 1_000_000),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    }),
  ),
  fc.tuple(
    fc.constant('update_order'),
    fc.record({
      order_number: fc.constantFrom(1001, 1004, 1005),
      add_items: fc.array(
        fc.record({
          product: fc.constantFrom('Pastrami', 'Merguez', 'Gold'),
          quantity: fc.constantFrom(0.5, 1, 900_000),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  ),
);

function newDesk(): MemoryShopDesk {
  const others = { ...anOrder(1002, 'pending' as const, [[PASTRAMI, 2_000]]), contactId: 'somebody else' };
  return new MemoryShopDesk(CATALOGUE, [
    anOrder(1001, 'pending', [[PASTRAMI, 2_000]]),
    others,
    anOrder(1003, 'delivered', [[PITA, 1_000]]),
  ]);
}

function problemsOf(order: NewOrder): string[] {
  const sum = order.lines.reduce((total, line) => total + BigInt(line.totalMinor), 0n);
  const lineProblems = order.lines.flatMap((line) => [
    ...(Number.isSafeInteger(line.quantityMilli) && line.quantityMilli > 0 && line.quantityMilli < 2 ** 31
      ? []
      : [`quantity ${line.quantityMilli}`]),
    ...(Number.isSafeInteger(line.totalMinor) && line.totalMinor >= 0 ? [] : [`line total ${line.totalMinor}`]),
    ...(BigInt(line.totalMinor) === (BigInt(line.unitPriceMinor) * BigInt(line.quantityMilli) + 500n) / 1000n
      ? []
      : ['line sum']),
  ]);
  const once = new Set(order.lines.map((line) => line.productId)).size === order.lines.length;
  return [
    ...lineProblems,
    ...(order.lines.length > 0 && order.lines.length <= 50 && once ? [] : ['lines']),
    ...(Number.isSafeInteger(order.totalMinor) && BigInt(order.totalMinor) === sum
      ? []
      : [`total ${order.totalMinor}`]),
    ...[order.deliveryAddress, order.notes]
      .filter((text) => text !== null && (text.includes('\u0000') || !text.isWellFormed()))
      .map(() => 'text'),
  ];
}

test('any talk of calls leaves only whole, positive, exact orders of this customer, and never throws', async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { minLength: 1, maxLength: 6 }), async (talk) => {
      const desk = newDesk();
      const foreign = JSON.stringify(desk.anyOrder(1002));
      for (const [name, input] of talk) {
        const before = desk.written.length;
        const result = await runTool({ name, input }, { ...CONTEXT, desk });
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        const refusedButActed = !result.ok && (result.effect !== undefined || desk.written.length > before);
        expect(refusedButActed).toBe(false);
      }
      expect(desk.written.flatMap(problemsOf)).toEqual([]);
      expect(JSON.stringify(desk.anyOrder(1002))).toBe(foreign);
      made += desk.written.length;
    }),
    RUNS,
  );
  expect(made).toBeGreaterThan(RUNS.numRuns / 10);
});
