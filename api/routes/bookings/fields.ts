import { z } from 'zod';
import { isDay, minutesOf } from '#domain/time/local-time.ts';

/** A day of the calendar; 31 February is none. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected YYYY-MM-DD')
  .refine((text) => !/^\d{4}-\d{2}-\d{2}$/.test(text) || isDay(text), { error: 'there is no such day in the calendar' })
  .describe('Local day at the shop, YYYY-MM-DD.');

/** Becomes minutes of the local day. */
export const clock = z
  .string()
  .refine((text) => minutesOf(text) !== undefined, 'expected HH:MM, 00:00 to 24:00')
  .transform((text) => minutesOf(text) ?? 0)
  .describe('Local time at the shop, HH:MM, 24 hours.');

export const minutes = z.int().min(5).max(10_080);
export const idParams = z.object({ id: z.uuid() });

export const KEY = { status: 401, description: 'No valid key' } as const;
export const MISSING = { status: 404, description: 'No such thing, or unknown tenant' } as const;
export const WRONG = { status: 422, description: 'Something does not fit; nothing was changed' } as const;
