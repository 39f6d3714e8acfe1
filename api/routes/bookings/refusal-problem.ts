import type { BookingRefusal, BookingRefusalCode } from '#domain/booking/booking-refusal.ts';
import { HttpProblem } from '#api/http/problem.ts';

/** Names to switch on, and whether the wish is wrong (422) or came at the wrong moment (409). */
const PROBLEM: Readonly<Record<BookingRefusalCode, readonly [status: number, code: string]>> = {
  past: [422, 'PastDate'],
  too_soon: [422, 'TooSoon'],
  too_far: [422, 'TooFarAhead'],
  closed: [422, 'Closed'],
  no_such_time: [422, 'NoSuchTime'],
  bad_duration: [422, 'BadDuration'],
  too_large: [422, 'TooLarge'],
  taken: [409, 'SlotTaken'],
  too_many: [409, 'TooManyBookings'],
  not_open: [409, 'NotOpen'],
  too_late_to_change: [409, 'TooLateToChange'],
};

/** A refusal of the booking rules as a problem document, with what is free instead. */
export function refusalProblem({ code, message, alternatives }: BookingRefusal): HttpProblem {
  const [status, name] = PROBLEM[code];
  const free = alternatives.map((one) => ({
    resource_id: one.resourceId,
    resource_name: one.resourceName,
    starts_at: one.startsAt,
    ends_at: one.endsAt,
    price_minor: one.priceMinor,
  }));
  return new HttpProblem(status, name, message, { extra: free.length > 0 ? { alternatives: free } : {} });
}
