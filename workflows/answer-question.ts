import { ApplicationFailure, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { AnswerActivities, PlanActivities } from '#activities/index.ts';
import type { StaffAnswer, StaffQuestion } from '#domain/report/staff-answer.ts';
import { failureType } from './failure-type.ts';
import { queuesOf } from './messages.ts';

/** Models tried at most; the fallback list ends it before. */
const MOST_MODELS = 10;

/**
 * Answers one question of staff: a model fills in the form, we run it. The next model of the list is asked when one fails
 * for good.
 */
export async function answerQuestion(asked: StaffQuestion): Promise<StaffAnswer> {
  // Input of a client without our keys arrives as a tombstone; see the payload codec.
  if (typeof asked?.question !== 'string' || typeof asked.tenantId !== 'string') {
    throw ApplicationFailure.nonRetryable('the input is no question', 'InvalidInput');
  }
  const { models } = queuesOf(workflowInfo().taskQueue);
  const common = { taskQueue: models, priority: { priorityKey: 2, fairnessKey: asked.tenantId } } as const;
  const { planAnswer } = proxyActivities<PlanActivities>({
    ...common,
    startToCloseTimeout: '130 s',
    heartbeatTimeout: '2 s',
    retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '10 s' },
  });
  const { carryOutPlan } = proxyActivities<AnswerActivities>({
    ...common,
    startToCloseTimeout: '30 s',
    retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumAttempts: 5 },
  });
  for (let modelIndex = 0; modelIndex < MOST_MODELS; modelIndex += 1) {
    try {
      const { plan, usage } = await planAnswer({ ...asked, modelIndex });
      return { ...(await carryOutPlan({ ...asked, plan })), usage };
    } catch (error) {
      const type = failureType(error);
      if (!type.startsWith('Model') && type !== 'Timeout') throw ApplicationFailure.nonRetryable('no answer', type);
    }
  }
  throw ApplicationFailure.nonRetryable('no model has answered', 'NoModelLeft');
}
