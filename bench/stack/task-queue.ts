import type { Client } from '@temporalio/client';
import protos from '@temporalio/proto';

/** How many workers have asked the server for workflow tasks of `queue` after `since` (ms since the epoch). */
export async function pollersSince(client: Client, queue: string, since: number): Promise<number> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: queue },
    taskQueueType: protos.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  return (pollers ?? []).filter(
    ({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 + (lastAccessTime?.nanos ?? 0) / 1e6 > since,
  ).length;
}
