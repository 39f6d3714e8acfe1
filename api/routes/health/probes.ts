import type { Client } from '@temporalio/client';
import type { Clock } from '#domain/ports.ts';
import type { WorkerPulse } from '#api/realtime/worker-pulse.ts';
import type { ApiRecords } from '#api/records.ts';
import { NotReady } from './readiness.ts';
import type { Probe } from './readiness.ts';

const PROBE_LIMIT_MS = 1_500;
/**
 * A waiting worker asks again once a minute; one that has not for longer is gone. Its pulse tells that much sooner, but
 * only its asking tells that it can work.
 */
const POLL_FRESH_MS = 75_000;
/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const WORKFLOW_QUEUE = 1;

export interface ProbeParts {
  readonly client: Client;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly records: Pick<ApiRecords, 'ping'>;
  readonly clock: Clock;
  readonly pulse: Pick<WorkerPulse, 'isSilent'>;
}

/** What `/readyz` asks for: the database, the workflow engine, somebody who runs workflows. */
export function readinessProbes(parts: ProbeParts): Readonly<Record<string, Probe>> {
  return {
    postgres: () => parts.records.ping(),
    temporal: () => probeTemporal(parts),
    worker: () => probeWorker(parts),
  };
}

/** Resolves when the workflow engine knows our namespace. */
export async function probeTemporal({ client, namespace }: Pick<ProbeParts, 'client' | 'namespace'>): Promise<void> {
  await client.withDeadline(Date.now() + PROBE_LIMIT_MS, () => client.workflowService.describeNamespace({ namespace }));
}

async function probeWorker({ client, namespace, taskQueue, clock, pulse }: ProbeParts): Promise<void> {
  if (pulse.isSilent(taskQueue)) throw new NotReady(`no worker of the queue "${taskQueue}" has been heard lately`);
  const { pollers } = await client.withDeadline(Date.now() + PROBE_LIMIT_MS, () =>
    client.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: WORKFLOW_QUEUE,
    }),
  );
  const now = clock().getTime();
  const alive = (pollers ?? []).some(({ lastAccessTime }) => {
    const seconds = Number(lastAccessTime?.seconds ?? 0);
    return now - seconds * 1000 < POLL_FRESH_MS;
  });
  if (!alive) throw new NotReady(`no worker polls the queue "${taskQueue}"`);
}
