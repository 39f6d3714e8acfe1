import { versionsSeen } from './etag.ts';

test.each<[string | undefined, readonly string[] | null]>([
  [undefined, null],
  ['', null],
  ['*', null],
  ['"7"', ['7']],
  [' "7" , "8"', ['7', '8']],
  ['W/"7"', []],
  ['7', []],
])('If-Match %j', (header, versions) => {
  expect(versionsSeen(header)).toEqual(versions);
});
