import { formatMoney } from '#domain/money/format-money.ts';
import { localTime } from '#domain/time/local-time.ts';
import type { Booking } from './booking.ts';

/** A booking as models and logs of events see it: local wall clock, amounts as decimal strings of major units. */
export interface PresentedBooking {
  readonly [key: string]: string | number | null;
  readonly number: number;
  readonly status: string;
  readonly resource: string;
  /** `YYYY-MM-DD`, local. */
  readonly date: string;
  readonly weekday: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly price: string;
  readonly currency: string;
  /** Local time until which a hold is kept. */
  readonly held_until: string | null;
  readonly name: string | null;
  readonly notes: string | null;
}

export const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

export function presentBooking(booking: Booking, timeZone: string): PresentedBooking {
  const start = localTime(booking.startsAt, timeZone);
  const held = booking.heldUntil === null ? null : localTime(booking.heldUntil, timeZone);
  return {
    number: booking.number,
    status: booking.status,
    resource: booking.resourceName,
    date: start.date,
    weekday: WEEKDAY_NAMES[start.weekday] ?? '',
    start_time: start.time,
    end_time: localTime(booking.endsAt, timeZone).time,
    price: formatMoney(booking.priceMinor, booking.currency),
    currency: booking.currency,
    held_until: held && `${held.date} ${held.time}`,
    name: booking.guestName,
    notes: booking.notes,
  };
}
