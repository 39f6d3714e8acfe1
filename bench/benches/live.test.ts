import { examine, spread } from './live.ts';

const recorded = new Map([
  ['a', ['1', '2']],
  ['b', ['3']],
]);
const commits = new Map([
  ['a', [100, 200]],
  ['b', [150]],
]);
const heard = (...subjects: string[]) => ({
  heard: subjects.map((subject) => ({ conversation: subject === '3' ? 'b' : 'a', subject, at: 210 })),
});

test('each once and in order is what is expected, whatever comes between', () => {
  const found = examine([heard('1', '3', '2'), heard('3', '1', '2')], commits, recorded);
  expect([found.deliveries, found.violations]).toEqual([6, []]);
  expect(found.latencies.toSorted((left, right) => left - right)).toEqual([10, 10, 60, 60, 110, 110]);
  expect(examine([heard('1', '3', '2')], commits, recorded, 150).latencies).toEqual([10, 60]);
});

test.each([
  ['missing', heard('1', '3'), '1 missing, 0 twice'],
  ['twice', heard('1', '1', '2', '3'), '0 missing, 1 twice'],
  ['out of order', heard('2', '1', '3'), 'not in their order'],
])('%s is told', (_what, client, words) => {
  expect(examine([client], commits, recorded).violations).toEqual([expect.stringContaining(words)]);
});

test('the spread of nothing is nothing', () => {
  expect(spread([1, 2, 3, 4])).toEqual([2, 4, 4, 4]);
  expect(spread([])).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
});
