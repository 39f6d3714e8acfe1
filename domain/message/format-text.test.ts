import { formatText } from './format-text.ts';

test.each([
  ['**Merguez**: 90', '*Merguez*: 90', 'Merguez: 90'],
  ['## Today\n**a** and **b c**', '*Today*\n*a* and *b c*', 'Today\na and b c'],
  ['see [our page](https://a.example/x)', 'see our page: https://a.example/x', 'see our page: https://a.example/x'],
  ['2 ** 3 and 4 * 5', '2 ** 3 and 4 * 5', '2 ** 3 and 4 * 5'],
  ['#1042 is ready', '#1042 is ready', '#1042 is ready'],
  ['* one\n* two', '* one\n* two', '* one\n* two'],
])('%j', (text, onWhatsApp, elsewhere) => {
  expect(formatText(text, 'whatsapp')).toBe(onWhatsApp);
  expect(formatText(text, 'none')).toBe(elsewhere);
});
