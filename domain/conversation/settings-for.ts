import type { Channel } from '#domain/channel.ts';
import { nudgeDelays } from '#domain/follow-up/follow-up-policy.ts';
import type { FollowUpPolicy } from '#domain/follow-up/follow-up-policy.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { ConversationSettings } from './settings.ts';
import { STAGES } from './stage.ts';
import type { Stage } from './stage.ts';

/** A widget's visitor watches the screen; a messenger's customer writes in bursts. */
const WEB_QUIET_MS = 400;

/** The durations of one conversation: defaults of its channel, then what the tenant set. */
export function settingsFor(
  channel: Channel,
  tenant: {
    readonly conversation: Partial<Omit<ConversationSettings, 'version' | 'nudgeDelaysMs'>>;
    readonly followUps?: FollowUpPolicy;
    readonly version: number;
  },
): ConversationSettings {
  return {
    ...DEFAULT_SETTINGS,
    ...(channel === 'web' && { quietMs: WEB_QUIET_MS }),
    ...tenant.conversation,
    ...(tenant.followUps?.enabled === true && { nudgeDelaysMs: delaysByStage(tenant.followUps) }),
    version: tenant.version,
  };
}

function delaysByStage(policy: FollowUpPolicy): Partial<Record<Stage, readonly number[]>> {
  return Object.fromEntries(STAGES.map((stage) => [stage, nudgeDelays(policy, stage)]));
}
