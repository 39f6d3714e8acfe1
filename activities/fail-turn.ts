import { optOutReply } from '#agent/reply/opt-out-reply.ts';
import { ratedReply } from '#agent/reply/handoff-notice.ts';
import { safeReply } from '#agent/reply/safe-reply.ts';
import type { SafeReason } from '#agent/reply/safe-reply.ts';
import type { DraftContext } from '#domain/store.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { ActivityDeps } from './deps.ts';

/**
 * `opt_out` and `rated` are no failures: the person asked for no more messages and is told once that we obey, or said how
 * a handoff went and is thanked.
 */
export type FailReason = SafeReason | 'opt_out' | 'rated';

export interface FailTurnInput {
  readonly turn: TurnRef;
  /** The step the safe words become. */
  readonly step: number;
  readonly round: number;
  readonly reason: FailReason;
}

/** Gives a turn that can't be finished honest words and asks for a person; the words are sent like any reply. */
export function createFailTurn(deps: ActivityDeps) {
  return async function failTurn(input: FailTurnInput): Promise<void> {
    const context = await deps.store.loadDraft(input.turn);
    const { reason } = input;
    if (reason !== 'opt_out' && reason !== 'rated') {
      await deps.store.requestHandoff(input.turn, reason, reason === 'claims' ? 'gate' : 'failure');
    }
    await deps.store.saveStep({
      ...input.turn,
      step: {
        step: input.step,
        round: input.round,
        kind: 'reply',
        text: wordsFor(reason, context),
        toolCalls: [],
        violations: [],
        stage: context.stage,
      },
      usage: null,
    });
  };
}

function wordsFor(reason: FailReason, context: DraftContext): string {
  if (reason === 'opt_out') return optOutReply(context);
  return reason === 'rated' ? ratedReply(context) : safeReply(reason, context);
}
