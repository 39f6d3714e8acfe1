import { addDays, localTime, momentOf, weekdayOf } from '#domain/time/local-time.ts';
import type { BusyPeriod, Resource } from './resource.ts';

/** The smallest bookable stretch of one resource. */
export interface Slot {
  readonly resourceId: string;
  /** Epoch milliseconds; the end is not part of it. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Where it begins by the wall clock: `YYYY-MM-DD` and minute of that day. */
  readonly date: string;
  readonly minute: number;
  readonly priceMinor: number;
}

/**
 * The slots of a resource that begin on a local day, in order. They follow each other without gaps from the opening, each
 * exactly `slotMinutes` long: on a day when the clocks change there are fewer or more of them, never a short one. A slot
 * that begins after midnight of a late opening belongs to the day it begins on.
 */
export function slotsOfDay(resource: Resource, date: string, timeZone: string): readonly Slot[] {
  const slots = new Map<number, Slot>();
  for (const day of [addDays(date, -1), date]) {
    for (const interval of resource.opening) {
      // Of the day before only what goes on past midnight reaches this day.
      if (interval.weekday !== weekdayOf(day) || (day !== date && interval.to <= 1440)) continue;
      const closing = momentOf(day, interval.to, timeZone);
      const length = resource.slotMinutes * 60_000;
      for (let at = momentOf(day, interval.from, timeZone); at + length <= closing; at += length) {
        const wall = localTime(new Date(at), timeZone);
        if (wall.date !== date) continue;
        const priceMinor = slotPrice(resource, wall.weekday, wall.minute);
        slots.set(at, {
          resourceId: resource.id,
          startsAt: at,
          endsAt: at + length,
          date,
          minute: wall.minute,
          priceMinor,
        });
      }
    }
  }
  return [...slots.values()].sort((left, right) => left.startsAt - right.startsAt);
}

/** Minor units for a slot that begins at this local weekday and minute. */
export function slotPrice(resource: Resource, weekday: number, minute: number): number {
  const rule = resource.priceRules.find(
    ({ weekdays, from, to }) => weekdays.includes(weekday) && minute >= from && minute < to,
  );
  return rule?.priceMinor ?? resource.priceMinor;
}

/** Minor units for slots taken together. @throws RangeError when the sum can't be kept exactly */
export function priceOf(slots: readonly Slot[]): number {
  const total = slots.reduce((sum, slot) => sum + slot.priceMinor, 0);
  if (!Number.isSafeInteger(total))
    throw new RangeError(`price of ${slots.length} slots: more than can be kept exactly`);
  return total;
}

/** The slots that nothing occupies and that begin at `from` (epoch milliseconds) or later. */
export function freeSlots(slots: readonly Slot[], busy: readonly BusyPeriod[], from: number): readonly Slot[] {
  return slots.filter(
    (slot) =>
      slot.startsAt >= from &&
      !busy.some(
        ({ resourceId, startsAt, endsAt }) =>
          resourceId === slot.resourceId && Date.parse(startsAt) < slot.endsAt && slot.startsAt < Date.parse(endsAt),
      ),
  );
}

/** `count` slots on end beginning with the one at `start`; undefined when the row breaks before. */
export function runFrom(slots: readonly Slot[], start: number, count: number): readonly Slot[] | undefined {
  const run: Slot[] = [];
  for (const slot of slots.slice(start, start + count)) {
    const last = run.at(-1);
    if (last !== undefined && last.endsAt !== slot.startsAt) return undefined;
    run.push(slot);
  }
  return run.length === count && count > 0 ? run : undefined;
}
