import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { NudgePlan, NudgeRefusal, NudgeSituation } from './plan-nudge.ts';

/** A situation with where the customer is reached. */
export interface NudgeCandidate {
  readonly situation: NudgeSituation;
  readonly channel: string;
  /** The provider's opaque id. */
  readonly recipient: string;
}

export type OpenedNudge =
  | { readonly kind: 'send'; readonly turn: number }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'never'; readonly reason: NudgeRefusal };

export interface FollowUpDesk {
  /**
   * Decides on the record, with the conversation locked, and opens the turn of a nudge that is sent now. There is one turn
   * for each place after each message of the customer: asked again, the same unfinished turn is answered, a finished one
   * is `done`.
   */
  openNudge(
    conversation: ConversationRef,
    position: number,
    decide: (candidate: NudgeCandidate) => NudgePlan,
  ): Promise<OpenedNudge>;
}
