import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { DeadlineActivities, IngestActivities } from '#activities/index.ts';
import { queuesOf } from './messages.ts';

/**
 * Run by the Schedule of the same name: finds rows whose deadline has passed without anybody looking (a crash between
 * the commit and the start of their clock) and starts their clocks; documents whose ingestion stands still likewise.
 * Answers how many.
 */
export async function sweep(): Promise<number> {
  const { sweepDeadlines } = proxyActivities<DeadlineActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).tools,
    startToCloseTimeout: '60 s',
    retry: { initialInterval: '1 s', maximumAttempts: 3 },
  });
  const { sweepDocuments } = proxyActivities<IngestActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).knowledge,
    startToCloseTimeout: '60 s',
    retry: { initialInterval: '1 s', maximumAttempts: 3 },
  });
  const [deadlines, documents] = await Promise.all([sweepDeadlines(), sweepDocuments()]);
  return deadlines + documents;
}
