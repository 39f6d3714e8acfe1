import { clockOf, dayOf, existsLocally, isDay, isTimeZone, localTime, minutesOf, momentOf } from './local-time.ts';

const iso = (moment: number) => new Date(moment).toISOString();

describe('wall clocks', () => {
  test.each([
    ['2026-03-29', 90, 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
    // Berlin's clocks jump from 02:00 to 03:00.
    ['2026-03-29', 150, 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', 180, 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    // In autumn they show 02:30 twice; the first counts.
    ['2026-10-25', 150, 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', 180, 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    // Jerusalem changes on a Friday in spring and a Sunday in autumn.
    ['2026-03-27', 180, 'Asia/Jerusalem', '2026-03-27T00:00:00.000Z'],
    ['2026-10-25', 120, 'Asia/Jerusalem', '2026-10-25T00:00:00.000Z'],
    ['2026-11-21', 1140, 'Asia/Jakarta', '2026-11-21T12:00:00.000Z'],
    ['2026-11-21', 1500, 'Asia/Jakarta', '2026-11-21T18:00:00.000Z'],
  ])('%s, minute %i in %s', (date, minute, zone, moment) => {
    expect(iso(momentOf(date, minute, zone))).toBe(moment);
  });

  test('the hour that summer time skips does not exist', () => {
    expect(existsLocally('2026-03-29', 150, 'Europe/Berlin')).toBe(false);
    expect(existsLocally('2026-03-27', 150, 'Asia/Jerusalem')).toBe(false);
    expect(existsLocally('2026-03-30', 150, 'Europe/Berlin')).toBe(true);
    expect(existsLocally('2026-03-28', 1590, 'Europe/Berlin')).toBe(false);
  });

  test('a moment reads as date, time and weekday of the place', () => {
    expect(localTime('2026-11-21T17:05:00.000Z', 'Asia/Jakarta')).toEqual({
      date: '2026-11-22',
      time: '00:05',
      minute: 5,
      weekday: 0,
    });
  });
});

test('days and clocks are checked', () => {
  expect(dayOf(2026, 2, 31)).toBeUndefined();
  expect(dayOf(2028, 2, 29)).toBe('2028-02-29');
  expect(['2026-02-31', '2026-2-3', 'tomorrow', '2026-12-31'].map(isDay)).toEqual([false, false, false, true]);
  expect(['24:00', '07:30', '7:30', '12:60', '24:01'].map(minutesOf)).toEqual([
    1440,
    450,
    undefined,
    undefined,
    undefined,
  ]);
  expect([0, 450, 1440, 1500].map(clockOf)).toEqual(['00:00', '07:30', '24:00', '01:00']);
  expect(['Asia/Jakarta', 'Mars/Olympus'].map(isTimeZone)).toEqual([true, false]);
});
