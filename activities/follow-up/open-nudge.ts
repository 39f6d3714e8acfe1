import type { OpenedNudge } from '#domain/follow-up/follow-up-desk.ts';
import { planNudge } from '#domain/follow-up/plan-nudge.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { ActivityDeps } from '#activities/deps.ts';

/** Run as local activities. */
export interface FollowUpActivities {
  openNudge(input: { readonly conversation: ConversationRef; readonly position: number }): Promise<OpenedNudge>;
}

/** Follow-ups of silent customers, decided when they are due: by the policy, the record and the channel of that moment. */
export function createFollowUpActivities({
  followUps,
  channels,
}: Pick<ActivityDeps, 'followUps' | 'channels'>): FollowUpActivities {
  return {
    openNudge: ({ conversation, position }) =>
      followUps.openNudge(conversation, position, ({ situation, channel, recipient }) =>
        planNudge(situation, channels.capabilities(channel, recipient)),
      ),
  };
}
