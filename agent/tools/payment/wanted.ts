import { z } from 'zod';

export const bookingNumber = z
  .number()
  .int()
  .min(1)
  .max(2_147_483_647)
  .describe('Booking number as shown to the customer');

interface Named {
  readonly order_number?: number | undefined;
  readonly booking_number?: number | undefined;
}

/** What the model means by the numbers it gave; null unless it is exactly one. */
export function wantedOf(input: Named): { readonly kind: 'order' | 'booking'; readonly number: number } | null {
  const { order_number: order, booking_number: booking } = input;
  if (order !== undefined && booking === undefined) return { kind: 'order', number: order };
  if (booking !== undefined && order === undefined) return { kind: 'booking', number: booking };
  return null;
}
