import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { ConversationRef, TurnRef } from '#domain/store.ts';
import type { StaffMember } from './staff.ts';

/** Where a conversation stands, for a workflow that was started anew to serve a colleague. */
export interface Recalled {
  readonly conversationId: string;
  readonly contactId: string;
  readonly stage: Stage;
  readonly status: Status;
  readonly aiEnabled: boolean;
  readonly assignee: StaffMember | null;
  readonly turn: number;
}

/** What a person's holding of a conversation leaves in the record. Each may be called again with the same arguments. */
export interface HandoffDesk {
  /** @throws NotFound when nobody has written yet */
  recall(tenantId: string, workflowId: string): Promise<Recalled>;
  /** `to` holds the conversation from now on; opens a handoff unless one is open. */
  takeOver(conversation: ConversationRef, by: StaffMember, to: StaffMember): Promise<void>;
  /**
   * Back to the queue (`waiting`), or to the bot: then the handoff is closed and a marker is left for the model. Answers
   * the turn that the bot now owes an answer, when the customer wrote last; null when nobody waits or the bot is off.
   */
  giveBack(
    conversation: ConversationRef,
    input: { readonly by: StaffMember; readonly to: 'queue' | 'bot'; readonly status: Status },
  ): Promise<number | null>;
  /** Opens a handoff by a colleague's wish. */
  ask(conversation: ConversationRef, by: StaffMember, reason: string): Promise<void>;
  /** A colleague's words as a turn of their own, ready to be delivered; `key` makes it one, however often it is asked. */
  openStaffTurn(
    conversation: ConversationRef,
    input: { readonly by: StaffMember; readonly text: string; readonly key: string },
  ): Promise<Pick<TurnRef, 'turn'> & { readonly finished: boolean }>;
  /** Words for colleagues only. */
  addNote(
    conversation: ConversationRef,
    input: { readonly by: StaffMember; readonly text: string; readonly key: string },
  ): Promise<void>;
}
