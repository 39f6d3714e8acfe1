import { parseOptions } from './options.ts';

test('without words the turns are measured in full', () => {
  expect(parseOptions([])).toEqual({
    bench: 'turns',
    conversations: 200,
    turns: 5,
    concurrency: [1, 10, 50],
    latencyMs: [0, 300],
    rounds: 2,
    long: 2_000,
    messages: 400,
    products: 50_000,
    chunks: 100_000,
    threads: 100_000,
    threadLength: 20,
    seconds: 60,
    database: undefined,
    subjects: ['colloquy', 'baseline'],
    json: false,
  });
});

test('a flag wins over --quick', () => {
  expect(parseOptions(['crash', '--quick', '--messages', '60', '--subject', 'baseline', '--json'])).toMatchObject({
    bench: 'crash',
    conversations: 40,
    messages: 60,
    subjects: ['baseline'],
    json: true,
  });
});

test.each([
  [['nothing'], /--bench/],
  [['turns', 'crash'], /one bench at a time/],
  [['--concurrency', '1,x'], /--concurrency/],
  [['--turns', '0'], /--turns/],
  [['--subject', 'redis'], /--subject/],
  [['--what'], /--what/],
  [['search', '--database', 'somewhere'], /--database/],
])('%j is refused with a reason', (args, reason) => {
  expect(() => parseOptions(args)).toThrow(reason);
});
