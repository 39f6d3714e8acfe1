import { nextPath } from './next-path.ts';

test.each([
  ['/orders?status=pending', '/orders?status=pending'],
  [null, '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('after sign-in %j leads to %s', (wanted, path) => {
  expect(nextPath(wanted)).toBe(path);
});
