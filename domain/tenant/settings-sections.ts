import { z } from 'zod';
import { followUpPolicy } from '#domain/follow-up/follow-up-policy.ts';
import { handoffPolicy } from '#domain/handoff/handoff-policy.ts';
import { isTimeZone } from '#domain/time/local-time.ts';

const words = (max: number) => z.string().trim().min(1, 'expected some words').max(max);

/** What a shop says of itself: the settings section `profile`. */
const profileSection = z.strictObject({
  name: words(200),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'expected a BCP 47 language, like en or he')
    .describe('Of customers whose own is not known.'),
  timeZone: z.string().refine(isTimeZone, 'expected an IANA time zone, like Europe/Berlin'),
  persona: z.string().trim().max(10_000).describe('How the agent speaks and what it is proud of.'),
  policies: z.array(words(2_000)).max(100).describe('What the agent must keep to.'),
  faq: z.array(z.strictObject({ question: words(500), answer: words(2_000) })).max(200),
});

const ms = (least: number, most: number) => z.int().min(least).max(most).exactOptional();

/** How the agent waits and when it gives up: the settings section `timings`. What is left out has its default. */
const timingsSection = z
  .strictObject({
    quietMs: ms(0, 60_000).describe('A burst of messages ends after so long without a new one.'),
    burstCapMs: ms(0, 120_000).describe('… or so long after its first one.'),
    idleCloseMs: ms(1_000, 90 * 86_400_000).describe('A conversation closes itself after so long without a message.'),
    turnsPerRun: ms(1, 500),
    maxSteps: ms(1, 20).describe('Model calls in one turn.'),
    maxInterrupts: ms(0, 20).describe('How often new messages may restart a draft.'),
    maxRedrafts: ms(0, 5).describe('How often a draft that claims too much is written again.'),
    turnBudgetMs: ms(5_000, 600_000).describe('Longest time for one reply.'),
  })
  .refine(({ quietMs, burstCapMs }) => (quietMs ?? 0) <= (burstCapMs ?? Infinity), {
    message: 'expected quietMs not above burstCapMs',
    path: ['quietMs'],
  });

/** The settings of a shop, by section; each section as a whole. */
export const SETTINGS_SECTIONS = {
  profile: profileSection,
  timings: timingsSection,
  handoff: handoffPolicy,
  followUps: followUpPolicy,
} as const;
export type SettingsSection = keyof typeof SETTINGS_SECTIONS;

export interface TenantSettings {
  readonly profile: z.output<typeof profileSection>;
  readonly timings: z.output<typeof timingsSection>;
  readonly handoff: z.output<typeof handoffPolicy>;
  readonly followUps: z.output<typeof followUpPolicy>;
}

/** Keys given replace what is set, the others stay; null for one that can't be null gives it its default again. By section. */
export type SettingsChanges = Partial<Record<SettingsSection, Readonly<Record<string, unknown>>>>;

export interface VersionedSettings {
  readonly settings: TenantSettings;
  readonly version: string;
}

/** How a shop is set up, for its people. A change rises the version; conversations take it over with their next message. */
export interface SettingsBook {
  read(tenantId: string): Promise<VersionedSettings>;
  /**
   * @param versions what the caller has seen; null = whatever there is
   * @throws ZodError when a section as a whole does not fit, Stale; nothing is changed then
   */
  change(tenantId: string, changes: SettingsChanges, versions: readonly string[] | null): Promise<VersionedSettings>;
}
