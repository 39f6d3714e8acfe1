import { addDays, clockOf, daysBetween, existsLocally, localTime, momentOf } from '#domain/time/local-time.ts';
import type { BookingPolicy } from './booking-policy.ts';
import type { Alternative, BookingRefusal } from './booking-refusal.ts';
import type { BusyPeriod, Resource } from './resource.ts';
import { freeSlots, priceOf, runFrom, slotsOfDay, type Slot } from './slots.ts';

/** What somebody wants: any of the resources, at a local day and minute, for so long (null = one slot). */
export interface BookingWish {
  readonly resources: readonly Resource[];
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Of the local day; 1440 = its end. */
  readonly minute: number;
  readonly duration: number | null;
}

/** The place and the moment it is asked at. */
export interface House {
  readonly timeZone: string;
  readonly policy: BookingPolicy;
  readonly now: Date;
}

export interface BookingPlan {
  readonly resource: Resource;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly priceMinor: number;
}

/** Free stretches shown instead of a taken one. */
const ALTERNATIVES = 3;
/** Days searched for them, from the day wanted. */
export const SEARCHED_DAYS = 3;

/** Whether the start can be wanted at all, before anything is looked up. */
export function checkStart(wish: BookingWish, house: House): BookingRefusal | undefined {
  const { now, policy, timeZone } = house;
  const today = localTime(now, timeZone).date;
  const start = momentOf(wish.date, wish.minute, timeZone);
  const refuse = (code: BookingRefusal['code'], message: string) => ({ code, message, alternatives: [] });
  if (start <= now.getTime()) {
    return refuse(
      'past',
      `${wish.date} ${clockOf(wish.minute)} is already past (it is ${localTime(now, timeZone).date} ${localTime(now, timeZone).time} there).`,
    );
  }
  if (start < now.getTime() + policy.leadMinutes * 60_000) {
    return refuse('too_soon', `Bookings are taken at least ${policy.leadMinutes} minutes ahead.`);
  }
  if (daysBetween(today, wish.date) > policy.horizonDays) {
    return refuse(
      'too_far',
      `Bookings are taken at most ${policy.horizonDays} days ahead, until ${addDays(today, policy.horizonDays)}.`,
    );
  }
  if (!existsLocally(wish.date, wish.minute, timeZone)) {
    return refuse('no_such_time', `On ${wish.date} the clocks skip ${clockOf(wish.minute)}: summer time begins.`);
  }
  return undefined;
}

/** The first of the wished resources that is free then, or why none is, with what is free near it. Pure. */
export function planBooking(
  wish: BookingWish,
  busy: readonly BusyPeriod[],
  house: House,
): { readonly plan: BookingPlan } | { readonly refusal: BookingRefusal } {
  const late = checkStart(wish, house);
  if (late) return { refusal: late };
  const fitting = wish.resources.filter((resource) => slotCount(resource, wish.duration) !== undefined);
  if (fitting.length === 0) return { refusal: badDuration(wish) };
  const start = localTime(new Date(momentOf(wish.date, wish.minute, house.timeZone)), house.timeZone);
  let begins = false;
  let opens = false;
  for (const resource of fitting) {
    const slots = [
      ...slotsOfDay(resource, start.date, house.timeZone),
      ...slotsOfDay(resource, addDays(start.date, 1), house.timeZone),
    ];
    opens ||= slots.some((slot) => slot.date === start.date);
    const count = slotCount(resource, wish.duration) ?? 1;
    const free = new Set(freeSlots(slots, busy, house.now.getTime()));
    for (const [place, slot] of slots.entries()) {
      if (slot.date !== start.date || slot.minute !== start.minute) continue;
      const run = runFrom(slots, place, count);
      begins ||= run !== undefined;
      if (run?.every((part) => free.has(part))) return { plan: planOf(resource, run) };
    }
  }
  const alternatives = nearestFree({ ...wish, resources: fitting }, busy, house);
  const what = fitting.map((resource) => resource.name).join(', ');
  const when = `${start.date} ${start.time}`;
  if (begins) return { refusal: { code: 'taken', message: `${what}: not free at ${when}.`, alternatives } };
  const [code, message] = opens
    ? (['no_such_time', `${what}: no booking of that length can begin at ${when}.`] as const)
    : (['closed', `${what}: closed on ${start.date}.`] as const);
  return { refusal: { code, message, alternatives } };
}

/** Free stretches of the wished length nearest to the wished start, on its day first. */
export function nearestFree(wish: BookingWish, busy: readonly BusyPeriod[], house: House): readonly Alternative[] {
  const wanted = momentOf(wish.date, wish.minute, house.timeZone);
  const earliest = house.now.getTime() + house.policy.leadMinutes * 60_000;
  const found: { plan: BookingPlan; away: number }[] = [];
  const seen = new Set<string>();
  for (let day = 0; day < SEARCHED_DAYS; day += 1) {
    const date = addDays(wish.date, day);
    for (const resource of wish.resources) {
      for (const run of freeRuns(resource, date, wish.duration, busy, house.timeZone, earliest)) {
        const plan = planOf(resource, run);
        const key = `${plan.startsAt}/${resource.category === '' ? resource.id : resource.category}`;
        if (seen.has(key)) continue;
        seen.add(key);
        // The same hour on another day is nearer to what was wanted than midnight of the same day.
        const away = Math.abs(Date.parse(plan.startsAt) - wanted - day * 86_400_000) + day * 4 * 3_600_000;
        found.push({ plan, away });
      }
    }
  }
  return found
    .sort((left, right) => left.away - right.away || left.plan.startsAt.localeCompare(right.plan.startsAt))
    .slice(0, ALTERNATIVES)
    .map(({ plan: { resource, ...rest } }) => ({ resourceId: resource.id, resourceName: resource.name, ...rest }));
}

/** Every free stretch of a length that begins on a day, in order. */
export function freeRuns(
  resource: Resource,
  date: string,
  duration: number | null,
  busy: readonly BusyPeriod[],
  timeZone: string,
  from: number,
): readonly (readonly Slot[])[] {
  const count = slotCount(resource, duration);
  if (count === undefined) return [];
  const slots =
    count === 1
      ? slotsOfDay(resource, date, timeZone)
      : [date, addDays(date, 1)].flatMap((day) => slotsOfDay(resource, day, timeZone));
  const free = freeSlots(slots, busy, from);
  return free.flatMap((slot, place) => {
    const run = slot.date === date ? runFrom(free, place, count) : undefined;
    return run ? [run] : [];
  });
}

/** How many slots make a length; undefined when none do. */
export function slotCount(resource: Resource, duration: number | null): number | undefined {
  if (duration === null) return 1;
  const count = duration / resource.slotMinutes;
  return Number.isInteger(count) && count >= 1 && count <= resource.mostSlots ? count : undefined;
}

function planOf(resource: Resource, run: readonly Slot[]): BookingPlan {
  const first = run[0]?.startsAt ?? 0;
  const last = run.at(-1)?.endsAt ?? first;
  return {
    resource,
    startsAt: new Date(first).toISOString(),
    endsAt: new Date(last).toISOString(),
    priceMinor: priceOf(run),
  };
}

function badDuration({ resources, duration }: BookingWish): BookingRefusal {
  const lengths = resources.map(
    ({ name, slotMinutes, mostSlots }) =>
      `${name}: ${slotMinutes} minutes or a multiple, at most ${slotMinutes * mostSlots}`,
  );
  return {
    code: 'bad_duration',
    message: `${duration} minutes can't be booked. ${lengths.join('; ')}.`,
    alternatives: [],
  };
}
