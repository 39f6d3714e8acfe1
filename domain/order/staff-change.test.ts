import { ORDER_STATUSES } from './order.ts';
import { mayChangeAddress, mayMoveTo } from './staff-change.ts';

test('staff take an order forward or off, never back', () => {
  const moves = ORDER_STATUSES.flatMap((from) =>
    ORDER_STATUSES.filter((to) => from !== to && mayMoveTo(from, to)).map((to) => `${from} → ${to}`),
  );
  expect(moves).toEqual([
    'pending → confirmed',
    'pending → delivered',
    'pending → cancelled',
    'confirmed → delivered',
    'confirmed → cancelled',
  ]);
  expect(ORDER_STATUSES.every((status) => mayMoveTo(status, status))).toBe(true);
  expect(ORDER_STATUSES.filter(mayChangeAddress)).toEqual(['pending', 'confirmed']);
});
