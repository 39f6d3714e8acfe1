import { ApplicationFailure, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { EmbeddingActivities } from '#activities/index.ts';
import type { TenantStart } from './catalogue-messages.ts';
import { changedSignal } from './deadline-messages.ts';
import { queuesOf } from './messages.ts';

/** Calls of one run; a shop of 50,000 products takes two. */
const CALLS_PER_RUN = 200;
/** Behind replies and news when a queue is full. */
const BACKGROUND = 5;

/**
 * Embeds what waits for it, until nothing does. The rows know what waits: a signal has them looked at again, and one that
 * comes while the last look is answered starts another.
 */
export async function embedTexts(start: TenantStart): Promise<void> {
  // Input of a client without our keys arrives as a tombstone; see the payload codec.
  if (typeof start?.tenantId !== 'string') {
    throw ApplicationFailure.nonRetryable('the input names no tenant', 'InvalidInput');
  }
  const { embedDueTexts } = proxyActivities<EmbeddingActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).models,
    startToCloseTimeout: '3 min',
    heartbeatTimeout: '5 s',
    // The embedder's outage is sat out: nobody waits, and words find products meanwhile.
    retry: { initialInterval: '2 s', backoffCoefficient: 2, maximumInterval: '10 min', maximumAttempts: 50 },
    priority: { priorityKey: BACKGROUND, fairnessKey: start.tenantId },
  });
  let changed = true;
  setHandler(changedSignal, () => {
    changed = true;
  });
  for (let calls = 0; changed; calls += 1) {
    if (calls >= CALLS_PER_RUN) await continueAsNew<typeof embedTexts>(start);
    changed = false;
    changed = (await embedDueTexts(start)) || changed;
  }
}
