import { z } from 'zod';
import type { Booking } from '#domain/booking/booking.ts';
import { moveBooking } from '#domain/booking/place-booking.ts';
import { presentBooking } from '#domain/booking/present-booking.ts';
import type { Resource } from '#domain/booking/resource.ts';
import { localTime } from '#domain/time/local-time.ts';
import type { ToolResult } from '#domain/turn/receipt.ts';
import { refuse } from '#agent/tools/refusals.ts';
import { defineTool } from '#agent/tools/tool.ts';
import { findResources } from './find-resources.ts';
import { houseOf, noSuchBooking, refuseBooking, unknownResource } from './present.ts';
import { readDay, readTime } from './read-wish.ts';
import { bookingNumber, date, duration, resource, time } from './schemas.ts';

const TOOL = 'reschedule_booking';

export const rescheduleBooking = defineTool({
  name: TOOL,
  description:
    "Moves one of this customer's bookings to another day, hour, length or resource. What you omit stays as it is. If the " +
    'new time is not free, the booking stays as it was and the result names free alternatives.',
  schema: z.strictObject({
    booking_number: bookingNumber,
    resource: resource.optional(),
    date: date.optional(),
    time: time.optional(),
    duration_minutes: duration.optional(),
  }),
  run: async (input, context) => {
    const { booking_number: number, ...changes } = input;
    const { desk, tenant } = context;
    if (Object.values(changes).every((change) => change === undefined)) {
      const issue = 'nothing to change was given';
      return refuse(TOOL, 'invalid_arguments', issue, { issues: [issue] });
    }
    const booking = await desk.bookings.lock(number);
    if (!booking) return noSuchBooking(TOOL, number);
    const house = houseOf(context);
    const candidates = candidatesFor(booking, input.resource, await desk.bookings.resources());
    if ('refusal' in candidates) return candidates.refusal;
    const was = localTime(booking.startsAt, tenant.timeZone);
    const day = input.date === undefined ? { date: was.date } : readDay(TOOL, input, house);
    if ('refusal' in day) return day.refusal;
    const hour = readTime(TOOL, input, day.date, candidates.resources, house);
    if ('refusal' in hour) return hour.refusal;
    const length = (Date.parse(booking.endsAt) - Date.parse(booking.startsAt)) / 60_000;
    const wish = {
      resources: candidates.resources,
      date: day.date,
      minute: hour.minute ?? was.minute,
      duration: input.duration_minutes ?? hour.duration ?? length,
    };
    const outcome = await moveBooking(desk.bookings, booking, wish, house, { byStaff: false, tell: false });
    if ('refusal' in outcome) return refuseBooking(TOOL, outcome.refusal, context);
    return {
      ok: true,
      data: { booking: presentBooking(outcome.booking, tenant.timeZone) },
      effect: {
        kind: 'booking_rescheduled',
        bookingNumber: number,
        watch: { subject: 'booking', id: booking.id },
      },
      summary: `${TOOL} #${number}`,
    };
  },
});

/** Its own resource first, then those that stand in for it. */
function candidatesFor(
  booking: Booking,
  said: string | undefined,
  all: readonly Resource[],
): { readonly resources: readonly Resource[] } | { readonly refusal: ToolResult } {
  const own = all.find((one) => one.id === booking.resourceId);
  if (said === undefined) {
    const others = all.filter((one) => own !== undefined && one.id !== own.id && one.category === own.category);
    const resources = own ? [own, ...others] : [];
    return resources.length > 0 ? { resources } : { refusal: unknownResource(TOOL, booking.resourceName, []) };
  }
  const found = findResources(said, all);
  if ('didYouMean' in found) return { refusal: unknownResource(TOOL, said, found.didYouMean) };
  return { resources: [...found.resources].sort((a, b) => Number(b.id === own?.id) - Number(a.id === own?.id)) };
}
