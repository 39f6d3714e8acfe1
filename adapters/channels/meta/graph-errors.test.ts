import { ChannelRateLimited, ChannelRefused } from '#domain/errors.ts';
import { graphError } from './graph-errors.ts';

function errorOf(code: number, subcode?: number) {
  const error = { code, ...(subcode !== undefined && { error_subcode: subcode }) };
  return graphError({ status: 400, headers: new Headers(), json: { error } });
}

test.each([
  [10, 2018065, 'window'],
  [10, 2018278, 'window'],
  [10, 2534022, 'window'],
  // One thread that another app holds must not stop the whole page.
  [10, 2018300, 'invalid'],
  [10, 10900, 'invalid'],
  [10, 2018108, 'blocked'],
  [100, 2534014, 'blocked'],
  [200, 1545041, 'blocked'],
  [130497, undefined, 'blocked'],
  [10, undefined, 'auth'],
  [100, 33, 'auth'],
  [100, undefined, 'invalid'],
  [200, undefined, 'auth'],
  [131037, undefined, 'auth'],
  [10903, undefined, 'invalid'],
  [131049, undefined, 'invalid'],
] as const)('%i/%s: %s', (code, subcode, reason) => {
  expect(errorOf(code, subcode)).toBeInstanceOf(ChannelRefused);
  expect(errorOf(code, subcode)).toMatchObject({ reason });
});

test.each([4, 17, 32, 341, 613, 80001, 80002, 80006, 80007, 80008, 130429, 131056])('%i: wait', (code) => {
  expect(errorOf(code)).toBeInstanceOf(ChannelRateLimited);
});
