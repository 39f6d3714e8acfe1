import { ApplicationFailure, proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { WebhookActivities } from '#activities/index.ts';
import type { WebhookBatch } from '#domain/webhook/webhook-delivery.ts';
import { queuesOf } from './messages.ts';

/** Behind every live reply. */
const BESIDE = 5;

/**
 * Carries out some deliveries, each by itself: one that fails is tried again for about a day while the others are long
 * done. How long it waits, and when it is given up, is said by the activity. What is left undone the sweep starts anew.
 */
export async function deliverWebhooks(batch: WebhookBatch): Promise<void> {
  if (!isBatch(batch)) throw ApplicationFailure.nonRetryable('the input is not a batch of webhooks', 'InvalidInput');
  const { tenantId } = batch;
  const { pendingWebhooks, postWebhook } = proxyActivities<WebhookActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).webhooks,
    startToCloseTimeout: '60 s',
    heartbeatTimeout: '5 s',
    retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '60 s' },
    priority: { priorityKey: BESIDE, fairnessKey: tenantId },
  });
  const ids = await pendingWebhooks(batch);
  setCurrentDetails(`${ids.length} webhooks`);
  await Promise.allSettled(
    ids.map((id) => postWebhook.executeWithOptions({ summary: `webhook ${id}` }, [{ tenantId, id }])),
  );
}

/** Input of a client without our keys arrives as a tombstone; see the payload codec. */
function isBatch(batch: Partial<WebhookBatch> | null | undefined): boolean {
  return typeof batch?.tenantId === 'string' && typeof batch.batch === 'string';
}
