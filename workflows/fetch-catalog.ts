import { ApplicationFailure, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { CatalogActivities } from '#activities/index.ts';
import type { TenantStart } from './catalogue-messages.ts';
import { queuesOf } from './messages.ts';

/** A server in trouble is asked again after these; then it is the next round's matter. */
const PAUSES = ['20 s', '2 min'] as const;
const BACKGROUND = 5;

/** Takes over a tenant's catalogue from its own address; what is on sale stays as it is when that does not work. */
export async function fetchCatalog(start: TenantStart): Promise<string> {
  if (typeof start?.tenantId !== 'string') {
    throw ApplicationFailure.nonRetryable('the input names no tenant', 'InvalidInput');
  }
  const { fetchCatalogSource } = proxyActivities<CatalogActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).tools,
    startToCloseTimeout: '5 min',
    heartbeatTimeout: '5 s',
    retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '60 s', maximumAttempts: 5 },
    priority: { priorityKey: BACKGROUND, fairnessKey: start.tenantId },
  });
  let outcome = await fetchCatalogSource(start);
  for (const pause of PAUSES) {
    if (outcome !== 'unavailable') break;
    await sleep(pause);
    outcome = await fetchCatalogSource(start);
  }
  return outcome;
}
