import { MINIMUM_RELEVANCE, relevanceOf } from './relevance.ts';

const RETURNS = 'Returns: unopened goods may be returned within 14 days. Frozen products are excluded.';

test.each([
  ['Can I return unopened goods?', RETURNS],
  ['returns frozen', RETURNS],
  ['כמה זמן האחריות על המיקסר?', 'אחריות: המיקסרים נושאים אחריות לשנתיים'],
  ['berapa lama garansi mikser?', 'Garansi untuk mikser adalah dua tahun'],
])('"%s" is answered by a passage that shares its words, inflected as they are', (question, passage) => {
  expect(relevanceOf(question, passage, null)).toBeGreaterThanOrEqual(MINIMUM_RELEVANCE);
});

test('a passage about something else is left out, unless its meaning is near', () => {
  expect(relevanceOf('Who founded the company in Jakarta?', RETURNS, 0.12)).toBeLessThan(MINIMUM_RELEVANCE);
  expect(relevanceOf('sending things back', RETURNS, 0.6)).toBe(0.6);
});

test('it stays between 0 and 1, also without a word', () => {
  expect(relevanceOf('???', RETURNS, -0.4)).toBe(0);
  expect(relevanceOf('returns', RETURNS, 1.0001)).toBe(1);
});
