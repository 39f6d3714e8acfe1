import { z } from 'zod';
import { shortText } from '#agent/tools/schemas.ts';

const MAX_NUMBER = 2_147_483_647;

export const bookingNumber = z
  .number()
  .int()
  .min(1)
  .max(MAX_NUMBER)
  .describe('Booking number as shown to the customer');
export const resource = shortText(200, 'What to book: a category or name of <resources>, e.g. "futsal"');
export const date = shortText(
  100,
  'The day: YYYY-MM-DD, or the customer’s own words ("besok", "tanggal 23", "next Friday")',
);
export const time = shortText(
  100,
  'When it begins: HH:MM (24 hours), or the customer’s own words ("jam 8 malam", "7pm")',
);
export const duration = z.number().int().min(5).max(10_080).describe('How long, minutes; omit for one slot');
export const guestName = shortText(200, 'Name for the booking, when the customer gave one');
export const bookingNotes = shortText(1_000, "Wishes for this booking, in the customer's words");
