import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type {
  DeadlineActivities,
  EmbeddingActivities,
  IngestActivities,
  WebhookSweepActivities,
} from '#activities/index.ts';
import { queuesOf } from './messages.ts';

/**
 * Run by the Schedule of the same name: finds rows whose deadline has passed without anybody looking (a crash between
 * the commit and the start of their clock) and starts their clocks; documents whose ingestion stands still, texts that
 * wait for the embedder and webhooks that nobody sends, likewise.
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
  const { sweepTexts } = proxyActivities<EmbeddingActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).models,
    startToCloseTimeout: '60 s',
    retry: { initialInterval: '1 s', maximumAttempts: 3 },
  });
  const { sweepWebhooks } = proxyActivities<WebhookSweepActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).webhooks,
    startToCloseTimeout: '60 s',
    retry: { initialInterval: '1 s', maximumAttempts: 3 },
  });
  const swept = await Promise.all([sweepDeadlines(), sweepDocuments(), sweepTexts(), sweepWebhooks()]);
  return swept.reduce((sum, count) => sum + count, 0);
}
