import type { ModelRef } from '#domain/tenant/profile.ts';

/** One small call to a model, to see whether it answers. */
export interface ModelTrial {
  readonly tenantId: string;
  readonly ref: ModelRef;
  readonly temperature: number | null;
}

export type ModelTrialResult =
  | {
      readonly ok: true;
      readonly reply: string;
      readonly tookMs: number;
      readonly inputTokens: number;
      readonly outputTokens: number;
      readonly costNanoUsd: number;
    }
  | {
      readonly ok: false;
      /** Name of the failure, e.g. `ModelAuthError`. */
      readonly error: string;
      /** Status and code of the provider, no text of it: that may quote a key. */
      readonly message: string;
      readonly tookMs: number;
    };
