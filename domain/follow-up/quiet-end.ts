import { addDays, localTime, minutesOf, momentOf } from '#domain/time/local-time.ts';

/** When the quiet hours that hold at `now` end, epoch ms; null outside them. `from` later than `to` lasts over midnight. */
export function quietEnd(
  quiet: { readonly from: string; readonly to: string } | null,
  now: number,
  timeZone: string,
): number | null {
  if (quiet === null) return null;
  const from = minutesOf(quiet.from) ?? 0;
  const to = minutesOf(quiet.to) ?? 0;
  const { date, minute } = localTime(new Date(now), timeZone);
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return null;
  const day = minute < to ? date : addDays(date, 1);
  const end = momentOf(day, to, timeZone);
  // Inside the hour that winter time shows twice, the first showing of `to` may have passed.
  return end > now ? end : now + (to - minute) * 60_000;
}
