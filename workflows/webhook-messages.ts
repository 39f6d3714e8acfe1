import type { WebhookBatch } from '#domain/webhook/webhook-delivery.ts';

/** Name of the workflow type, for clients that start it by name. */
export const WEBHOOKS_WORKFLOW = 'deliverWebhooks';

export function webhooksWorkflowId({ tenantId, batch }: WebhookBatch): string {
  return `webhooks:${tenantId}:${batch}`;
}
