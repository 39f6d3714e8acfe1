import { STAGES } from '#dashboard/components/stages.ts';
import type { Stage } from '#dashboard/components/stages.ts';
import { readNumbers } from './time-spans.ts';
import type { ShopSettings } from './use-shop-settings.ts';

type FollowUps = ShopSettings['followUps'];
type Rules = NonNullable<FollowUps['stages'][Stage]>;

/** Follow-ups after one message of the customer, at most. */
export const MOST_NUDGES = 5;

/** What is otherwise than usual at one stage. */
interface StageFields {
  readonly enabled: boolean;
  /** '' = as at the other stages. */
  readonly delays: string;
  /** The shop's words for each follow-up; none = the model writes. */
  readonly texts: readonly string[];
}

/** The section `followUps` as it stands in the fields of its form. */
export interface FollowUpFields extends Record<string, unknown> {
  readonly enabled: boolean;
  readonly maxNudges: number | '';
  readonly delays: string;
  readonly quiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly restAfterOrderHours: number | '';
  readonly reengages: boolean;
  readonly reengagementDelays: string;
  readonly stages: Readonly<Record<Stage, StageFields>>;
}

export function fieldsOfFollowUps(settings: FollowUps): FollowUpFields {
  return {
    enabled: settings.enabled,
    maxNudges: settings.maxNudges,
    delays: settings.delaysMinutes.join(', '),
    quiet: settings.quietHours !== null,
    quietFrom: settings.quietHours?.from ?? '21:00',
    quietTo: settings.quietHours?.to ?? '09:00',
    restAfterOrderHours: settings.restAfterOrderHours,
    reengages: settings.reengagement.enabled,
    reengagementDelays: settings.reengagement.delaysMinutes.join(', '),
    stages: Object.fromEntries(STAGES.map((stage) => [stage, stageFields(settings.stages[stage])])) as Record<
      Stage,
      StageFields
    >,
  };
}

/**
 * @param wrong makes the words for minutes that can't be read
 * @throws Error in those words
 */
export function followUpsOf(fields: FollowUpFields, wrong: (text: string) => string): Partial<FollowUps> {
  const minutes = (text: string) => {
    const read = readNumbers(text);
    if (read === undefined) throw new Error(wrong(text));
    return read;
  };
  return {
    enabled: fields.enabled,
    ...(fields.maxNudges !== '' && { maxNudges: fields.maxNudges }),
    delaysMinutes: minutes(fields.delays),
    quietHours: fields.quiet ? { from: fields.quietFrom, to: fields.quietTo } : null,
    ...(fields.restAfterOrderHours !== '' && { restAfterOrderHours: fields.restAfterOrderHours }),
    reengagement: { enabled: fields.reengages, delaysMinutes: minutes(fields.reengagementDelays) },
    stages: Object.fromEntries(
      STAGES.flatMap((stage) => {
        const own = fields.stages[stage];
        return isUsual(own) ? [] : [[stage, rulesOf(own, minutes)]];
      }),
    ),
  };
}

export function isUsual({ enabled, delays, texts }: StageFields): boolean {
  return enabled && delays.trim() === '' && texts.every((text) => text.trim() === '');
}

function stageFields(rules: Rules | undefined): StageFields {
  return {
    enabled: rules?.enabled ?? true,
    delays: rules?.delaysMinutes?.join(', ') ?? '',
    texts: rules?.texts ?? [],
  };
}

function rulesOf({ enabled, delays, texts }: StageFields, minutes: (text: string) => number[]): Rules {
  const words = texts.filter((text) => text.trim() !== '');
  return {
    enabled,
    ...(delays.trim() !== '' && { delaysMinutes: minutes(delays) }),
    ...(words.length > 0 && { texts: words }),
  };
}
