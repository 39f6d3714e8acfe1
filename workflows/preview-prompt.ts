import { ApplicationFailure, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { PromptActivities } from '#activities/index.ts';
import type { PreviewWish, SealedPreview } from '#domain/prompt/prompt-preview.ts';
import { failureType } from './failure-type.ts';
import { queuesOf } from './messages.ts';

/** Tries a version of a shop's words on a recorded turn: one model call, nothing sent, no tool run. */
export async function previewPrompt(wish: PreviewWish): Promise<SealedPreview> {
  // Input of a client without our keys arrives as a tombstone; see the payload codec.
  if (typeof wish?.tenantId !== 'string' || typeof wish.conversationId !== 'string') {
    throw ApplicationFailure.nonRetryable('the input is no wish for a preview', 'InvalidInput');
  }
  const { draftPreview } = proxyActivities<PromptActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).models,
    priority: { priorityKey: 2, fairnessKey: wish.tenantId },
    startToCloseTimeout: '130 s',
    heartbeatTimeout: '2 s',
    retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumAttempts: 3 },
  });
  try {
    return await draftPreview(wish);
  } catch (error) {
    throw ApplicationFailure.nonRetryable('no preview', failureType(error));
  }
}
