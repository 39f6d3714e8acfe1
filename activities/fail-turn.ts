import { optOutReply } from '#agent/reply/opt-out-reply.ts';
import { safeReply } from '#agent/reply/safe-reply.ts';
import type { TurnRef } from '#domain/store.ts';
import type { ActivityDeps } from './deps.ts';

/** `opt_out` is no failure: the person asked for no more messages, and is told once that we obey. */
export type FailReason = 'model_failed' | 'claims' | 'budget' | 'tool_failed' | 'steps' | 'opt_out';

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
    if (reason !== 'opt_out') {
      await deps.store.requestHandoff(input.turn, reason, reason === 'claims' ? 'gate' : 'failure');
    }
    await deps.store.saveStep({
      ...input.turn,
      step: {
        step: input.step,
        round: input.round,
        kind: 'reply',
        text: reason === 'opt_out' ? optOutReply(context) : safeReply(reason, context),
        toolCalls: [],
        violations: [],
        stage: context.stage,
      },
      usage: null,
    });
  };
}
