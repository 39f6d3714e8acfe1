import type { AgentRole } from '#domain/agent/agent-role.ts';
import type { Json } from '#domain/turn/receipt.ts';
import type { UsageRecord } from '#domain/turn/step.ts';

/** Which words are tried on which recorded turn. */
export interface PreviewWish {
  readonly tenantId: string;
  readonly conversationId: string;
  /** Null = the newest turn in which the customer wrote. */
  readonly turn: number | null;
  readonly role: AgentRole;
  /** The version that is tried. */
  readonly version: number;
}

/** A preview as it goes through a workflow: sealed with the conversation's key, since it repeats the customer. */
export interface SealedPreview {
  readonly workflowId: string;
  readonly sealed: string;
}

/** What a model would have written. Nothing was sent, and no tool was run. */
export interface PromptPreview {
  readonly turn: number;
  /** What the customer had written. */
  readonly asked: readonly string[];
  /** What they were answered then; null = nothing. */
  readonly answered: string | null;
  /** The words; empty when the model would have called tools first. */
  readonly reply: string;
  readonly stage: string | null;
  /** Tools it would have called; those of the recorded turn are shown to it with their results. */
  readonly toolCalls: readonly { readonly name: string; readonly input: Json }[];
  /** Why the claim gate would not have let the words pass; empty = it would. */
  readonly violations: readonly string[];
  readonly usage: Pick<UsageRecord, 'provider' | 'model' | 'inputTokens' | 'outputTokens' | 'costNanoUsd'>;
}
