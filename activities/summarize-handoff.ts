import { buildHandoffSummaryRequest } from '#agent/memory/handoff-summary.ts';
import { readSummary } from '#agent/memory/summary.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import { callModel } from './call-model.ts';
import { chooseModel } from './choose-model.ts';
import type { ActivityDeps } from './deps.ts';
import { usageRecord } from './usage-record.ts';

export interface SummarizeInput {
  readonly conversation: ConversationRef;
  readonly handoffId: string;
}

/** Writes down what the person who takes a conversation over has to know. Runs beside the talk, once a handoff. */
export function createSummarizeHandoff(deps: ActivityDeps) {
  return async function summarizeHandoff({ conversation, handoffId }: SummarizeInput): Promise<void> {
    const [brief, context] = await Promise.all([
      deps.handoffs.brief(conversation, handoffId),
      deps.store.loadMemory(conversation),
    ]);
    // Closed meanwhile, or written by an earlier attempt.
    if (brief === null) return;
    const { model, measure } = chooseModel(deps, context.tenant, 'memory', 0);
    const request = { ...buildHandoffSummaryRequest(context, brief), ...measure };
    const reply = await callModel(model, request, { timeoutMs: deps.modelTimeoutMs, stream: false });
    const usage = usageRecord('summary', model, reply);
    await deps.handoffs.saveSummary(conversation, { handoffId, text: readSummary(reply) ?? null, usage });
  };
}
