import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { ConversationRef, TurnRef } from '#domain/turn/turn-ref.ts';
import type { UsageRecord } from '#domain/turn/step.ts';
import type { HandoffPolicy, NoticeKind } from './handoff-policy.ts';
import type { HandoffDues, HandoffStep } from './review-handoff.ts';
import type { HandoffSource, StaffMember } from './staff.ts';

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

/** Why nobody holds a conversation any more. */
export type GiveBackReason = 'released' | 'resolved' | 'silent' | 'forgotten';

export interface GivenBack {
  /** The turn that the bot now owes an answer, when the customer wrote last; null when nobody waits or the bot is off. */
  readonly owed: number | null;
  /** Model calls of that turn so far, also those that were thrown away; left out = none. */
  readonly owedStep?: number;
  /** The handoff that was closed by this; null when none was open, or when it went back to the queue. */
  readonly closed: string | null;
}

/** What a handoff needs now; see `reviewHandoff`. All null when none is open. */
export interface ReviewedHandoff {
  readonly handoffId: string | null;
  readonly source: HandoffSource | null;
  readonly step: HandoffStep | null;
  readonly dues: HandoffDues | null;
  /** Nobody has written a summary for the person who takes it. */
  readonly unsummarized: boolean;
}

/** What words that no model writes are chosen by. */
export interface NoticeContext {
  readonly policy: HandoffPolicy;
  /** IANA. */
  readonly timeZone: string;
  /** BCP 47: of the customer as far as known, and of the shop. */
  readonly contactLanguage: string | null;
  readonly shopLanguage: string;
  /** The customer's newest words, oldest first. */
  readonly said: readonly string[];
}

/** What a person's holding of a conversation leaves in the record. Each may be called again with the same arguments. */
export interface HandoffDesk {
  /** @throws NotFound when nobody has written yet */
  recall(tenantId: string, workflowId: string): Promise<Recalled>;
  /** `to` holds the conversation from now on; opens a handoff unless one is open. */
  takeOver(conversation: ConversationRef, by: StaffMember, to: StaffMember): Promise<void>;
  /** Back to the queue (`waiting`), or to the bot: then the handoff is closed and a marker is left for the model. */
  giveBack(
    conversation: ConversationRef,
    input: {
      readonly by: StaffMember;
      readonly to: 'queue' | 'bot';
      readonly status: Status;
      readonly why: GiveBackReason;
    },
  ): Promise<GivenBack>;
  /** Opens a handoff by a colleague's wish. */
  ask(conversation: ConversationRef, by: StaffMember, reason: string): Promise<void>;
  /**
   * Looks at the limits of the open handoff, records those that are broken, and says what is to be done. A conversation
   * that a person took without asking (by writing from their phone) gets a handoff of its own.
   * @param input.now epoch ms by the conversation's clock
   */
  review(
    conversation: ConversationRef,
    input: { readonly status: Status; readonly assignee: StaffMember | null; readonly now: number },
  ): Promise<ReviewedHandoff>;
  /**
   * Words of the shop as a turn of their own, ready to be delivered; `key` makes it one, however often it is asked.
   * @param words answers null when nothing is to be said
   */
  openNotice(
    conversation: ConversationRef,
    input: { readonly handoffId: string; readonly what: NoticeKind; readonly key: string },
    words: (context: NoticeContext) => string | null,
  ): Promise<OpenedWords | null>;
  /** A colleague's words as a turn of their own, ready to be delivered; `key` makes it one, however often it is asked. */
  openStaffTurn(
    conversation: ConversationRef,
    input: { readonly by: StaffMember; readonly text: string; readonly key: string },
  ): Promise<OpenedWords>;
  /** Words for colleagues only. */
  addNote(
    conversation: ConversationRef,
    input: { readonly by: StaffMember; readonly text: string; readonly key: string },
  ): Promise<void>;
  /** Why the open handoff was asked for, and this customer's orders in a word each; null when it is closed. */
  brief(conversation: ConversationRef, handoffId: string): Promise<HandoffBrief | null>;
  /** Keeps the summary for the person who takes it, and what it cost; the first one stays. */
  saveSummary(
    conversation: ConversationRef,
    input: { readonly handoffId: string; readonly text: string | null; readonly usage: UsageRecord },
  ): Promise<void>;
}

/** A turn of the shop's own words. `finished`: it was delivered before. */
export type OpenedWords = Pick<TurnRef, 'turn'> & { readonly finished: boolean };

export interface HandoffBrief {
  readonly source: HandoffSource;
  readonly reason: string;
  /** Newest first: `#1042 confirmed`. */
  readonly orders: readonly string[];
}
