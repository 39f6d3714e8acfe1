import { addDays, isDay, momentOf } from '#domain/time/local-time.ts';

/** The moment a local day begins, ISO 8601; what is no day is left as it is, so that the API can say so. */
export function startOfDay(day: string, timeZone: string): string {
  return isDay(day) ? new Date(momentOf(day, 0, timeZone)).toISOString() : day;
}

export function dayAfter(day: string): string {
  return isDay(day) ? addDays(day, 1) : day;
}
