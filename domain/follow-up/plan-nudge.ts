import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import { nudgeDelays } from './follow-up-policy.ts';
import type { FollowUpPolicy } from './follow-up-policy.ts';
import { quietEnd } from './quiet-end.ts';

const HOUR_MS = 3_600_000;

/** What the record says of a silent customer. Moments are epoch ms by the database's clock. */
export interface NudgeSituation {
  readonly policy: FollowUpPolicy;
  /** 1 = the first after the customer's last message. */
  readonly position: number;
  readonly now: number;
  readonly stage: Stage;
  readonly status: Status;
  readonly aiEnabled: boolean;
  readonly openHandoff: boolean;
  /** They asked for no messages, or for no marketing, or have blocked us. */
  readonly optedOut: boolean;
  readonly channelActive: boolean;
  /** The newest words are the customer's. */
  readonly unanswered: boolean;
  /** Their last message; null = they never wrote. */
  readonly heardAt: number | null;
  /** That message stands in public, below a post. */
  readonly heardInPublic: boolean;
  /** Their newest order or booking that was not cancelled. */
  readonly orderedAt: number | null;
  /** IANA, of the customer or else of the shop. */
  readonly timeZone: string;
}

/** What the channel allows. */
export interface NudgeChannel {
  readonly windowMs: number | null;
  readonly templates: boolean;
}

export type NudgeRefusal =
  | 'off'
  | 'handoff'
  | 'ai_off'
  | 'opted_out'
  | 'channel_off'
  | 'unanswered'
  | 'ordered'
  | 'public'
  | 'window'
  | 'done';

export type NudgePlan =
  | { readonly kind: 'send'; readonly words: string | null }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'never'; readonly reason: NudgeRefusal };

/** Whether a silent customer is written to now, later or not at all. */
export function planNudge(situation: NudgeSituation, channel: NudgeChannel): NudgePlan {
  const { policy, position, stage, now } = situation;
  const reason = refusalOf(situation);
  if (reason !== null) return { kind: 'never', reason };
  const quietUntil = quietEnd(policy.quietHours, now, situation.timeZone);
  if (isClosed(situation.heardAt, channel, quietUntil ?? now)) return { kind: 'never', reason: 'window' };
  if (quietUntil !== null) return { kind: 'later', at: quietUntil };
  return { kind: 'send', words: policy.stages[stage]?.texts?.[position - 1] ?? null };
}

function refusalOf(situation: NudgeSituation): NudgeRefusal | null {
  const { policy, position, stage, status } = situation;
  if (nudgeDelays(policy, stage)[position - 1] === undefined) return 'off';
  if (!situation.aiEnabled || status === 'paused') return 'ai_off';
  if (status !== 'bot' || situation.openHandoff) return 'handoff';
  if (situation.optedOut) return 'opted_out';
  if (!situation.channelActive) return 'channel_off';
  if (situation.heardAt === null || situation.unanswered) return 'unanswered';
  if (situation.heardInPublic) return 'public';
  return stage !== 'farewell' && hasBought(situation) ? 'ordered' : null;
}

function hasBought({ orderedAt, now, policy }: NudgeSituation): boolean {
  return orderedAt !== null && now - orderedAt < policy.restAfterOrderHours * HOUR_MS;
}

function isClosed(heardAt: number | null, channel: NudgeChannel, at: number): boolean {
  if (channel.windowMs === null || channel.templates) return false;
  return heardAt === null || at >= heardAt + channel.windowMs;
}
