import type { Client } from '@temporalio/client';
import type { ErasureRef } from '#domain/privacy/erasure.ts';
import { ERASE_WORKFLOW, eraseWorkflowId } from '#workflows/erase-messages.ts';
import type { EraseStart } from '#workflows/erase-messages.ts';

/** Has a person erased; one that is being erased already is left alone. @throws when Temporal is away */
export function createStartErasure(
  client: Client,
  options: { readonly taskQueue: string; readonly limitMs: number; readonly graceMs: number },
): (erasure: ErasureRef) => Promise<void> {
  return async ({ tenantId, contactId }) => {
    const start: EraseStart = { tenantId, contactId, graceMs: options.graceMs };
    await client.withDeadline(Date.now() + options.limitMs, () =>
      client.workflow.start(ERASE_WORKFLOW, {
        workflowId: eraseWorkflowId(start),
        taskQueue: options.taskQueue,
        args: [start],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: 'erase a contact',
      }),
    );
  };
}
