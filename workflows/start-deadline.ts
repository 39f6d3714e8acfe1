import { getExternalWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { changedSignal, DEADLINE_WORKFLOW, deadlineIdOf } from './deadline-messages.ts';
import type { DeadlineRef } from '#domain/deadline.ts';

/** Starts the clock of something that falls due; one that runs already looks again. It outlives the conversation's run. */
export async function startDeadline(start: DeadlineRef): Promise<void> {
  const workflowId = deadlineIdOf(start);
  try {
    await startChild(DEADLINE_WORKFLOW, {
      workflowId,
      args: [start],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `${start.subject} ${start.id}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    // It may end at this very moment; the sweep starts it again when its row still has a deadline.
    await getExternalWorkflowHandle(workflowId)
      .signal(changedSignal)
      .catch(() => undefined);
  }
}
