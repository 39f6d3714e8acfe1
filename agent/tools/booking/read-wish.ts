import type { House } from '#domain/booking/plan-booking.ts';
import type { Resource } from '#domain/booking/resource.ts';
import { slotsOfDay } from '#domain/booking/slots.ts';
import { readWhen, type When } from '#domain/dates/read-when.ts';
import { clockOf, isDay, localTime, minutesOf, weekdayOf } from '#domain/time/local-time.ts';
import { WEEKDAY_NAMES } from '#domain/booking/present-booking.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import { refuse } from '#agent/tools/refusals.ts';

/** Day and hour as a model gives them: `YYYY-MM-DD` and `HH:MM`, or the customer's own words. */
export interface SaidWhen {
  readonly date?: string | undefined;
  readonly time?: string | undefined;
}

export type Read<T> = T | { readonly refusal: ToolResult };

/** The local day that is meant, or what has to be asked or told. */
export function readDay(tool: string, { date, time }: SaidWhen, house: House): Read<{ readonly date: string }> {
  const today = localTime(house.now, house.timeZone).date;
  // A full date leaves nothing to read: what else was said of the day was said on another one.
  const words = [date, isClock(time) ? undefined : time].filter((word) => word !== undefined).join(' ');
  const said = date !== undefined && isDay(date) ? date : words;
  const { day } = readWhen(said ?? '', today);
  switch (day.kind) {
    case 'day':
      return { date: day.date };
    case 'none':
      return {
        refusal: refuse(tool, 'which_day', 'No day is given, or it could not be read. Ask the customer for the date.', {
          today,
        }),
      };
    case 'choice':
      return {
        refusal: refuse(tool, 'ambiguous_date', `"${day.said}" may be any of these days. Ask the customer which.`, {
          dates: day.dates.map((choice) => ({ date: choice, weekday: WEEKDAY_NAMES[weekdayOf(choice)] ?? '' })),
        }),
      };
    case 'impossible':
      return {
        refusal: refuse(tool, 'no_such_day', `There is no such day as "${day.said}". Ask the customer for the date.`, {
          said: day.said,
        }),
      };
    case 'past':
      return {
        refusal: refuse(tool, 'past', `${day.date} is past; today is ${today}. Ask the customer for a day to come.`, {
          date: day.date,
          today,
        }),
      };
  }
}

/** The hour that is meant on that day; of "7", the one of the two that some resource is open at. */
export function readTime(
  tool: string,
  when: SaidWhen,
  day: string,
  resources: readonly Resource[],
  house: House,
): Read<{ readonly minute: number | null; readonly duration: number | null; readonly part: When['part'] }> {
  const exact = when.time === undefined ? undefined : minutesOf(when.time.trim());
  if (exact !== undefined) return { minute: exact, duration: null, part: null };
  const read = readWhen(wordsOf(when), day);
  const { time, duration, part } = read;
  if (time.kind === 'none') return { minute: null, duration, part };
  if (time.kind === 'time') return { minute: time.minute, duration, part: null };
  const open = time.minutes.filter((minute) => opensAt(minute, day, resources, house));
  const [only, another] = open;
  if (only !== undefined && another === undefined) return { minute: only, duration, part: null };
  if (only === undefined) return { minute: time.minutes[0] ?? null, duration, part: null };
  return {
    refusal: refuse(tool, 'ambiguous_time', 'Morning or evening? Ask the customer which of these is meant.', {
      times: open.map(clockOf),
    }),
  };
}

/** A bare figure is an hour here: the field asks for one. */
function wordsOf({ date, time }: SaidWhen): string {
  const hour = time?.trim() ?? '';
  const said = /^\d{1,2}$/u.test(hour) ? `jam ${hour}` : hour;
  return isDay(date ?? '') ? said : `${date ?? ''} ${said}`;
}

function isClock(time: string | undefined): boolean {
  return time !== undefined && /^\s*\d{1,2}(?:[:.]\d{2})?\s*$/u.test(time);
}

function opensAt(minute: number, day: string, resources: readonly Resource[], { timeZone, now }: House): boolean {
  return resources.some((resource) =>
    slotsOfDay(resource, day, timeZone).some((slot) => slot.minute === minute && slot.startsAt > now.getTime()),
  );
}
