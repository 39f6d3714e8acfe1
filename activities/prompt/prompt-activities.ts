import type { ModelTrial, ModelTrialResult } from '#domain/agent/model-trial.ts';
import type { PreviewWish, SealedPreview } from '#domain/prompt/prompt-preview.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { createAskModel } from './ask-model.ts';
import { createDraftPreview } from './draft-preview.ts';

/** Trials of a shop's words and models; run beside the drafts of conversations. */
export interface PromptActivities {
  draftPreview(wish: PreviewWish): Promise<SealedPreview>;
  askModel(trial: ModelTrial): Promise<ModelTrialResult>;
}

export function createPromptActivities(deps: ActivityDeps): PromptActivities {
  return { draftPreview: createDraftPreview(deps), askModel: createAskModel(deps) };
}
