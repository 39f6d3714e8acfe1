import { z } from 'zod';
import type { Stage } from '#domain/conversation/stage.ts';
import { minutesOf } from '#domain/time/local-time.ts';

const MINUTE_MS = 60_000;
const MOST_NUDGES = 5;

const clock = z
  .string()
  .refine((text) => minutesOf(text) !== undefined, 'expected HH:MM by the wall clock, 00:00 to 24:00');
const delays = z
  .array(z.number().positive().max(43_200))
  .min(1)
  .max(MOST_NUDGES)
  .describe('Minutes of silence before each follow-up, each counted from our last words.');
const quietHours = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from !== to, 'expected two different times; null = no quiet hours');
const rules = z
  .strictObject({
    enabled: z.boolean().default(true),
    delaysMinutes: delays.exactOptional(),
    texts: z
      .array(z.string().trim().min(1).max(1_000))
      .max(MOST_NUDGES)
      .exactOptional()
      .describe('The shop’s own words for each follow-up; without them the model writes.'),
  })
  .exactOptional();

/** How a shop writes to customers who have gone silent: the settings section `followUps`. */
export const followUpPolicy = z.strictObject({
  enabled: z.boolean().default(false),
  maxNudges: z
    .int()
    .min(1)
    .max(MOST_NUDGES)
    .default(2)
    .describe('Follow-ups at most after one message of the customer.'),
  delaysMinutes: delays.default([120, 1_200]),
  quietHours: quietHours
    .nullable()
    .default({ from: '21:00', to: '09:00' })
    .describe('No follow-up by the wall clock of the customer, or of the shop where theirs is not known.'),
  restAfterOrderHours: z
    .number()
    .min(0)
    .max(8_760)
    .default(72)
    .describe('Who has ordered or booked is not followed up on buying for so long.'),
  reengagement: z
    .strictObject({ enabled: z.boolean().default(false), delaysMinutes: delays.default([10_080]) })
    .prefault({})
    .describe('After a goodbye nobody is written to unless this is on.'),
  stages: z
    .strictObject({
      greeting: rules,
      opening: rules,
      consultation: rules,
      testimony: rules,
      promo: rules,
      closing: rules,
      farewell: rules,
    })
    .default({}),
});
export type FollowUpPolicy = z.output<typeof followUpPolicy>;

/** After how many ms of silence each follow-up of a stage is due; empty = none. */
export function nudgeDelays(policy: FollowUpPolicy, stage: Stage): readonly number[] {
  const own = policy.stages[stage];
  if (!policy.enabled || own?.enabled === false) return [];
  if (stage === 'farewell' && !policy.reengagement.enabled) return [];
  const usual = stage === 'farewell' ? policy.reengagement.delaysMinutes : policy.delaysMinutes;
  return (own?.delaysMinutes ?? usual).slice(0, policy.maxNudges).map((minutes) => minutes * MINUTE_MS);
}
