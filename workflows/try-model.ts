import { ApplicationFailure, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { PromptActivities } from '#activities/index.ts';
import type { ModelTrial, ModelTrialResult } from '#domain/agent/model-trial.ts';
import { queuesOf } from './messages.ts';

/** Calls a model once, as a worker would, and says how it went. */
export async function tryModel(trial: ModelTrial): Promise<ModelTrialResult> {
  // Input of a client without our keys arrives as a tombstone; see the payload codec.
  if (typeof trial?.tenantId !== 'string' || typeof trial.ref?.model !== 'string') {
    throw ApplicationFailure.nonRetryable('the input is no trial', 'InvalidInput');
  }
  const { askModel } = proxyActivities<PromptActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).models,
    priority: { priorityKey: 2, fairnessKey: trial.tenantId },
    startToCloseTimeout: '130 s',
    heartbeatTimeout: '2 s',
    // A failure of the model is an answer; this is for a worker that dies.
    retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumAttempts: 2 },
  });
  return askModel(trial);
}
