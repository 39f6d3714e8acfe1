import { hall } from '#tests/fakes/resources.ts';
import { DEFAULT_BOOKING_POLICY } from './booking-policy.ts';
import { planBooking } from './plan-booking.ts';
import type { BookingWish, House } from './plan-booking.ts';
import type { BusyPeriod } from './resource.ts';

const HOUSE: House = {
  timeZone: 'Asia/Jakarta',
  policy: DEFAULT_BOOKING_POLICY,
  now: new Date('2026-11-21T05:00:00Z'),
};
const WISH: BookingWish = { resources: [hall()], date: '2026-11-23', minute: 1140, duration: null };

const busyFrom = (time: string, hours = 1, resourceId = 'hall-1'): BusyPeriod => {
  const start = Date.parse(`2026-11-23T${time}:00+07:00`);
  return {
    resourceId,
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + hours * 3_600_000).toISOString(),
  };
};
const codeOf = (wish: Partial<BookingWish>, busy: readonly BusyPeriod[] = [], house: House = HOUSE) => {
  const planned = planBooking({ ...WISH, ...wish }, busy, house);
  return 'refusal' in planned ? planned.refusal.code : 'planned';
};

test('a free stretch is planned with its exact times and price', () => {
  const planned = planBooking({ ...WISH, duration: 120 }, [], HOUSE);
  expect(planned).toMatchObject({
    plan: { startsAt: '2026-11-23T12:00:00.000Z', endsAt: '2026-11-23T14:00:00.000Z', priceMinor: 44_000_000 },
  });
});

test('of resources that stand in for each other the first free one is taken', () => {
  const resources = [hall(), hall({ id: 'hall-2', name: 'Lapangan Futsal B' })];
  const planned = planBooking({ ...WISH, resources }, [busyFrom('19:00')], HOUSE);
  expect(planned).toMatchObject({ plan: { resource: { id: 'hall-2' } } });
});

test.each([
  ['past', { date: '2026-11-20' }],
  ['past', { date: '2026-11-21', minute: 11 * 60 }],
  ['too_far', { date: '2027-05-01' }],
  ['bad_duration', { duration: 45 }],
  ['bad_duration', { duration: 600 }],
  ['bad_duration', { duration: -60 }],
  ['bad_duration', { duration: 0 }],
  ['no_such_time', { minute: 1150 }],
  ['no_such_time', { minute: 120 }],
  ['no_such_time', { minute: 1320, duration: 120 }],
  ['closed', { resources: [hall({ opening: [] })] }],
  ['taken', {}],
] as const)('%s: %o', (code, wish) => {
  expect(codeOf(wish, code === 'taken' ? [busyFrom('19:00')] : [])).toBe(code);
});

test('what begins too soon is refused by the policy', () => {
  const house = { ...HOUSE, policy: { ...DEFAULT_BOOKING_POLICY, leadMinutes: 60 } };
  expect(codeOf({ date: '2026-11-21', minute: 13 * 60 }, [], house)).toBe('planned');
  expect(codeOf({ date: '2026-11-21', minute: 12 * 60 + 30 }, [], house)).toBe('too_soon');
});

test('the end of a day is the beginning of the next', () => {
  const allNight = hall({ opening: [{ weekday: 1, from: 1200, to: 1560 }] });
  const planned = planBooking({ ...WISH, resources: [allNight], minute: 1440 }, [], HOUSE);
  expect(planned).toMatchObject({ plan: { startsAt: '2026-11-23T17:00:00.000Z' } });
});

test('a stretch with one taken hour is taken', () => {
  expect(codeOf({ duration: 180 }, [busyFrom('20:00')])).toBe('taken');
});

test('the nearest free times are offered, the same day first', () => {
  const planned = planBooking(WISH, [busyFrom('19:00')], HOUSE);
  const offered = 'refusal' in planned ? planned.refusal.alternatives : [];
  expect(offered.map((free) => free.startsAt)).toEqual([
    '2026-11-23T11:00:00.000Z',
    '2026-11-23T13:00:00.000Z',
    '2026-11-23T10:00:00.000Z',
  ]);
});

test('when the whole day is taken the same hour of the next day is offered first', () => {
  const planned = planBooking(WISH, [busyFrom('06:00', 17)], HOUSE);
  const offered = 'refusal' in planned ? planned.refusal.alternatives : [];
  expect(offered[0]?.startsAt).toBe('2026-11-24T12:00:00.000Z');
});

test('the hour that summer time skips can not be booked', () => {
  const opening = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 0, to: 1440 }));
  const house: House = { ...HOUSE, timeZone: 'Europe/Berlin', now: new Date('2026-03-20T00:00:00Z') };
  const wish = { ...WISH, resources: [hall({ opening })], date: '2026-03-29' };
  expect(codeOf({ ...wish, minute: 120 }, [], house)).toBe('no_such_time');
  expect(codeOf({ ...wish, minute: 150 }, [], house)).toBe('no_such_time');
  expect(codeOf({ ...wish, minute: 180 }, [], house)).toBe('planned');
});

test('the hour that is shown twice in autumn can be booked twice, the first one first', () => {
  const opening = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 0, to: 1440 }));
  const house: House = { ...HOUSE, timeZone: 'Asia/Jerusalem', now: new Date('2026-10-20T00:00:00Z') };
  const wish = { ...WISH, resources: [hall({ opening })], date: '2026-10-25', minute: 60 };
  const first = planBooking(wish, [], house);
  const [startsAt, endsAt] = ['2026-10-24T22:00:00.000Z', '2026-10-24T23:00:00.000Z'];
  expect(first).toMatchObject({ plan: { startsAt, endsAt } });
  const second = planBooking(wish, [{ resourceId: 'hall-1', startsAt, endsAt }], house);
  expect(second).toMatchObject({ plan: { startsAt: '2026-10-24T23:00:00.000Z' } });
});
