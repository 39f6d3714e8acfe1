import { withNumberedChoices } from './numbered-choices.ts';
import { offeredChoices } from './offered-choices.ts';

const limits = { buttons: 3, buttonTitle: 20 };

test('numbered lines at the end are answers to choose from', () => {
  const text = 'Which bread would you like?\n\n1. Rye\n2) חלה\n3. Roti tawar';
  expect(offeredChoices(text, limits)).toEqual({
    text: 'Which bread would you like?',
    choices: ['Rye', 'חלה', 'Roti tawar'].map((title) => ({ id: title, title })),
  });
});

test('written as lines again they are what the model wrote', () => {
  const text = 'Which one?\n\n1. Rye\n2. Challah';
  const offered = offeredChoices(text, limits);
  const again = withNumberedChoices(offered.text, offered.choices);
  expect(again).toBe('Which one?\n1. Rye\n2. Challah');
  // A part as long as its channel allows still is.
  expect(again.length).toBeLessThanOrEqual(text.length);
});

test.each([
  ['too many', 'Which?\n1. a\n2. b\n3. c\n4. d'],
  ['a title too long', 'Which?\n1. a\n2. one that is longer than a button'],
  ['the same twice', 'Which?\n1. a\n2. a'],
  ['one only', 'Which?\n1. a'],
  ['not from one', 'Which?\n2. a\n3. b'],
  ['words behind', 'Which?\n1. a\n2. b\nTell me!'],
  ['no words before', '1. a\n2. b'],
  ['no list', 'It costs 2.50 in all.'],
])('%s stays as it is', (_name, text) => {
  expect(offeredChoices(text, limits)).toEqual({ text, choices: [] });
});

test('a channel without buttons gets the lines', () => {
  const text = 'Which?\n1. a\n2. b';
  expect(offeredChoices(text, { buttons: 0, buttonTitle: 0 })).toEqual({ text, choices: [] });
});
