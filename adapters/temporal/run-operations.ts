import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import protos from '@temporalio/proto';
import { v7 as uuid } from 'uuid';
import type { PendingStep, RunOperations } from '#domain/conversation/operations.ts';
import { Conflict, NotFound } from '#domain/errors.ts';
import type { ConversationStart } from '#workflows/messages.ts';
import { inboundSignal } from '#workflows/messages.ts';
import { endSignal } from '#workflows/operator-messages.ts';

type Events = NonNullable<Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']>;

const IDENTITY = 'colloquy-operator';
const SCHEDULED = protos.temporal.api.enums.v1.PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED;

/** Reaches into runs by Temporal's own means. */
export function createRunOperations(client: Client, namespace: string, codec: PayloadCodec): RunOperations {
  const service = client.workflowService;
  const describe = async (workflowId: string): Promise<WorkflowExecutionDescription> => {
    try {
      return await client.workflow.getHandle(workflowId).describe();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw new NotFound('the conversation has no run', { cause: error });
      throw error;
    }
  };
  const running = async (workflowId: string): Promise<WorkflowExecutionDescription> => {
    const run = await describe(workflowId);
    if (run.status.name === 'RUNNING') return run;
    throw new Conflict(`the run is not running (${run.status.name}); the next message starts one`);
  };
  const history = async (workflowId: string, runId: string): Promise<Events> =>
    (await client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];

  return {
    async look(workflowId) {
      const { runId, status, historyLength, raw } = await describe(workflowId);
      const pending = (raw.pendingActivities ?? []).map((activity): PendingStep => ({
        name: activity.activityType?.name ?? 'unknown',
        attempt: activity.attempt ?? 1,
        failure: activity.lastFailure?.applicationFailureInfo?.type ?? null,
        nextAt: activity.scheduledTime?.seconds ? isoOf(Number(activity.scheduledTime.seconds)) : null,
      }));
      return { workflowId, runId, status: status.name, events: historyLength, pending };
    },
    async retry(workflowId) {
      const { runId, raw } = await running(workflowId);
      // One that runs now would be stopped by it, and asked again while it runs it would never get to its end.
      const waiting = (raw.pendingActivities ?? []).filter(
        ({ state, attempt }) => state === SCHEDULED && (attempt ?? 1) > 1,
      );
      for (const { activityId } of waiting) {
        const execution = { workflowId, runId };
        await service.resetActivity({
          namespace,
          execution,
          identity: IDENTITY,
          id: activityId ?? '',
          resetHeartbeat: false,
        });
      }
      return waiting.map((activity) => activity.activityType?.name ?? 'unknown');
    },
    async end(workflowId) {
      const { runId } = await running(workflowId);
      await client.workflow.getHandle(workflowId, runId).signal(endSignal);
    },
    async reset(workflowId, reason, eventId) {
      const { runId } = await describe(workflowId);
      const events = await history(workflowId, runId);
      const finished = events.filter((event) => event.workflowTaskCompletedEventAttributes);
      const point = finished.findLast((event) => eventId === undefined || Number(event.eventId) <= eventId);
      if (!point?.eventId) throw new Conflict('the run has no finished workflow task to begin again at');
      const answer = await service.resetWorkflowExecution({
        namespace,
        workflowExecution: { workflowId, runId },
        reason,
        workflowTaskFinishEventId: point.eventId,
        requestId: uuid(),
      });
      return answer.runId;
    },
    async terminate(workflowId, reason) {
      const { runId } = await running(workflowId);
      await client.workflow.getHandle(workflowId, runId).terminate(reason);
    },
    async signals(workflowId) {
      const { runId } = await describe(workflowId);
      const events = await history(workflowId, runId);
      const came = events.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
        signal?.signalName === inboundSignal.name ? (signal.input?.payloads ?? []) : [],
      );
      const [begun] = events[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
      const start = begun && ((await readAll(codec, [begun]))[0] as Partial<ConversationStart> | undefined);
      return [...(start?.carried?.inbox ?? []), ...(await readAll(codec, came))];
    },
  };
}

async function readAll(
  codec: PayloadCodec,
  payloads: Parameters<PayloadCodec['decode']>[0],
): Promise<readonly unknown[]> {
  const decoded = await codec.decode(payloads);
  return decoded.map(({ data }): unknown => JSON.parse(Buffer.from(data ?? []).toString()));
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
