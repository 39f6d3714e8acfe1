import { readNumbers, readSpans, spansText } from './time-spans.ts';

const morning = { from: '09:00', to: '12:00' };

test.each([
  ['', []],
  ['09:00–12:00', [morning]],
  [' 9:00 - 12:00 , 13:00—17:30,', [morning, { from: '13:00', to: '17:30' }]],
])('%j is read', (text, spans) => {
  expect(readSpans(text)).toEqual(spans);
  expect(readSpans(spansText(spans))).toEqual(spans);
});

test.each(['9 to 12', '09:00', '09:00–12:00 13:00–17:00'])('%j is no span of hours', (text) => {
  expect(readSpans(text)).toBeUndefined();
});

test('minutes are numbers above 0', () => {
  expect(readNumbers('120, 1200 ')).toEqual([120, 1_200]);
  expect(readNumbers('120, later')).toBeUndefined();
  expect(readNumbers('0')).toBeUndefined();
});
