import { directionOf, textsFor } from './texts-for.ts';

const SAMPLE = { open: expect.stringMatching(/\S/) as string };

test.each([
  ['en', 'ltr'],
  ['en-GB', 'ltr'],
  ['he', 'rtl'],
  ['he-IL', 'rtl'],
  ['ar', 'rtl'],
  ['fa', 'rtl'],
  ['id', 'ltr'],
  ['xx', 'ltr'],
])('%s is written %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction);
  expect(textsFor(language)).toMatchObject(SAMPLE);
});

test.each(['he', 'ar', 'id'])('%s has words of its own for everything', (language) => {
  const filled = (tag: string) =>
    Object.entries(textsFor(tag)).map(([name, text]) => [
      name,
      typeof text === 'function' ? (text as (value: never) => string)(3 as never) : text,
    ]);
  const english = new Map(filled('en') as [string, string][]);
  const same = filled(language).filter(([name, text]) => text === '' || text === english.get(name ?? ''));
  expect(same).toEqual([]);
});
