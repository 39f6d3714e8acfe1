import { extraOf, extraRows } from './extra.ts';

describe('fields of the shop’s own', () => {
  it('come back from the form as they were', () => {
    const extra = {
      colour: 'red',
      size: 12,
      code: '12',
      flags: [true, null],
      words: 'say "hi"',
      empty: '',
      yes: 'true',
    };
    expect(extraOf(extraRows(extra))).toEqual(extra);
  });

  it('are left out without a name', () => {
    expect(extraOf([{ field: ' ', value: 'x' }])).toEqual({});
  });

  it('are numbers when they look like one', () => {
    expect(extraOf([{ field: ' weight ', value: '2.5' }])).toEqual({ weight: 2.5 });
  });
});
