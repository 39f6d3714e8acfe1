import { z } from 'zod';
import { presentBooking } from '#domain/booking/present-booking.ts';
import { defineTool } from '#agent/tools/tool.ts';

const SHOWN = 10;

export const getCustomerBookings = defineTool({
  name: 'get_customer_bookings',
  description: "Lists this customer's latest bookings with status, time and price.",
  schema: z.strictObject({}),
  run: async (_input, { desk, tenant }) => {
    const bookings = await desk.bookings.list(SHOWN);
    return {
      ok: true,
      data: { bookings: bookings.map((booking) => presentBooking(booking, tenant.timeZone)) },
      summary: `get_customer_bookings: ${bookings.length}`,
    };
  },
});
