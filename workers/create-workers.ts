import { Worker } from '@temporalio/worker';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import { createActivities } from '#activities/index.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { queuesOf } from '#workflows/messages.ts';
import { ConversationWorker } from './conversation-worker.ts';
import { workflowBundle } from './workflow-bundle.ts';

/** Documents read or embedded at once by one process; each may have a parser at its limits beside it. */
const INGESTING_AT_ONCE = 2;

/** Receivers may take their time. */
const WEBHOOKS_AT_ONCE = 50;

export interface WorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** The conversation queue; the queues beside it are named after it. */
  readonly taskQueue: string;
  readonly dataConverter: DataConverter;
  readonly activities: ActivityDeps;
  /** Channels this process sends for. */
  readonly channels: readonly string[];
}

export interface Workers {
  /** Resolves when all have stopped; rejects when one fails. */
  run(): Promise<void>;
  /** Takes no new work; running activities get the grace time. */
  shutdown(): void;
}

/**
 * One worker a queue, all in this process. The short sticky timeout lets another worker take over a conversation a
 * second after this one died.
 */
export async function createWorkers(options: WorkersOptions): Promise<Workers> {
  const { connection, namespace, taskQueue, dataConverter } = options;
  const { conversations, models, tools, sends, knowledge, webhooks } = createActivities(options.activities);
  const queues = queuesOf(taskQueue);
  const common: Omit<WorkerOptions, 'taskQueue'> = {
    connection,
    namespace,
    dataConverter,
    shutdownGraceTime: '20 s',
    shutdownForceTime: '28 s',
    // Most queues are quiet most of the time: one poller each, more as work comes.
    activityTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 2, maximum: 20 },
  };
  const beside: readonly Pick<WorkerOptions, 'taskQueue' | 'activities' | 'maxConcurrentActivityTaskExecutions'>[] = [
    { taskQueue: queues.models, activities: models },
    { taskQueue: queues.tools, activities: tools },
    { taskQueue: queues.knowledge, activities: knowledge, maxConcurrentActivityTaskExecutions: INGESTING_AT_ONCE },
    { taskQueue: queues.webhooks, activities: webhooks, maxConcurrentActivityTaskExecutions: WEBHOOKS_AT_ONCE },
    ...options.channels.map((channel) => ({ taskQueue: queues.send(channel), activities: sends })),
  ];
  const workers = await Promise.all([
    ConversationWorker.create({
      ...common,
      taskQueue,
      workflowBundle: await workflowBundle(),
      activities: { ...conversations, ...models },
      stickyQueueScheduleToStartTimeout: '1 s',
      // After a crash all work comes from the common queue: as many pollers for it as for the worker's own.
      nonStickyToStickyPollRatio: 0.5,
    }),
    ...beside.map((worker) => Worker.create({ ...common, ...worker })),
  ]);
  return {
    async run() {
      const runs = workers.map((worker) => worker.run());
      try {
        await Promise.all(runs);
      } finally {
        stop(workers);
        await Promise.allSettled(runs);
      }
    },
    shutdown: () => stop(workers),
  };
}

function stop(workers: readonly Worker[]): void {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
}
