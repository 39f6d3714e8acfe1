import { diffLines } from './diff-lines.ts';

test('tells lines that stay from those that come and go', () => {
  expect(diffLines('Be kind.\nOffer tea.', 'Be kind.\nOffer coffee.\nSay thanks.\n')).toEqual([
    { change: 'same', text: 'Be kind.' },
    { change: 'removed', text: 'Offer tea.' },
    { change: 'added', text: 'Offer coffee.' },
    { change: 'added', text: 'Say thanks.' },
  ]);
});

test('the same text has no changes, whatever its end', () => {
  expect(diffLines('one\n\ntwo', 'one\n\ntwo\n').map((line) => line.change)).toEqual(['same', 'same', 'same']);
});
