import { ActivityCancellationType, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type {
  FollowUpActivities,
  MediaActivities,
  ModelActivities,
  SendActivities,
  StaffActivities,
  StoreActivities,
  ToolActivities,
} from '#activities/index.ts';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import { queuesOf } from './messages.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Highest first: a live reply goes before a summary when a queue is full. */
const LIVE = 1;
const NUDGE = 3;
const BESIDE = 5;

/** The activities of one conversation, one timeout and retry profile a kind. */
export type Proxies = ReturnType<typeof createProxies>;

/**
 * Retries end by the failure itself: `to-failure.ts` marks what can't get better. What is left to retry for ever is an
 * outage of the database or a channel's pause.
 */
export function createProxies(address: ConversationAddress) {
  const queues = queuesOf(workflowInfo().taskQueue);
  const fairnessKey = address.tenantSlug;
  // Milliseconds in the database. Long waits become timers, so that an outage leaves few events.
  const local = {
    startToCloseTimeout: '10 s',
    localRetryThreshold: '2 s',
    retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '5 s' },
  } as const;
  const model = {
    startToCloseTimeout: '130 s',
    heartbeatTimeout: '2 s',
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '10 s' },
  } as const;
  const send = {
    taskQueue: queues.send(address.channel),
    startToCloseTimeout: '3 min',
    heartbeatTimeout: '2 s',
    retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '60 s' },
  } as const;
  const [store, tools] = oneAtATime(
    proxyLocalActivities<StoreActivities & StaffActivities & FollowUpActivities>(local),
    proxyLocalActivities<ToolActivities>(local),
  );
  return {
    store,
    tools,
    // On the conversation's own queue, so that the server hands the call to this worker with the answer to its workflow
    // task (eager); it goes through the queue, fairly, when the worker is full.
    models: proxyActivities<ModelActivities>({ ...model, priority: { priorityKey: LIVE, fairnessKey } }),
    // Never cancelled midway; retried until the provider answers, as the turn's budget bounds how long the customer waits.
    networkTools: proxyActivities<ToolActivities>({
      taskQueue: queues.tools,
      startToCloseTimeout: '60 s',
      scheduleToCloseTimeout: '10 min',
      heartbeatTimeout: '2 s',
      retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '15 s' },
      priority: { priorityKey: LIVE, fairnessKey },
    }),
    // A turn waits for its files so long and no longer.
    media: proxyActivities<MediaActivities>({
      taskQueue: queues.tools,
      startToCloseTimeout: '20 s',
      scheduleToCloseTimeout: '20 s',
      heartbeatTimeout: '2 s',
      retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumAttempts: 3 },
      priority: { priorityKey: LIVE, fairnessKey },
    }),
    // Work that can wait has a queue of its own, whose rate can be limited without slowing replies.
    memory: proxyActivities<ModelActivities>({
      ...model,
      taskQueue: queues.models,
      priority: { priorityKey: BESIDE, fairnessKey },
      retry: { ...model.retry, maximumAttempts: 5 },
    }),
    // Never cancelled midway; heartbeats only so that a dead worker is noticed soon.
    sends: proxyActivities<SendActivities>({ ...send, priority: { priorityKey: LIVE, fairnessKey } }),
    // Nobody waits for a follow-up: without a model or a channel there is none.
    nudgeModels: proxyActivities<ModelActivities>({
      ...model,
      taskQueue: queues.models,
      scheduleToCloseTimeout: '5 min',
      priority: { priorityKey: NUDGE, fairnessKey },
    }),
    nudgeSends: proxyActivities<SendActivities>({ ...send, priority: { priorityKey: NUDGE, fairnessKey } }),
  };
}
