import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { Json } from './receipt.ts';

/** A finished turn as its reader sees it. */
export interface TurnReply {
  readonly conversationId: string;
  readonly turn: number;
  /** Empty when nobody answered yet: a person holds the conversation or AI is off. */
  readonly reply: string;
  readonly stage: Stage;
  readonly status: Status;
  readonly toolCalls: readonly { readonly name: string; readonly input: Json; readonly result: Json }[];
  readonly usage: {
    readonly provider: string | null;
    readonly model: string | null;
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly costNanoUsd: number;
  };
  readonly summaryUsed: boolean;
  /** Drafts that the claim gate rejected. */
  readonly gateRetries: number;
}
