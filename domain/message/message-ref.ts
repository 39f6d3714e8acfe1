/** Names one customer message, and with it the turn that answers it. */
export interface MessageRef {
  readonly tenantId: string;
  readonly workflowId: string;
  readonly messageId: string;
}
