import type { Language } from '#dashboard/text/languages.ts';
import { addDays, isDay, localTime, weekdayOf } from '#domain/time/local-time.ts';

/** Where a week begins: 0 = Sunday. */
const WEEK_BEGINS: Readonly<Record<Language, number>> = { en: 1, he: 0, id: 1 };

/** The local days that a calendar shows around one of them. */
export function daysOf(day: string, view: 'day' | 'week', language: Language): readonly string[] {
  const around = isDay(day) ? day : localTime(new Date(), 'UTC').date;
  if (view === 'day') return [around];
  const back = (weekdayOf(around) - WEEK_BEGINS[language] + 7) % 7;
  return Array.from({ length: 7 }, (_, index) => addDays(around, index - back));
}
