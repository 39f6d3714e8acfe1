import type { Client } from '@temporalio/client';
import { EMBED_WORKFLOW, embedWorkflowId } from '#workflows/catalogue-messages.ts';
import { changedSignal } from '#workflows/deadline-messages.ts';

/** Has a tenant's waiting texts embedded, starting the work when nobody is at it. @throws when Temporal is away */
export function createWakeEmbedding(
  client: Client,
  options: { readonly taskQueue: string; readonly limitMs: number },
): (tenantId: string) => Promise<void> {
  return async (tenantId) => {
    await client.withDeadline(Date.now() + options.limitMs, () =>
      client.workflow.signalWithStart(EMBED_WORKFLOW, {
        workflowId: embedWorkflowId(tenantId),
        taskQueue: options.taskQueue,
        args: [{ tenantId }],
        signal: changedSignal,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: `texts of ${tenantId}`,
      }),
    );
  };
}
