import type { PreviewWish } from '#domain/prompt/prompt-preview.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { UsageRecord } from '#domain/turn/step.ts';

/** What trials of prompts and models read and keep. */
export interface PromptDeps {
  /** The version's text and the turn it is tried on. @throws NotFound */
  previewed(wish: PreviewWish): Promise<{ readonly place: TurnRef; readonly text: string }>;
  saveUsage(tenantId: string, usage: UsageRecord): Promise<void>;
}
