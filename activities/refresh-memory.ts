import { buildProfileRequest, readProfile } from '#agent/memory/profile.ts';
import { buildSummaryRequest, readSummary } from '#agent/memory/summary.ts';
import { memoryDue } from '#domain/conversation/memory-due.ts';
import type { ModelReply, ModelRequest } from '#domain/ports.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { UsageRecord } from '#domain/turn/step.ts';
import { callModel } from './call-model.ts';
import { chooseModel } from './choose-model.ts';
import type { ChosenModel } from './choose-model.ts';
import type { ActivityDeps } from './deps.ts';
import { usageRecord } from './usage-record.ts';

export interface MemoryInput {
  readonly conversation: ConversationRef;
  /** Messages recorded so far. */
  readonly messages: number;
}

export interface MemoryMarks {
  readonly summarizedThrough: number;
  readonly profiledThrough: number;
}

/**
 * Rolls the older part of the talk into the summary and picks what the customer said of themself, whichever is due.
 * Runs beside the conversation; a failure costs nothing but a later try.
 */
export function createRefreshMemory(deps: ActivityDeps) {
  return async function refreshMemory(input: MemoryInput): Promise<MemoryMarks> {
    const context = await deps.store.loadMemory(input.conversation);
    const marks = { summarizedThrough: context.summarizedThrough, profiledThrough: context.profiledThrough };
    const due = memoryDue({ messages: input.messages, ...marks });
    const chosen = chooseModel(deps, context.tenant, 'memory', 0);
    const through = context.messages.at(-1)?.seq ?? 0;
    const [summary, profile] = await Promise.all([
      due.summary ? ask(deps, chosen, buildSummaryRequest(context), 'summary') : undefined,
      due.profile ? ask(deps, chosen, buildProfileRequest(context), 'profile') : undefined,
    ]);
    const text = summary && readSummary(summary.reply);
    const changes = profile && readProfile(profile.reply);
    const saved = {
      summary: text ? { text, through } : null,
      profile: changes ? { changes, through } : null,
      usage: [summary, profile].flatMap((answer) => (answer ? [answer.usage] : [])),
    };
    await deps.store.saveMemory(input.conversation, saved);
    return {
      summarizedThrough: saved.summary?.through ?? marks.summarizedThrough,
      profiledThrough: saved.profile?.through ?? marks.profiledThrough,
    };
  };
}

async function ask(
  deps: ActivityDeps,
  { model, measure }: ChosenModel,
  request: ModelRequest,
  purpose: UsageRecord['purpose'],
): Promise<{ reply: ModelReply; usage: UsageRecord }> {
  const reply = await callModel(model, { ...request, ...measure }, { timeoutMs: deps.modelTimeoutMs, stream: false });
  return { reply, usage: usageRecord(purpose, model, reply) };
}
