import { addDays, localTime, minutesOf, momentOf, weekdayOf } from '#domain/time/local-time.ts';
import { WEEKDAYS } from './handoff-policy.ts';
import type { HandoffPolicy } from './handoff-policy.ts';

/** When a shop has people at work. */
export interface BusinessCalendar extends Pick<HandoffPolicy, 'hours' | 'holidays'> {
  /** IANA. */
  readonly timeZone: string;
}

/** A shop that does not open within so many days has no opening time that is worth telling. */
const HORIZON_DAYS = 400;

interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** The moment from which somebody is there: `at` itself while open; null when that is not in sight. Epoch ms. */
export function nextOpening(calendar: BusinessCalendar, at: number): number | null {
  return deadlineOf(calendar, at, 0);
}

export function isOpenAt(calendar: BusinessCalendar, at: number): boolean {
  return nextOpening(calendar, at) === at;
}

/**
 * The moment at which the shop has been open for `openMs` since `from`, epoch ms; null when that is not in sight. An hour
 * counts as long as it lasts: the night of a clock change gives a shop that is open then an hour more or less.
 */
export function deadlineOf(calendar: BusinessCalendar, from: number, openMs: number): number | null {
  if (calendar.hours === null && calendar.holidays.length === 0) return from + openMs;
  let left = openMs;
  let date = localTime(new Date(from), calendar.timeZone).date;
  for (let day = 0; day < HORIZON_DAYS; day += 1) {
    for (const span of openSpans(calendar, date)) {
      const start = Math.max(span.from, from);
      const open = span.to - start;
      if (open <= 0) continue;
      if (left < open) return start + left;
      left -= open;
      // A time that ends with the day's last minute is met then, not at the next opening.
      if (left === 0 && openMs > 0) return span.to;
    }
    date = addDays(date, 1);
  }
  return null;
}

/** What is open on one day of the calendar, in order and without overlap. */
function openSpans(calendar: BusinessCalendar, date: string): readonly OpenSpan[] {
  const { hours, holidays, timeZone } = calendar;
  const weekday = WEEKDAYS[weekdayOf(date)] ?? 'sunday';
  const wholeDay = [{ from: '00:00', to: '24:00' }];
  const today =
    holidays.find((holiday) => holiday.date === date)?.hours ?? (hours === null ? wholeDay : hours[weekday]);
  const spans = today
    .map(({ from, to }) => ({ from: momentAt(date, from, timeZone), to: momentAt(date, to, timeZone) }))
    .toSorted((left, right) => left.from - right.from);
  const merged: OpenSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else merged.push(span);
  }
  return merged;
}

function momentAt(date: string, clock: string, timeZone: string): number {
  return momentOf(date, minutesOf(clock) ?? 0, timeZone);
}
