import type { Client } from '@temporalio/client';
import type { DocumentRef } from '#domain/knowledge/knowledge-store.ts';
import { changedSignal } from '#workflows/deadline-messages.ts';
import { DOCUMENT_WORKFLOW, documentWorkflowId } from '#workflows/document-messages.ts';

/** Has a document's workflow look at its row, starting it when it is not running. @throws when Temporal is away */
export function createWakeDocument(
  client: Client,
  options: { readonly taskQueue: string; readonly limitMs: number },
): (document: DocumentRef) => Promise<void> {
  return async (document) => {
    await client.withDeadline(Date.now() + options.limitMs, () =>
      client.workflow.signalWithStart(DOCUMENT_WORKFLOW, {
        workflowId: documentWorkflowId(document),
        taskQueue: options.taskQueue,
        args: [document],
        signal: changedSignal,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: `document ${document.documentId}`,
      }),
    );
  };
}
