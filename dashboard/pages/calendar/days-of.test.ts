import { daysOf } from './days-of.ts';

describe('daysOf', () => {
  it('is the one day of a day', () => {
    expect(daysOf('2026-11-21', 'day', 'en')).toEqual(['2026-11-21']);
  });

  it.each([
    ['en', '2026-11-16', '2026-11-22'],
    ['he', '2026-11-15', '2026-11-21'],
    ['id', '2026-11-16', '2026-11-22'],
  ] as const)('is the week as readers of %s know it', (language, first, last) => {
    const days = daysOf('2026-11-21', 'week', language);
    expect([days.length, days[0], days.at(-1)]).toEqual([7, first, last]);
  });

  it('begins a week on its own first day', () => {
    expect(daysOf('2026-11-16', 'week', 'en')[0]).toBe('2026-11-16');
  });
});
