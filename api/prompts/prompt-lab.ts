import { WorkflowFailedError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { v7 as uuid } from 'uuid';
import type { ModelTrial, ModelTrialResult } from '#domain/agent/model-trial.ts';
import { NotFound } from '#domain/errors.ts';
import type { ConversationVault } from '#domain/privacy/vault.ts';
import type { PreviewWish, PromptPreview, SealedPreview } from '#domain/prompt/prompt-preview.ts';
import { PREVIEW_WORKFLOW, TRIAL_WORKFLOW } from '#workflows/prompt-messages.ts';
import { HttpProblem } from '#api/http/problem.ts';

/** Has workers try words and models, and waits for what came of it. Throws HttpProblem, and what Temporal's client throws. */
export interface PromptLab {
  /** @throws NotFound */
  preview(wish: PreviewWish): Promise<PromptPreview>;
  tryModel(trial: ModelTrial): Promise<ModelTrialResult>;
}

export interface PromptLabOptions {
  readonly taskQueue: string;
  readonly limitMs: number;
  readonly vault: Pick<ConversationVault, 'open'>;
}

export function createPromptLab(client: Client, { taskQueue, limitMs, vault }: PromptLabOptions): PromptLab {
  const run = async <In, Out>(name: string, input: In & { readonly tenantId: string }): Promise<Out> => {
    try {
      return await client.workflow.execute<(given: In) => Promise<Out>>(name, {
        workflowId: `${name}:${input.tenantId}:${uuid()}`,
        taskQueue,
        args: [input],
        workflowExecutionTimeout: limitMs,
        staticSummary: 'trial of staff',
      });
    } catch (error) {
      throw problemOf(error);
    }
  };
  return {
    async preview(wish) {
      const { workflowId, sealed } = await run<PreviewWish, SealedPreview>(PREVIEW_WORKFLOW, wish);
      const opened: unknown = await vault.open({ tenantId: wish.tenantId, workflowId }, sealed);
      return opened as PromptPreview;
    },
    tryModel: (trial) => run<ModelTrial, ModelTrialResult>(TRIAL_WORKFLOW, trial),
  };
}

function problemOf(error: unknown): unknown {
  if (!(error instanceof WorkflowFailedError)) return error;
  const { cause } = error;
  if (cause instanceof TimeoutFailure) {
    return new HttpProblem(504, 'AnswerTimeout', 'No answer in time; try again.', { headers: { 'Retry-After': '5' } });
  }
  const type = cause instanceof ApplicationFailure ? (cause.type ?? 'Unexpected') : 'Unexpected';
  if (type === 'NotFound' || type === 'KeyDestroyed')
    return new NotFound('no such version, or no such conversation with a message of the customer in that turn');
  return new HttpProblem(503, 'ModelsUnavailable', `The model gave no answer (${type}); test it under /v1/agents.`, {
    headers: { 'Retry-After': '30' },
  });
}
