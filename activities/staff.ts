import type { Status } from '#domain/conversation/status.ts';
import type { Recalled } from '#domain/handoff/handoff-desk.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { ConversationRef } from '#domain/store.ts';
import type { ActivityDeps } from './deps.ts';

/** What colleagues do with a conversation; run as local activities. */
export interface StaffActivities {
  recall(input: { readonly tenantId: string; readonly workflowId: string }): Promise<Recalled>;
  takeOver(input: StaffInput & { readonly to: StaffMember }): Promise<void>;
  giveBack(input: StaffInput & { readonly to: 'queue' | 'bot'; readonly status: Status }): Promise<number | null>;
  askForPerson(input: StaffInput & { readonly reason: string }): Promise<void>;
  openStaffTurn(input: StaffWordsInput): Promise<{ readonly turn: number; readonly finished: boolean }>;
  addNote(input: StaffWordsInput): Promise<void>;
}

interface StaffInput {
  readonly conversation: ConversationRef;
  readonly by: StaffMember;
}

interface StaffWordsInput extends StaffInput {
  readonly text: string;
  readonly key: string;
}

export function createStaffActivities({ handoffs }: Pick<ActivityDeps, 'handoffs'>): StaffActivities {
  return {
    recall: ({ tenantId, workflowId }) => handoffs.recall(tenantId, workflowId),
    takeOver: ({ conversation, by, to }) => handoffs.takeOver(conversation, by, to),
    giveBack: ({ conversation, ...input }) => handoffs.giveBack(conversation, input),
    askForPerson: ({ conversation, by, reason }) => handoffs.ask(conversation, by, reason),
    openStaffTurn: ({ conversation, ...words }) => handoffs.openStaffTurn(conversation, words),
    addNote: ({ conversation, ...words }) => handoffs.addNote(conversation, words),
  };
}
