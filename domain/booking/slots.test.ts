import fc from 'fast-check';
import { addDays } from '#domain/time/local-time.ts';
import { hall } from '#tests/fakes/resources.ts';
import type { Resource } from './resource.ts';
import { freeSlots, priceOf, runFrom, slotPrice, slotsOfDay } from './slots.ts';

const roundTheClock = (slotMinutes = 60): Resource =>
  hall({ slotMinutes, opening: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 0, to: 1440 })) });

describe('slots of a day', () => {
  test('follow the opening hours', () => {
    const slots = slotsOfDay(hall(), '2026-11-23', 'Asia/Jakarta');
    expect(slots).toHaveLength(17);
    expect(slots[0]).toMatchObject({
      minute: 360,
      startsAt: Date.parse('2026-11-22T23:00:00Z'),
      priceMinor: 15_000_000,
    });
    expect(slots.at(-1)).toMatchObject({ minute: 1320, date: '2026-11-23' });
  });

  test('are none on a day that is not open', () => {
    const weekdays = hall({ opening: [{ weekday: 1, from: 480, to: 600 }] });
    expect(slotsOfDay(weekdays, '2026-11-22', 'Asia/Jakarta')).toEqual([]);
    expect(slotsOfDay(weekdays, '2026-11-23', 'Asia/Jakarta')).toHaveLength(2);
  });

  test('after midnight belong to the day they begin on', () => {
    const late = hall({ opening: [{ weekday: 6, from: 1320, to: 1560 }] });
    expect(slotsOfDay(late, '2026-11-28', 'Asia/Jakarta').map((slot) => slot.minute)).toEqual([1320, 1380]);
    expect(slotsOfDay(late, '2026-11-29', 'Asia/Jakarta').map((slot) => slot.minute)).toEqual([0, 60]);
  });

  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Europe/Berlin', '2026-10-26', 24],
    ['Asia/Jerusalem', '2026-03-27', 23],
    ['Asia/Jerusalem', '2026-10-25', 25],
    ['Asia/Jakarta', '2026-03-29', 24],
  ])('in %s on %s there are %i whole hours', (zone, date, count) => {
    const slots = slotsOfDay(roundTheClock(), date, zone);
    expect(slots).toHaveLength(count);
    for (const [place, slot] of slots.entries()) {
      expect(slot.endsAt - slot.startsAt).toBe(3_600_000);
      expect(slot.startsAt).toBe(slots[place - 1]?.endsAt ?? slots[0]?.startsAt);
    }
  });

  test('the skipped hour is no slot, the repeated one is two', () => {
    const spring = slotsOfDay(roundTheClock(), '2026-03-29', 'Europe/Berlin').map((slot) => slot.minute);
    expect(spring).not.toContain(120);
    const autumn = slotsOfDay(roundTheClock(), '2026-10-25', 'Europe/Berlin').filter((slot) => slot.minute === 120);
    expect(autumn.map((slot) => new Date(slot.startsAt).toISOString())).toEqual([
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T01:00:00.000Z',
    ]);
  });

  test('never overlap, lie on their day, and fill the opening, whatever hours, zone and day', () => {
    const zones = fc.constantFrom(
      'Asia/Jakarta',
      'Europe/Berlin',
      'Asia/Jerusalem',
      'America/New_York',
      'Australia/Lord_Howe',
    );
    const days = fc.integer({ min: 0, max: 800 }).map((count) => addDays('2026-01-01', count));
    const opening = fc
      .tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 15, max: 1500 }))
      .map(([from, length]) =>
        [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from, to: Math.min(from + length, from + 1440) })),
      );
    fc.assert(
      fc.property(opening, fc.constantFrom(15, 30, 45, 60, 90, 120), zones, days, (hours, slotMinutes, zone, day) => {
        const resource = hall({ opening: hours, slotMinutes });
        const slots = slotsOfDay(resource, day, zone);
        for (const [place, slot] of slots.entries()) {
          expect(slot.date).toBe(day);
          expect(slot.endsAt - slot.startsAt).toBe(slotMinutes * 60_000);
          expect(slot.minute >= 0 && slot.minute < 1440).toBe(true);
          expect(slot.startsAt).toBeGreaterThanOrEqual(slots[place - 1]?.endsAt ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('prices', () => {
  test('the first rule that fits holds, else the price of the resource', () => {
    const resource = hall({
      priceRules: [
        { weekdays: [0, 6], from: 0, to: 1440, priceMinor: 300 },
        { weekdays: [0, 1, 2, 3, 4, 5, 6], from: 1020, to: 1440, priceMinor: 200 },
      ],
      priceMinor: 100,
    });
    expect(slotPrice(resource, 0, 1100)).toBe(300);
    expect(slotPrice(resource, 1, 1019)).toBe(100);
    expect(slotPrice(resource, 1, 1020)).toBe(200);
  });

  test('a stretch costs the sum of its slots, and crosses the edge of a rule slot by slot', () => {
    const slots = slotsOfDay(hall(), '2026-11-23', 'Asia/Jakarta');
    const run = runFrom(slots, 10, 2);
    expect(run?.map((slot) => slot.minute)).toEqual([960, 1020]);
    expect(priceOf(run ?? [])).toBe(37_000_000);
  });

  test('of a stretch are the prices of its parts, however it is cut', () => {
    const slots = slotsOfDay(hall(), '2026-11-23', 'Asia/Jakarta');
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 4 }), fc.nat(4), (start, count, cut) => {
        const run = runFrom(slots, start, count) ?? [];
        expect(priceOf(run.slice(0, cut)) + priceOf(run.slice(cut))).toBe(priceOf(run));
      }),
    );
  });

  test('that can not be kept exactly are refused', () => {
    const slots = slotsOfDay(
      hall({ priceMinor: Number.MAX_SAFE_INTEGER, priceRules: [] }),
      '2026-11-23',
      'Asia/Jakarta',
    );
    expect(() => priceOf(slots.slice(0, 2))).toThrow(RangeError);
  });
});

test('a slot is free unless something touches it', () => {
  const slots = slotsOfDay(hall(), '2026-11-23', 'Asia/Jakarta').slice(0, 3);
  const [first, second, third] = slots;
  const busy = [{ resourceId: 'hall-1', startsAt: '2026-11-23T00:30:00Z', endsAt: '2026-11-23T01:00:00Z' }];
  expect(freeSlots(slots, busy, 0)).toEqual([first, third]);
  expect(
    freeSlots(
      slots,
      [{ ...busy[0], resourceId: 'other', startsAt: '2026-11-23T00:30:00Z', endsAt: '2026-11-23T01:00:00Z' }],
      0,
    ),
  ).toEqual(slots);
  expect(freeSlots(slots, [], second?.startsAt ?? 0)).toEqual([second, third]);
});
