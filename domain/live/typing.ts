/** Somebody of the staff writes in a conversation at this moment. */
export interface Typing {
  readonly tenantId: string;
  readonly workflowId: string;
  readonly conversationId: string;
  readonly userId: string;
  /** A person holds the conversation: the customer may know that they write. */
  readonly isHeld: boolean;
}
