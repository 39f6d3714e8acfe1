import { useShop } from '#dashboard/components/use-shop.ts';

/** The shop's clock: the time alone for today, with the day before that. */
export function ClockTime({ at }: { readonly at: string }) {
  const { timeZone, locale } = useShop();
  const moment = new Date(at);
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone });
  const isToday = day.format(moment) === day.format(new Date());
  const shown = new Intl.DateTimeFormat(locale, {
    ...(!isToday && { dateStyle: 'medium' }),
    timeStyle: 'short',
    timeZone,
  });
  return <time dateTime={at}>{shown.format(moment)}</time>;
}
