import type { Json } from '#domain/turn/receipt.ts';

/** What happened in one turn: model calls with their cost, tools with what they were given and answered, the gate's verdicts. */
export interface TurnTrace {
  readonly turn: number;
  /** Null while it is being answered. */
  readonly outcome: string | null;
  readonly stage: string | null;
  readonly status: string | null;
  /** The colleague who wrote it instead of a model. */
  readonly staff: { readonly id: string; readonly name: string } | null;
  readonly summaryUsed: boolean;
  /** The step whose words were sent. */
  readonly sentStep: number | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly steps: readonly TracedStep[];
  /** Everything that has a receipt; step 0 is news from outside the talk. */
  readonly tools: readonly TracedTool[];
}

export interface TracedStep {
  readonly step: number;
  readonly round: number;
  /** `tools`: it asked for tools; `reply`: words that passed the claim gate; `violation`: words that did not. */
  readonly kind: 'tools' | 'reply' | 'violation';
  readonly text: string;
  /** Why the gate refused. */
  readonly violations: readonly string[];
  readonly stage: string | null;
  readonly at: string;
  /** Null for what no model wrote. */
  readonly usage: {
    readonly provider: string;
    readonly model: string;
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly costNanoUsd: number;
  } | null;
}

export interface TracedTool {
  readonly step: number;
  readonly callId: string;
  readonly name: string;
  readonly input: Json;
  /** What the model saw. */
  readonly result: Json;
  readonly ok: boolean | null;
  readonly effect: string | null;
  readonly summary: string | null;
  readonly at: string;
}
