import { usePreferences } from '#dashboard/app/preferences.tsx';

/** 22 November 2026 is a Sunday. */
const SUNDAY = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;

/** Short names of the weekdays, Sunday first. */
export function useWeekdays(): readonly string[] {
  const { language } = usePreferences();
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format.format(new Date(SUNDAY + day * DAY)));
}
