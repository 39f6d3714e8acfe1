import type { Client } from '@temporalio/client';
import type { WakeDeadline } from '#domain/deadline.ts';
import { changedSignal, DEADLINE_WORKFLOW, deadlineIdOf } from '#workflows/deadline-messages.ts';

/** Signals the clock of a row, starting it when it is not running. @throws when Temporal is away */
export function createWakeDeadline(
  client: Client,
  options: { readonly taskQueue: string; readonly limitMs: number },
): WakeDeadline {
  return async (ref) => {
    await client.withDeadline(Date.now() + options.limitMs, () =>
      client.workflow.signalWithStart(DEADLINE_WORKFLOW, {
        workflowId: deadlineIdOf(ref),
        taskQueue: options.taskQueue,
        args: [ref],
        signal: changedSignal,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowTaskTimeout: '3s',
        staticSummary: `${ref.subject} ${ref.id}`,
      }),
    );
  };
}
