import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { DeadlineActivities } from '#activities/index.ts';
import { queuesOf } from './messages.ts';

/**
 * Run by the Schedule of the same name: finds rows whose deadline has passed without anybody looking (a crash between
 * the commit and the start of their clock) and starts their clocks. Answers how many.
 */
export async function sweep(): Promise<number> {
  const { sweepDeadlines } = proxyActivities<DeadlineActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).tools,
    startToCloseTimeout: '60 s',
    retry: { initialInterval: '1 s', maximumAttempts: 3 },
  });
  return sweepDeadlines();
}
