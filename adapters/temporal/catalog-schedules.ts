import { ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Client, ScheduleOptions } from '@temporalio/client';
import { CATALOG_WORKFLOW, catalogWorkflowId } from '#workflows/catalogue-messages.ts';

/** The clock of each tenant's catalogue. Every method throws when Temporal is away, and may be called again. */
export interface CatalogSchedules {
  /** Fetches every so many minutes from now on, and once at once. */
  set(tenantId: string, everyMinutes: number): Promise<void>;
  /** Fetches at once, unless a fetch runs already. */
  fetchNow(tenantId: string): Promise<void>;
  remove(tenantId: string): Promise<void>;
}

export function createCatalogSchedules(
  client: Client,
  options: { readonly taskQueue: string; readonly limitMs: number },
): CatalogSchedules {
  const within = <T>(work: () => Promise<T>) => client.withDeadline(Date.now() + options.limitMs, work);
  const handleOf = (tenantId: string) => client.schedule.getHandle(scheduleIdOf(options.taskQueue, tenantId));
  return {
    set: (tenantId, everyMinutes) =>
      within(async () => {
        const schedule = scheduleOf(options.taskQueue, tenantId, everyMinutes);
        try {
          await client.schedule.create({ ...schedule, state: { triggerImmediately: true } });
        } catch (error) {
          if (!(error instanceof ScheduleAlreadyRunning)) throw error;
          await handleOf(tenantId).update((known) => ({ ...known, spec: schedule.spec }));
          await handleOf(tenantId).trigger();
        }
      }),
    fetchNow: (tenantId) => within(() => handleOf(tenantId).trigger()),
    remove: (tenantId) =>
      within(async () => {
        try {
          await handleOf(tenantId).delete();
        } catch (error) {
          if (!(error instanceof ScheduleNotFoundError)) throw error;
        }
      }),
  };
}

/** Deployments that share a namespace are told apart by their queue. */
function scheduleIdOf(taskQueue: string, tenantId: string): string {
  return `catalog:${taskQueue}:${tenantId}`;
}

function scheduleOf(taskQueue: string, tenantId: string, everyMinutes: number) {
  return {
    scheduleId: scheduleIdOf(taskQueue, tenantId),
    spec: { intervals: [{ every: `${everyMinutes} minutes` }], jitter: '30 seconds' },
    action: {
      type: 'startWorkflow',
      workflowType: CATALOG_WORKFLOW,
      workflowId: catalogWorkflowId(tenantId),
      taskQueue,
      args: [{ tenantId }],
      workflowExecutionTimeout: '15 minutes',
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
  } satisfies ScheduleOptions;
}
