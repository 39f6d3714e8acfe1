import type { ModelToolCall } from '#domain/ports.ts';
import type { Stage } from '#domain/conversation/stage.ts';

/**
 * What one model call of a turn came to, kept so that a crash never pays for it twice.
 * `tools`: it asked for tools. `reply`: words that passed the claim gate. `violation`: words that claimed
 * what no receipt holds; never sent, shown to the next draft as a correction.
 */
export interface TurnStep {
  /** Counts model calls of the turn from 1. */
  readonly step: number;
  /** Counts restarts of the draft by newer messages, from 0. */
  readonly round: number;
  readonly kind: 'tools' | 'reply' | 'violation';
  readonly text: string;
  readonly toolCalls: readonly ModelToolCall[];
  /** Plain-English reasons of the claim gate, for the redraft. */
  readonly violations: readonly string[];
  /** The stage the conversation has after this reply; null when the step sends nothing. */
  readonly stage: Stage | null;
}

/** One model call's cost. `costNanoUsd` is integer billionths of a US dollar. */
export interface UsageRecord {
  readonly purpose: 'reply' | 'summary' | 'profile' | 'question' | 'preview' | 'test';
  readonly provider: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costNanoUsd: number;
  /** Version of the shop's words that the model was given; left out = none. */
  readonly promptVersion?: number;
  readonly priceSource: 'exact' | 'prefix' | 'provider_default';
}
