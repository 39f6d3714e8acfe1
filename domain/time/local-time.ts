import { Temporal } from 'temporal-polyfill';

/** A moment as the clock on the wall of a place shows it. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
  /** Minutes since the day's midnight by the wall clock. */
  readonly minute: number;
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekday: number;
}

/** The wall clock of an IANA zone at a moment. @throws RangeError for an unknown zone */
export function localTime(moment: Date | string, timeZone: string): LocalTime {
  const at = Temporal.Instant.fromEpochMilliseconds(new Date(moment).getTime()).toZonedDateTimeISO(timeZone);
  return {
    date: at.toPlainDate().toString(),
    time: at.toPlainTime().toString({ smallestUnit: 'minute' }),
    minute: at.hour * 60 + at.minute,
    weekday: at.dayOfWeek % 7,
  };
}

/**
 * The moment at which a place's wall clock shows a day and minute, epoch milliseconds. `minute` may be 1440 or more: it
 * then counts on into the next day. An hour that the clocks skip is the moment they jump to; one that they show twice is
 * the first of the two.
 * @throws RangeError for an unknown zone or a day that does not exist
 */
export function momentOf(date: string, minute: number, timeZone: string): number {
  const day = Temporal.PlainDate.from(date).add({ days: Math.floor(minute / 1440) });
  const rest = minute % 1440;
  const wall = day.toPlainDateTime({ hour: Math.floor(rest / 60), minute: rest % 60 });
  return wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** Whether a day's wall clock ever shows this minute: false inside the hour that summer time skips. */
export function existsLocally(date: string, minute: number, timeZone: string): boolean {
  return localTime(new Date(momentOf(date, minute, timeZone)), timeZone).minute === minute % 1440;
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek % 7;
}

/** `YYYY-MM-DD` of a day of the calendar, or undefined when there is no such day. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

/** Whether a text is a day of the calendar as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  return match !== null && dayOf(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

/** `HH:MM` of a minute of the day; 1440 is `24:00`, later ones belong to the next day. */
export function clockOf(minute: number): string {
  const rest = minute === 1440 ? 1440 : minute % 1440;
  return `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`;
}

/** Minutes of `HH:MM` (00:00 to 24:00), or undefined. */
export function minutesOf(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/u.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 1440 ? minutes : undefined;
}

/** Whether the platform knows an IANA zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    localTime(new Date(0), timeZone);
    return true;
  } catch {
    return false;
  }
}
