import type { NativeConnection } from '@temporalio/worker';
import { queuesOf } from '#workflows/messages.ts';

/** How fast one account of a channel may send. */
export interface ChannelPace {
  readonly channel: string;
  readonly sendsPerSecond: number;
}

/** `TASK_QUEUE_TYPE_ACTIVITY` of Temporal's API. */
const ACTIVITIES = 2;

/**
 * Tells Temporal each channel's pace. It holds for every fairness key of the queue apart, and the key is the tenant, who has
 * one account a channel: a shop that sends a lot waits for its own number and for nobody else's. The server keeps the
 * setting, whichever workers come and go.
 * @throws the server's error when it knows no such setting (before 1.29)
 */
export async function paceSends(
  connection: NativeConnection,
  options: { readonly namespace: string; readonly taskQueue: string; readonly paces: readonly ChannelPace[] },
): Promise<void> {
  const queues = queuesOf(options.taskQueue);
  for (const { channel, sendsPerSecond } of options.paces) {
    await connection.workflowService.updateTaskQueueConfig({
      namespace: options.namespace,
      identity: 'colloquy-worker',
      taskQueue: queues.send(channel),
      taskQueueType: ACTIVITIES,
      updateFairnessKeyRateLimitDefault: {
        rateLimit: { requestsPerSecond: sendsPerSecond },
        reason: `what ${channel} takes from one account`,
      },
    });
  }
}
