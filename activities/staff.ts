import { handoffNotice } from '#agent/reply/handoff-notice.ts';
import type { Status } from '#domain/conversation/status.ts';
import type {
  GivenBack,
  GiveBackReason,
  OpenedWords,
  Recalled,
  ReviewedHandoff,
} from '#domain/handoff/handoff-desk.ts';
import type { NoticeKind } from '#domain/handoff/handoff-policy.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { ConversationRef } from '#domain/turn/turn-ref.ts';
import type { ActivityDeps } from './deps.ts';

/** What colleagues do with a conversation; run as local activities. */
export interface StaffActivities {
  recall(input: { readonly tenantId: string; readonly workflowId: string }): Promise<Recalled>;
  takeOver(input: StaffInput & { readonly to: StaffMember }): Promise<void>;
  giveBack(input: GiveBackInput): Promise<GivenBack>;
  askForPerson(input: StaffInput & { readonly reason: string }): Promise<void>;
  openStaffTurn(input: StaffWordsInput): Promise<OpenedWords>;
  addNote(input: StaffWordsInput): Promise<void>;
  /** What an open handoff needs now; broken limits are on record when this answers. */
  reviewHandoff(input: ReviewInput): Promise<ReviewedHandoff>;
  /** Words about the wait for a person, ready to be delivered; null when the shop wants none. */
  openNotice(input: NoticeInput): Promise<OpenedWords | null>;
}

interface StaffInput {
  readonly conversation: ConversationRef;
  readonly by: StaffMember;
}

interface GiveBackInput extends StaffInput {
  readonly to: 'queue' | 'bot';
  readonly status: Status;
  readonly why: GiveBackReason;
}

interface ReviewInput {
  readonly conversation: ConversationRef;
  readonly status: Status;
  readonly assignee: StaffMember | null;
  /** The conversation's clock, epoch ms. */
  readonly now: number;
}

interface NoticeInput {
  readonly conversation: ConversationRef;
  readonly handoffId: string;
  readonly what: NoticeKind;
}

interface StaffWordsInput extends StaffInput {
  readonly text: string;
  readonly key: string;
}

export function createStaffActivities({ handoffs, clock }: Pick<ActivityDeps, 'handoffs' | 'clock'>): StaffActivities {
  return {
    recall: ({ tenantId, workflowId }) => handoffs.recall(tenantId, workflowId),
    takeOver: ({ conversation, by, to }) => handoffs.takeOver(conversation, by, to),
    giveBack: ({ conversation, ...input }) => handoffs.giveBack(conversation, input),
    askForPerson: ({ conversation, by, reason }) => handoffs.ask(conversation, by, reason),
    openStaffTurn: ({ conversation, ...words }) => handoffs.openStaffTurn(conversation, words),
    addNote: ({ conversation, ...words }) => handoffs.addNote(conversation, words),
    reviewHandoff: ({ conversation, ...input }) => handoffs.review(conversation, input),
    openNotice: ({ conversation, handoffId, what }) =>
      handoffs.openNotice(conversation, { handoffId, what, key: `${what}:${handoffId}` }, (context) =>
        what === 'csatQuestion' && !context.policy.csat ? null : handoffNotice(what, context, clock().getTime()),
      ),
  };
}
