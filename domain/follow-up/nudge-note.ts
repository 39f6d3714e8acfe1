import type { Stage } from '#domain/conversation/stage.ts';

/** `kind` of the system message that asks the model for a follow-up. */
export const NUDGE_KIND = 'nudge';

export interface NudgeNote {
  readonly position: number;
  /** Follow-ups there are at most. */
  readonly of: number;
  readonly stage: Stage;
  readonly silentMs: number;
  /** The shop's own words, when it has any. */
  readonly words: string | null;
}

/** The line of facts that a model writes a follow-up from. */
export function nudgeNote({ position, of, stage, silentMs, words }: NudgeNote): string {
  const asked =
    words === null
      ? 'Pick up where the talk stands and help them on with one easy question; no pressure, no new offer, nothing that was not said before.'
      : `Say what the shop wrote for this, in the customer’s language: ${JSON.stringify(words)}`;
  return `The customer has not written for ${lengthOf(silentMs)}. Follow-up ${position} of ${of}, stage ${stage}: write one short, friendly message. ${asked}`;
}

function lengthOf(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
