import { allowsOrigin, isOriginPattern } from './allows-origin.ts';

test.each([
  ['https://shop.example', true],
  ['http://localhost:8080', true],
  ['https://*.shop.example', true],
  ['https://xn--9dbne9b.example', true],
  ['https://shop.example/', false],
  ['https://shop.example/path', false],
  ['https://shop.example:443', false],
  ['http://shop.example:80', false],
  ['https://Shop.example', false],
  ['https://*', false],
  ['*', false],
  ['https://a.*.example', false],
  ['shop.example', false],
  ['ftp://shop.example', false],
  ['null', false],
  ['https://user@shop.example', false],
  ['', false],
])('%s can stand on a list: %s', (text, expected) => {
  expect(isOriginPattern(text)).toBe(expected);
});

const LIST = ['https://shop.example', 'https://*.branch.example', 'http://localhost:8080'];

test.each([
  ['https://shop.example', true],
  ['HTTPS://SHOP.EXAMPLE', true],
  ['http://localhost:8080', true],
  ['https://north.branch.example', true],
  ['https://a.north.branch.example', true],
  ['https://branch.example', false],
  ['https://.branch.example', false],
  ['https://evilbranch.example', false],
  ['https://branch.example.evil.example', false],
  ['http://shop.example', false],
  ['https://shop.example:8443', false],
  ['https://www.shop.example', false],
  ['https://shop.example.evil.example', false],
  ['http://localhost:8081', false],
  ['https://*.branch.example', false],
  ['null', false],
  ['', false],
])('a page of %s may show the chat: %s', (origin, expected) => {
  expect(allowsOrigin(LIST, origin)).toBe(expected);
});

test('an empty list lets nobody in', () => {
  expect(allowsOrigin([], 'https://shop.example')).toBe(false);
});
