import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { StoreUnavailable } from '#domain/errors.ts';
import type { HistoryDesk } from '#domain/privacy/erasure.ts';
import { endSignal } from '#workflows/operator-messages.ts';
import { QUESTION_WORKFLOW } from '#workflows/question-messages.ts';

/** A run that has been told to end gets so long; one that is stuck is then terminated. */
const END_LIMIT_MS = 90_000;
const LOOK_MS = 200;
const REMOVE_LIMIT_MS = 60_000;
/** gRPC's codes. */
const NOT_FOUND = 5;
const REFUSED: ReadonlySet<number> = new Set([7, 12]);

/** Ends conversations and deletes histories at Temporal. */
export function createHistoryDesk(client: Client, namespace: string): HistoryDesk {
  const look = async (workflowId: string, runId?: string): Promise<WorkflowExecutionDescription | undefined> => {
    try {
      return await client.workflow.getHandle(workflowId, runId).describe();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  };

  const endRun = async (workflowId: string, runId: string): Promise<string> => {
    const run = client.workflow.getHandle(workflowId, runId);
    await run.signal(endSignal).catch(ignoreNotFound);
    for (const limit = Date.now() + END_LIMIT_MS; ; await sleep(LOOK_MS)) {
      const seen = await look(workflowId, runId);
      if (seen === undefined || seen.status.name !== 'RUNNING') return (seen?.closeTime ?? new Date()).toISOString();
      if (Date.now() > limit) {
        await run.terminate('told to end, and did not').catch(ignoreNotFound);
        throw new StoreUnavailable(`conversation ${workflowId} has not ended yet`);
      }
    }
  };

  /** @returns what was found, or false when Temporal does not let us delete it */
  const removeFound = async (query: string): Promise<number | false> => {
    let found = 0;
    for await (const { workflowId, runId } of client.workflow.list({ query })) {
      found += 1;
      try {
        await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId, runId } });
      } catch (error) {
        if (!isGrpcServiceError(error)) throw error;
        if (REFUSED.has(error.code)) return false;
        if (error.code !== NOT_FOUND) throw error;
      }
    }
    return found;
  };

  /** What is listed lags behind: looks until nothing is left. @throws StoreUnavailable when that takes too long */
  const remove = async (query: string): Promise<boolean> => {
    for (const limit = Date.now() + REMOVE_LIMIT_MS; ; await sleep(LOOK_MS)) {
      const found = await removeFound(query);
      if (found === false || found === 0) return found === 0;
      if (Date.now() > limit) throw new StoreUnavailable(`${found} histories are still there; try again`);
    }
  };

  return {
    async end(workflowId) {
      const current = await look(workflowId);
      if (current === undefined) return null;
      if (current.status.name === 'RUNNING') return endRun(workflowId, current.runId);
      return (current.closeTime ?? current.startTime).toISOString();
    },
    // A run that began when this one ended is the next one's.
    remove: (workflowId, until) => remove(`WorkflowId = ${quoted(workflowId)} AND StartTime < '${until}'`),
    removeQuestions: (tenantId) =>
      remove(
        `WorkflowType = '${QUESTION_WORKFLOW}' AND WorkflowId STARTS_WITH ${quoted(`question:${tenantId}:`)} AND ExecutionStatus != 'Running'`,
      ),
  };
}

function ignoreNotFound(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}

/** A value in a query of Temporal. */
function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
