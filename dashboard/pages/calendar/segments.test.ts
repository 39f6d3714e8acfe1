import { hoursOf, lanesOf, segmentsOf } from './segments.ts';

const DAYS = ['2026-11-22', '2026-11-23'];

describe('segmentsOf', () => {
  it('is told by the wall clock of the shop', () => {
    const period = { starts_at: '2026-11-22T03:00:00Z', ends_at: '2026-11-22T04:30:00Z' };
    expect(segmentsOf(period, DAYS, 'Asia/Jakarta')).toEqual([{ day: '2026-11-22', from: 600, to: 690 }]);
  });

  it('cuts what goes past midnight', () => {
    const period = { starts_at: '2026-11-22T16:00:00Z', ends_at: '2026-11-22T18:00:00Z' };
    expect(segmentsOf(period, DAYS, 'Asia/Jakarta')).toEqual([
      { day: '2026-11-22', from: 1380, to: 1440 },
      { day: '2026-11-23', from: 0, to: 60 },
    ]);
  });

  it('leaves no empty piece on the day it ends at midnight of', () => {
    const period = { starts_at: '2026-11-22T16:00:00Z', ends_at: '2026-11-22T17:00:00Z' };
    expect(segmentsOf(period, DAYS, 'Asia/Jakarta')).toEqual([{ day: '2026-11-22', from: 1380, to: 1440 }]);
  });
});

describe('lanesOf', () => {
  it('puts what overlaps side by side, and gives the rest the whole width', () => {
    const blocks = [
      { from: 600, to: 660 },
      { from: 630, to: 720 },
      { from: 660, to: 700 },
      { from: 720, to: 780 },
    ];
    expect(lanesOf(blocks)).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 2 },
      { lane: 0, lanes: 1 },
    ]);
  });

  it('does not depend on the order', () => {
    expect(
      lanesOf([
        { from: 630, to: 720 },
        { from: 600, to: 660 },
      ]),
    ).toEqual([
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 2 },
    ]);
  });
});

describe('hoursOf', () => {
  it('goes from the first opening to the last closing, and around a booking outside of them', () => {
    const hours = hoursOf([{ from: '09:30', to: '17:00' }], [{ from: 1_050, to: 1_110 }]);
    expect([hours[0], hours.at(-1)]).toEqual([9, 18]);
  });

  it('shows a place that closes past midnight until midnight', () => {
    const hours = hoursOf([{ from: '18:00', to: '02:00' }], []);
    expect([hours[0], hours.at(-1)]).toEqual([18, 23]);
  });

  it('shows a working day where nothing is known', () => {
    const hours = hoursOf([], []);
    expect([hours[0], hours.at(-1)]).toEqual([8, 19]);
  });
});
