import { MOST_TRIES, retryWaitMs } from './retry-wait.ts';
import { wantsFact } from './webhook-endpoint.ts';

test('tries are spread over about a day', () => {
  const waits = Array.from({ length: MOST_TRIES }, (_, index) => retryWaitMs(index + 1, 10_000));
  expect(waits.slice(0, 3)).toEqual([10_000, 40_000, 160_000]);
  expect(waits.at(-1)).toBeUndefined();
  const hours = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 3_600_000;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(25);
});

test.each([
  [[], 'order.created', true],
  [[], 'presence', false],
  [['presence'], 'presence', true],
  [['order.*'], 'order.created', true],
  [['order.*'], 'ordering.created', false],
  [['order.created', 'booking.*'], 'order.updated', false],
  [['order.created', 'booking.*'], 'booking.confirmed', true],
] as const)('an endpoint with the types %j is told of %s: %s', (types, type, wanted) => {
  expect(wantsFact(types, type)).toBe(wanted);
});
