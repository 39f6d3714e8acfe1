import { addDays, clockOf, dayOf, isDay, weekdayOf } from '#domain/time/local-time.ts';
import { findDates, type DateMention, type SaidWeekday } from './find-dates.ts';
import { findDuration } from './find-duration.ts';
import { findPart } from './find-part.ts';
import type { PartOfDay } from './words.ts';

/** The day a text names. `choice`: several could be meant, so that somebody has to ask. Dates are `YYYY-MM-DD`. */
export type DayReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'day'; readonly date: string }
  | { readonly kind: 'choice'; readonly dates: readonly string[]; readonly said: string }
  /** "31 February". */
  | { readonly kind: 'impossible'; readonly said: string }
  | { readonly kind: 'past'; readonly date: string; readonly said: string };

/** The hour a text names, minutes of the local day. */
export type TimeReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'time'; readonly minute: number }
  /** "at 7": in the morning or in the evening. */
  | { readonly kind: 'choice'; readonly minutes: readonly number[] };

export interface When {
  readonly day: DayReading;
  readonly time: TimeReading;
  /** "in the morning", when no hour is named. */
  readonly part: PartOfDay | null;
  /** How long, minutes: "2 hours", "from 7 to 9". */
  readonly duration: number | null;
}

/** A day without a year that passed within so many days was hardly meant for next year. */
const JUST_PASSED_DAYS = 31;
/** "Not tomorrow", "jangan besok". */
const NOT_BEFORE =
  /(?<!\p{L})(?:not|no|never|can'?t|instead\s+of|jangan|bukan|nggak|enggak|gak|ga|tidak|לא)\s+(?:bisa\s+|do\s+|on\s+|for\s+|hari\s+|this\s+|ב)?$/iu;
const OR = /^[^.?!\n]{0,30}?(?:(?<!\p{L})(?:or|atau|או)\s+|^\s*\/\s*)[^.?!\n]{0,15}$/iu;
/** Nothing but the words that join a weekday and its date. */
const BESIDE = /^[\s,(]*(?:the|tanggal|tgl|on)?[\s,(]*$/iu;

/**
 * What a text says of day, hour and length, relative to the place's local date `today` (`YYYY-MM-DD`), in English,
 * Indonesian and Hebrew. "Tanggal 23" is the next such day, today included; "Saturday" the coming one, today included;
 * "next Friday" said on a day of the same week may be either of two.
 */
export function readWhen(text: string, today: string): When {
  const mentions = findDates(text);
  const day = isDay(today) ? readDay(text, mentions, today) : ({ kind: 'none' } as const);
  const part = findPart(text, mentions);
  const said = mentions.find((mention) => mention.kind === 'time');
  if (said === undefined) return { day, time: { kind: 'none' }, part, duration: findDuration(text) };
  const minute = said.hour * 60 + said.minute;
  const time = timeOf(minute, said.certain, part);
  const start = time.kind === 'time' ? time.minute : minute;
  const until = said.until && said.until.hour * 60 + said.until.minute;
  const length = until === null ? null : lengthOf(start, until);
  return { day, time, part: null, duration: length ?? findDuration(text) };
}

/** A day and an hour (`HH:MM`), each null when the text names none, or no one of them. */
export interface Schedule {
  readonly date: string | null;
  readonly time: string | null;
}

/** The short form of `readWhen`, for places that can't ask back: the first meaning counts. */
export function readSchedule(text: string, today: string): Schedule {
  const { day, time } = readWhen(text, today);
  const minute = time.kind === 'choice' ? time.minutes[0] : time.kind === 'time' ? time.minute : undefined;
  return {
    date: day.kind === 'day' ? day.date : null,
    time: minute === undefined ? null : clockOf(minute % 1440),
  };
}

function timeOf(minute: number, certain: boolean, part: PartOfDay | null): TimeReading {
  if (certain || minute >= 13 * 60) return { kind: 'time', minute };
  const later = (minute + 720) % 1440;
  if (part === null) return { kind: 'choice', minutes: [minute, later] };
  if (part === 'morning' || (part === 'noon' && minute >= 600) || (part === 'night' && minute < 300))
    return { kind: 'time', minute };
  return { kind: 'time', minute: minute >= 720 ? (part === 'night' ? 1440 : 720) : later };
}

/** The end of a stretch may be said for the other half of the day: "7 pm to 9". */
function lengthOf(start: number, until: number): number | null {
  const ends = [until, until + 720, until + 1440].filter((end) => end > start);
  return ends.length === 0 ? null : Math.min(...ends) - start;
}

function readDay(text: string, mentions: readonly DateMention[], today: string): DayReading {
  const read = mentions
    .filter(({ kind, start }) => kind !== 'time' && !NOT_BEFORE.test(text.slice(0, start)))
    .map((mention) => ({ mention, reading: resolve(mention, text.slice(mention.start, mention.end), today) }));
  const clear = read.findIndex(({ reading }) => reading.kind === 'day');
  const first = read[clear];
  if (first?.reading.kind !== 'day') return read[0]?.reading ?? { kind: 'none' };
  let dates = [first.reading.date];
  let { end } = first.mention;
  for (const { mention, reading } of read.slice(clear + 1)) {
    if (reading.kind !== 'day') break;
    const between = text.slice(end, mention.start);
    if (OR.test(between)) dates.push(reading.date);
    else if (BESIDE.test(between) && isDated(mention) !== isDated(first.mention)) {
      // "Friday the 27th", any Friday; where the 27th is a Thursday, somebody has to ask.
      const [dated, other] = isDated(mention) ? [reading.date, first.mention] : [first.reading.date, mention];
      if (other.kind === 'weekday' && weekdayOf(dated) === other.weekday) dates = [dated];
      else dates.push(reading.date);
    } else break;
    end = mention.end;
  }
  const choices = [...new Set(dates)].sort();
  return oneOf(choices, text.slice(first.mention.start, end));
}

function isDated({ kind }: DateMention): boolean {
  return kind === 'calendar' || kind === 'monthday';
}

function resolve(mention: DateMention, said: string, today: string): DayReading {
  switch (mention.kind) {
    case 'relative':
      return named(addDays(today, mention.days), said, today);
    case 'weekday':
      return weekday(mention, said, today);
    case 'monthday':
      return monthday(mention, said, today);
    case 'calendar':
      return calendarDay(mention, said, today);
    case 'stretch':
      return oneOf(stretch(mention, today), said);
    case 'time':
      return { kind: 'none' };
  }
}

function named(date: string, said: string, today: string): DayReading {
  return date < today ? { kind: 'past', date, said } : { kind: 'day', date };
}

function oneOf(dates: readonly string[], said: string): DayReading {
  const [only, another] = dates;
  return only !== undefined && another === undefined ? { kind: 'day', date: only } : { kind: 'choice', dates, said };
}

/** Weeks begin on Monday. "Next Friday" on a Wednesday is the day after tomorrow to some, nine days away to others. */
function weekday(
  { weekday: wanted, next, week, weekLater, eve }: SaidWeekday,
  said: string,
  today: string,
): DayReading {
  const current = weekdayOf(today);
  const ahead = (wanted - current + 7) % 7;
  if (week !== null) return dayOfWeek(wanted, week, said, today);
  if (weekLater) return { kind: 'day', date: addDays(today, ahead + 7) };
  if (eve && !next)
    return oneOf(
      [addDays(today, ahead - 1), addDays(today, ahead)].filter((date) => date >= today),
      said,
    );
  if (!next) return { kind: 'day', date: addDays(today, ahead) };
  if (ahead === 0) return { kind: 'day', date: addDays(today, 7) };
  const sameWeek = ahead <= 6 - ((current + 6) % 7);
  const coming = addDays(today, ahead);
  return sameWeek ? { kind: 'choice', dates: [coming, addDays(coming, 7)], said } : { kind: 'day', date: coming };
}

/** Where weeks begin on Sunday, the Sunday of next week is seven days earlier. */
function dayOfWeek(wanted: number, week: number, said: string, today: string): DayReading {
  const monday = addDays(today, 7 * week - ((weekdayOf(today) + 6) % 7));
  const date = addDays(monday, (wanted + 6) % 7);
  if (wanted !== 0) return named(date, said, today);
  return oneOf(
    [addDays(date, -7), date].filter((each) => each >= today),
    said,
  );
}

function monthday(
  { day, months }: { readonly day: number; readonly months: number },
  said: string,
  today: string,
): DayReading {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const place = month - 1 + months;
  const date = dayOf(year + Math.floor(place / 12), (place % 12) + 1, day);
  return date === undefined ? { kind: 'impossible', said } : named(date, said, today);
}

function stretch({ next, weekend }: { next: boolean; weekend: boolean }, today: string): string[] {
  const sinceMonday = (weekdayOf(today) + 6) % 7;
  const monday = addDays(today, (next ? 7 : 0) - sinceMonday);
  const days = (weekend ? [5, 6] : [0, 1, 2, 3, 4, 5, 6]).map((place) => addDays(monday, place));
  return days.filter((day) => day >= today);
}

function calendarDay(
  { day, month, year }: { day: number; month: number | null; year: number | null },
  said: string,
  today: string,
): DayReading {
  if (year !== null && month !== null) {
    const date = dayOf(year, month, day);
    return date === undefined ? { kind: 'impossible', said } : named(date, said, today);
  }
  const [thisYear, thisMonth] = today.split('-').map(Number) as [number, number];
  for (let count = 0; count < 13; count += 1) {
    const place = thisMonth - 1 + count;
    const wanted = { year: thisYear + Math.floor(place / 12), month: (place % 12) + 1 };
    if (month !== null && wanted.month !== month) continue;
    const date = dayOf(wanted.year, wanted.month, day);
    if (date !== undefined && date >= today)
      return justPassed(month, day, thisYear, said, today) ?? { kind: 'day', date };
  }
  return { kind: 'impossible', said };
}

function justPassed(
  month: number | null,
  day: number,
  year: number,
  said: string,
  today: string,
): DayReading | undefined {
  const last = month === null ? undefined : dayOf(year, month, day);
  if (last === undefined || last >= today || addDays(last, JUST_PASSED_DAYS) < today) return undefined;
  return { kind: 'past', date: last, said };
}
