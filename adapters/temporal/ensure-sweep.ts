import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Client } from '@temporalio/client';

/** How often lost clocks are looked for. */
const EVERY = '5 minutes';

/** The Schedule's id; deployments that share a namespace are told apart by their queue. */
export function sweepIdOf(taskQueue: string): string {
  return `sweep:${taskQueue}`;
}

/** Creates the Schedule `sweep` unless it is there. Every worker calls this at its start. */
export async function ensureSweep(client: Client, taskQueue: string): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: sweepIdOf(taskQueue),
      spec: { intervals: [{ every: EVERY }] },
      action: { type: 'startWorkflow', workflowType: 'sweep', taskQueue, args: [], workflowExecutionTimeout: EVERY },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
      // Shops that were seeded before the first worker started have texts that wait.
      state: { triggerImmediately: true },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
