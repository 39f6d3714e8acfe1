/** Names a conversation that has been opened. */
export interface ConversationRef {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly workflowId: string;
}

export interface TurnRef extends ConversationRef {
  readonly turn: number;
}
