import { useSuspenseQuery } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { usePreferences } from '#dashboard/app/preferences.tsx';

/** What pages need to write times and sums. */
interface Shop {
  /** IANA zone of the shop. */
  readonly timeZone: string;
  /** BCP 47 of the reader. */
  readonly locale: string;
}

/** Suspends until the shop's clock is known: a time on the wrong one would be a lie. */
export function useShop(): Shop {
  const { language } = usePreferences();
  const { data: timeZone } = useSuspenseQuery({
    queryKey: ['settings', 'time zone'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/settings', { signal }))).settings.profile.timeZone,
    staleTime: 300_000,
  });
  return { timeZone, locale: language };
}
