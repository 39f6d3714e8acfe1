import { readRating } from './rating.ts';

test.each([
  ['5', 5],
  [' 4 ', 4],
  ['3!', 3],
  ['4/5', 4],
  ['2 out of 5', 2],
  ['5 dari 5', 5],
  ['1 מתוך 5', 1],
  ['４', 4],
  ['4️⃣', 4],
  ['⭐⭐⭐', 3],
  ['⭐️ ⭐️', 2],
  ['0', undefined],
  ['6', undefined],
  ['55', undefined],
  ['4 breads please', undefined],
  ['4 of them', undefined],
  ['#4', undefined],
  ['⭐⭐⭐⭐⭐⭐', undefined],
  ['five', undefined],
  ['', undefined],
])('"%s" is %s', (text, rating) => {
  expect(readRating(text)).toBe(rating);
});
