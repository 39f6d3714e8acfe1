import type { Context } from '#adapters/models/offline/context.ts';
import type { BookingPhrases } from './phrases/types.ts';
import { BOOKING_PHRASES, printDay } from './print.ts';

/** `booking #5001 (Lapangan Futsal A, Sunday 2026-11-22, 19:00-20:00)` as lines of news carry it. */
const BOOKING = /booking #(\d+) \((.+), \p{L}+ (\d{4}-\d{2}-\d{2}), (\d{2}:\d{2})-(\d{2}:\d{2})\)/u;

const KINDS: readonly (readonly [RegExp, (phrases: BookingPhrases, what: string) => string])[] = [
  [/^The hold of .* ran out/u, (phrases, what) => phrases.newsExpired(what)],
  [/^The shop confirmed/u, (phrases, what) => phrases.newsConfirmed(what)],
  [/^The shop moved/u, (phrases, what) => phrases.newsMoved(what)],
  [/^The shop cancelled/u, (phrases, what) => phrases.newsCancelled(what)],
  [/^Reminder to give/u, (phrases, what) => phrases.reminder(what)],
];

/** What a line of news about a booking is in the customer's language; null when it is about something else. */
export function bookingNews(line: string, context: Context): string | null {
  const found = BOOKING.exec(line);
  const kind = KINDS.find(([pattern]) => pattern.test(line));
  if (found === null || kind === undefined) return null;
  const phrases = BOOKING_PHRASES[context.language];
  const [, number = '', what = '', date = '', from = '', to = ''] = found;
  const when = phrases.when(printDay(date, phrases), `${from}–${to}`);
  return kind[1](phrases, `#${number} ${what}, ${when}`);
}
