import { z } from 'zod';
import { placeBooking } from '#domain/booking/place-booking.ts';
import { presentBooking } from '#domain/booking/present-booking.ts';
import { refuse } from '#agent/tools/refusals.ts';
import { defineTool } from '#agent/tools/tool.ts';
import { findResources } from './find-resources.ts';
import { houseOf, refuseBooking, unknownResource } from './present.ts';
import { readDay, readTime } from './read-wish.ts';
import { bookingNotes, date, duration, guestName, resource, time } from './schemas.ts';

const TOOL = 'create_booking';

export const createBooking = defineTool({
  name: TOOL,
  description:
    'Books for this customer: one resource, one day, one start. Call it only when the customer has settled what, which day ' +
    'and which hour. The price is computed by the shop. The result says whether it is confirmed, or held until it is paid ' +
    'or confirmed. If the slot has gone, nothing is booked and the result names free alternatives.',
  schema: z.strictObject({
    resource: resource.optional(),
    date,
    time,
    duration_minutes: duration.optional(),
    name: guestName.optional(),
    notes: bookingNotes.optional(),
  }),
  run: async (input, context) => {
    const { desk, tenant } = context;
    const house = houseOf(context);
    const found = findResources(input.resource, await desk.bookings.resources());
    if ('didYouMean' in found) return unknownResource(TOOL, input.resource, found.didYouMean);
    const day = readDay(TOOL, input, house);
    if ('refusal' in day) return day.refusal;
    const hour = readTime(TOOL, input, day.date, found.resources, house);
    if ('refusal' in hour) return hour.refusal;
    if (hour.minute === null) return refuse(TOOL, 'which_time', 'No hour is given. Ask the customer when to begin.');
    const wish = {
      resources: found.resources,
      date: day.date,
      minute: hour.minute,
      duration: input.duration_minutes ?? hour.duration,
    };
    const party = {
      guestName: input.name || null,
      notes: input.notes || null,
      requestKey: context.callKey,
      byStaff: false,
    };
    const outcome = await placeBooking(desk.bookings, wish, party, house);
    if ('refusal' in outcome) return refuseBooking(TOOL, outcome.refusal, context);
    const { booking } = outcome;
    return {
      ok: true,
      data: { booking: presentBooking(booking, tenant.timeZone) },
      effect: {
        kind: booking.status === 'held' ? 'booking_held' : 'booking_confirmed',
        bookingNumber: booking.number,
        watch: { subject: 'booking', id: booking.id },
      },
      summary: `${TOOL} #${booking.number}`,
    };
  },
});
