import { deadlineOf, isOpenAt, nextOpening } from './business-hours.ts';
import type { BusinessCalendar } from './business-hours.ts';
import { handoffPolicy } from './handoff-policy.ts';

const nineToFive = [{ from: '09:00', to: '17:00' }];
const weekdays = { monday: nineToFive, tuesday: nineToFive, wednesday: nineToFive, thursday: nineToFive };
const HOUR = 3_600_000;

function calendar(timeZone: string, policy: object): BusinessCalendar {
  return { timeZone, ...handoffPolicy.parse(policy) };
}
function iso(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}
const at = (text: string) => Date.parse(text);

const berlin = calendar('Europe/Berlin', {
  hours: {
    ...weekdays,
    friday: [
      { from: '13:00', to: '16:00' },
      { from: '09:00', to: '12:00' },
    ],
  },
  holidays: [
    { date: '2026-12-24', name: 'Christmas Eve', hours: [{ from: '10:00', to: '12:00' }] },
    { date: '2026-12-25', hours: [] },
  ],
});

describe('business hours', () => {
  test.each([
    ['while open it is now', '2026-11-23T09:00:00Z', '2026-11-23T09:00:00.000Z'],
    ['before the morning', '2026-11-23T05:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['the closing minute is closed', '2026-11-23T16:00:00Z', '2026-11-24T08:00:00.000Z'],
    ['over lunch, spans written in any order', '2026-11-27T11:30:00Z', '2026-11-27T12:00:00.000Z'],
    ['over the weekend', '2026-11-27T15:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['a holiday has hours of its own', '2026-12-24T05:00:00Z', '2026-12-24T09:00:00.000Z'],
    ['or none: then Monday', '2026-12-24T11:00:00Z', '2026-12-28T08:00:00.000Z'],
    [
      'summer time begins on a Sunday: Monday opens an hour earlier',
      '2026-03-27T16:00:00Z',
      '2026-03-30T07:00:00.000Z',
    ],
    ['and ends on one', '2026-10-23T15:00:00Z', '2026-10-26T08:00:00.000Z'],
  ])('%s', (_what, from, expected) => {
    expect(iso(nextOpening(berlin, at(from)))).toBe(expected);
  });

  test('limits count only while the shop is open', () => {
    // Friday 15:30: half an hour is left of it, the rest is Monday's.
    expect(iso(deadlineOf(berlin, at('2026-11-27T14:30:00Z'), 2 * HOUR))).toBe('2026-11-30T09:30:00.000Z');
    expect(iso(deadlineOf(berlin, at('2026-11-27T14:30:00Z'), HOUR / 2))).toBe('2026-11-27T15:00:00.000Z');
    expect(iso(deadlineOf(berlin, at('2026-11-22T14:30:00Z'), HOUR))).toBe('2026-11-23T09:00:00.000Z');
    // Eight hours a day, two on Christmas Eve, none on the 25th and over the weekend.
    expect(iso(deadlineOf(berlin, at('2026-12-23T12:00:00Z'), 8 * HOUR))).toBe('2026-12-28T10:00:00.000Z');
  });

  test('a night shift lasts an hour less when summer time begins, an hour more when it ends', () => {
    const nights = [{ from: '00:00', to: '06:00' }];
    const jerusalem = calendar('Asia/Jerusalem', { hours: { friday: nights, sunday: nights } });
    // The clocks jump from 02:00 to 03:00 on Friday 27 March: five hours, then Sunday's first.
    expect(iso(deadlineOf(jerusalem, at('2026-03-26T22:00:00Z'), 6 * HOUR))).toBe('2026-03-28T22:00:00.000Z');
    // They go back on Sunday 25 October: seven hours.
    expect(iso(deadlineOf(jerusalem, at('2026-10-24T21:00:00Z'), 7 * HOUR))).toBe('2026-10-25T04:00:00.000Z');
  });

  test('a shop without hours is always open; one that never opens has no opening', () => {
    const always = calendar('Asia/Jakarta', {});
    expect(isOpenAt(always, 123_456)).toBe(true);
    expect(deadlineOf(always, 1_000, 5_000)).toBe(6_000);
    const never = calendar('Asia/Jakarta', { hours: {} });
    expect(nextOpening(never, at('2026-11-23T09:00:00Z'))).toBeNull();
    expect(isOpenAt(never, at('2026-11-23T09:00:00Z'))).toBe(false);
  });

  test('always open but for a holiday', () => {
    const shop = calendar('Asia/Jakarta', { holidays: [{ date: '2026-11-23', hours: [] }] });
    expect(iso(nextOpening(shop, at('2026-11-23T09:00:00Z')))).toBe('2026-11-23T17:00:00.000Z');
    expect(iso(deadlineOf(shop, at('2026-11-22T16:00:00Z'), 2 * HOUR))).toBe('2026-11-23T18:00:00.000Z');
  });
});

describe('handoff policy', () => {
  test('an empty one is complete', () => {
    expect(handoffPolicy.parse({})).toMatchObject({
      hours: null,
      assignment: 'manual',
      silentGoesTo: 'queue',
      csat: false,
    });
  });

  test.each([
    [{ hours: { monday: [{ from: '9:00', to: '17:00' }] } }],
    [{ hours: { monday: [{ from: '17:00', to: '09:00' }] } }],
    [{ hours: { monday: [{ from: '09:00', to: '24:01' }] } }],
    [{ hours: { funday: [] } }],
    [{ holidays: [{ date: '2026-02-30' }] }],
    [{ unclaimedMinutes: 0 }],
    [{ texts: { outOfHours: { en: '' } } }],
    [{ unknown: true }],
  ])('%j is refused', (policy) => {
    expect(handoffPolicy.safeParse(policy).success).toBe(false);
  });
});
