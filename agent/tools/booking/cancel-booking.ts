import { z } from 'zod';
import { cancelBooking as cancel } from '#domain/booking/place-booking.ts';
import { presentBooking } from '#domain/booking/present-booking.ts';
import { defineTool } from '#agent/tools/tool.ts';
import { houseOf, noSuchBooking, refuseBooking } from './present.ts';
import { bookingNumber } from './schemas.ts';

const TOOL = 'cancel_booking';

export const cancelBooking = defineTool({
  name: TOOL,
  description: "Cancels one of this customer's bookings. Call it only when the customer clearly wants that.",
  schema: z.strictObject({ booking_number: bookingNumber }),
  run: async ({ booking_number: number }, context) => {
    const { desk, tenant } = context;
    const booking = await desk.bookings.lock(number);
    if (!booking) return noSuchBooking(TOOL, number);
    const outcome = await cancel(desk.bookings, booking, houseOf(context), { byStaff: false, tell: false });
    if ('refusal' in outcome) return refuseBooking(TOOL, outcome.refusal, context);
    // An open payment page is closed at once, not when it runs out; the booking itself has nothing more to come.
    const payment = await desk.payments.latest({ kind: 'booking', number });
    const watch =
      payment?.status === 'open'
        ? ({ subject: 'payment', id: payment.id } as const)
        : ({ subject: 'booking', id: booking.id } as const);
    return {
      ok: true,
      data: { booking: presentBooking(outcome.booking, tenant.timeZone) },
      effect: { kind: 'booking_cancelled', bookingNumber: number, watch },
      summary: `${TOOL} #${number}`,
    };
  },
});
