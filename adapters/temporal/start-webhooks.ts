import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { StartWebhooks } from '#domain/webhook/webhook-delivery.ts';
import { WEBHOOKS_WORKFLOW, webhooksWorkflowId } from '#workflows/webhook-messages.ts';

export function createStartWebhooks(
  client: Client,
  options: { readonly taskQueue: string; readonly limitMs: number },
): StartWebhooks {
  return async (batch) => {
    try {
      await client.withDeadline(Date.now() + options.limitMs, () =>
        client.workflow.start(WEBHOOKS_WORKFLOW, {
          workflowId: webhooksWorkflowId(batch),
          taskQueue: options.taskQueue,
          args: [batch],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: 'webhooks',
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };
}
