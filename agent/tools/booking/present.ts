import type { Alternative, BookingRefusal } from '#domain/booking/booking-refusal.ts';
import type { House } from '#domain/booking/plan-booking.ts';
import { WEEKDAY_NAMES } from '#domain/booking/present-booking.ts';
import { formatMoney } from '#domain/money/format-money.ts';
import { localTime } from '#domain/time/local-time.ts';
import type { Json, ToolResult } from '#domain/turn/receipt.ts';
import { refuse } from '#agent/tools/refusals.ts';
import type { ToolContext } from '#agent/tools/tool.ts';
import { bookingPolicyOf } from '#domain/booking/booking-policy.ts';

/** The place and moment of a tool call. */
export function houseOf({ tenant, now }: Pick<ToolContext, 'tenant' | 'now'>): House {
  return { timeZone: tenant.timeZone, policy: bookingPolicyOf(tenant), now };
}

/** A stretch as models see it: local wall clock, price in major units. */
export function presentStretch(
  stretch: Omit<Alternative, 'resourceId'>,
  timeZone: string,
  currency: string,
): { readonly [key: string]: Json } {
  const start = localTime(stretch.startsAt, timeZone);
  return {
    resource: stretch.resourceName,
    date: start.date,
    weekday: WEEKDAY_NAMES[start.weekday] ?? '',
    start_time: start.time,
    end_time: localTime(stretch.endsAt, timeZone).time,
    price: formatMoney(stretch.priceMinor, currency),
  };
}

/** A refusal of the booking rules in the shape all tools share, with what is free instead. */
export function refuseBooking(tool: string, refusal: BookingRefusal, { tenant }: ToolContext): ToolResult {
  const { code, message, alternatives } = refusal;
  const advice = alternatives.length > 0 ? ' Nothing was booked. Offer the customer one of the alternatives.' : '';
  return refuse(tool, code, message + advice, {
    ...(alternatives.length > 0 && {
      alternatives: alternatives.map((free) => presentStretch(free, tenant.timeZone, tenant.currency)),
      currency: tenant.currency,
    }),
  });
}

export function unknownResource(tool: string, said: string | undefined, names: readonly string[]): ToolResult {
  const message =
    said === undefined || said.trim() === ''
      ? 'Several things can be booked here. Ask the customer which.'
      : `Nothing that can be booked is called "${said}". Ask the customer which of did_you_mean they want.`;
  return refuse(tool, 'unknown_resource', message, { did_you_mean: [...names] });
}

export function noSuchBooking(tool: string, number: number): ToolResult {
  return refuse(tool, 'no_such_booking', `This customer has no booking ${number}.`, { booking_number: number });
}
