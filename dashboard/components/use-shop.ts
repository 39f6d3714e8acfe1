import { usePreferences } from '#dashboard/app/preferences.tsx';

/** What pages need to write times and sums. */
interface Shop {
  /** IANA. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47 of the reader. */
  readonly locale: string;
}

export function useShop(): Shop {
  const { language } = usePreferences();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { timeZone, currency: 'USD', locale: language };
}
