import { createRecent } from './recent.ts';

test('the values used last stay, the others go', () => {
  const recent = createRecent<number>(2, 60_000);
  recent.set('a', 1);
  recent.set('b', 2);
  expect(recent.get('a')).toBe(1);
  recent.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([1, undefined, 3]);
  recent.delete('a');
  recent.clear();
  expect([recent.get('a'), recent.get('c')]).toEqual([undefined, undefined]);
});

test('a value is not given past its time', () => {
  const recent = createRecent<number>(2, 0);
  recent.set('a', 1);
  expect(recent.get('a')).toBeUndefined();
});
