import type { Language } from '#adapters/models/offline/lexicon/types.ts';
import { money } from '#adapters/models/offline/phrases/format.ts';
import { fieldsOf, text } from '#adapters/models/offline/prompt.ts';
import { ENGLISH_BOOKINGS } from './phrases/en.ts';
import { HEBREW_BOOKINGS } from './phrases/he.ts';
import { INDONESIAN_BOOKINGS } from './phrases/id.ts';
import type { BookingPhrases, PrintedBooking } from './phrases/types.ts';

export const BOOKING_PHRASES: Readonly<Record<Language, BookingPhrases>> = {
  en: ENGLISH_BOOKINGS,
  he: HEBREW_BOOKINGS,
  id: INDONESIAN_BOOKINGS,
};

/** "Minggu, 22 November 2026"; the text itself when it is no date. */
export function printDay(date: string, phrases: BookingPhrases): string {
  const day = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(phrases.locale, options).format(day);
}

/** Day and hours of a stretch as tools show it. */
export function printWhen(value: unknown, phrases: BookingPhrases): string {
  const fields = fieldsOf(value);
  return phrases.when(
    printDay(text(fields['date']), phrases),
    `${text(fields['start_time'])}–${text(fields['end_time'])}`,
  );
}

/** A booking as tools show it, or null when it is none. */
export function printBooking(value: unknown, phrases: BookingPhrases): PrintedBooking | null {
  const fields = fieldsOf(value);
  const number = fields['number'];
  if (typeof number !== 'number') return null;
  return {
    number,
    what: text(fields['resource']),
    when: printWhen(fields, phrases),
    price: money(text(fields['price']), text(fields['currency'])),
  };
}

/** Free stretches, one a line. */
export function printAlternatives(value: unknown, currency: string, phrases: BookingPhrases): string {
  const list = Array.isArray(value) ? value : [];
  return list
    .map((entry) => {
      const fields = fieldsOf(entry);
      return `• ${text(fields['resource'])}, ${printWhen(fields, phrases)}: ${money(text(fields['price']), currency)}`;
    })
    .join('\n');
}
