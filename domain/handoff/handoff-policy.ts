import { z } from 'zod';
import { isDay, minutesOf } from '#domain/time/local-time.ts';

/** In the order of `LocalTime.weekday`. */
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const clock = z
  .string()
  .refine((text) => minutesOf(text) !== undefined, 'expected HH:MM by the wall clock, 00:00 to 24:00');
const span = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from < to, 'expected `from` before `to`; hours past midnight are two spans on two days');
const spans = z.array(span).max(6);
const day = spans.default([]).describe('Empty = closed.');
const hours = z.strictObject({
  sunday: day,
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
});
const holiday = z.strictObject({
  date: z.string().refine(isDay, 'expected a day of the calendar, YYYY-MM-DD'),
  name: z.string().trim().max(100).exactOptional(),
  hours: day,
});

const minutes = z.number().positive().max(43_200);
const limit = minutes.nullable();
const words = z.string().trim().min(1).max(1_000);
const localized = z
  .strictObject({ en: words.exactOptional(), he: words.exactOptional(), id: words.exactOptional() })
  .describe('By language; one that is left out keeps our words.');
const member = z.strictObject({ id: z.string().min(1).max(64), name: z.string().trim().min(1).max(100) });

/**
 * How a shop's people take conversations over: the settings section `handoff`. Times by the wall clock are in the shop's
 * own zone. Limits in minutes count only while the shop is open, unless said otherwise.
 */
export const handoffPolicy = z.strictObject({
  hours: hours.nullable().default(null).describe('Weekly hours in the shop’s time zone; null = always open.'),
  holidays: z.array(holiday).max(200).default([]).describe('Days with other hours than their weekday’s.'),
  assignment: z
    .enum(['manual', 'automatic'])
    .default('manual')
    .describe('Automatic: to whoever is online and holds the fewest.'),
  unclaimedMinutes: limit.default(10).describe('Nobody has taken it for so long: escalate, then tell the customer.'),
  silentMinutes: limit.default(15).describe('The customer waits and the holder writes nothing for so long.'),
  silentGoesTo: z.enum(['queue', 'bot']).default('queue'),
  forgottenMinutes: limit
    .default(720)
    .describe('Nobody has written for so long, by the clock on the wall: back to the bot.'),
  firstResponseMinutes: limit.default(30),
  nextResponseMinutes: limit.default(60),
  resolutionMinutes: limit.default(1_440),
  fallbackAssignee: member.nullable().default(null).describe('Gets what was escalated and nobody holds.'),
  csat: z.boolean().default(false).describe('Ask the customer for a rating when a handoff is resolved.'),
  texts: z
    .strictObject({
      outOfHours: localized.exactOptional().describe('`{opens}` becomes the next opening time.'),
      unclaimed: localized.exactOptional(),
      csatQuestion: localized.exactOptional(),
      csatThanks: localized.exactOptional(),
    })
    .default({}),
});

export type HandoffPolicy = z.infer<typeof handoffPolicy>;
export type NoticeKind = 'outOfHours' | 'unclaimed' | 'csatQuestion' | 'csatThanks';

/** The policy a tenant's stored settings hold; what is missing has its default. */
export function readHandoffPolicy(stored: unknown): HandoffPolicy {
  return handoffPolicy.parse(stored ?? {});
}
