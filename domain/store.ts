import type { Resource } from '#domain/booking/resource.ts';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { ContactProfile, TranscriptMessage } from '#domain/conversation/transcript.ts';
import type { InboundContact, InboundMessage } from '#domain/message/inbound.ts';
import type { Order } from '#domain/order/order.ts';
import type { AtDesk } from '#domain/order/shop-desk.ts';
import type { Product } from '#domain/product/product.ts';
import type { Shelf } from '#domain/product/shelf.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';
import type {
  BeginDelivery,
  CompleteTurnInput,
  CompletedTurn,
  DeliveryTarget,
  PartOutcome,
  SplitReply,
} from '#domain/turn/delivery.ts';
import type { Json, Receipt, ToolResult } from '#domain/turn/receipt.ts';
import type { TurnStep, UsageRecord } from '#domain/turn/step.ts';
import type { ConversationRef, TurnRef } from '#domain/turn/turn-ref.ts';

/*
 * What the conversation core needs kept. One method is one transaction with the tenant set; each may be called
 * again with the same arguments after a crash and then answers what it answered before.
 */

export interface OpenTurnInput {
  readonly address: ConversationAddress;
  readonly workflowId: string;
  /** Null on the first turn of a workflow: the store finds or creates the conversation. */
  readonly conversationId: string | null;
  /** Turn to add to; null = a new one, unless every message is known already. */
  readonly turn: number | null;
  /** In the order decided; a known provider id is not written again. */
  readonly messages: readonly InboundMessage[];
  readonly contact: InboundContact;
  /** Model calls already made in this turn. */
  readonly afterStep: number;
  /** Settings version the workflow has; newer ones come back. */
  readonly settingsVersion: number;
  /** False while a person holds the conversation or AI is off: messages are kept, no turn is answered. */
  readonly answering: boolean;
}

export interface OpenedTurn {
  readonly conversationId: string;
  readonly contactId: string;
  readonly turn: number;
  /** Messages that were not known before this call (on a retry of the same call: the same number). */
  readonly fresh: number;
  /** True when some message of this turn still waits for an answer. */
  readonly needsAnswer: boolean;
  /** Model calls of this turn so far, when an earlier run began it: numbers go on from there. */
  readonly lastStep?: number;
  /** True when the person asked for no more messages in this turn: its only words say that this is obeyed. */
  readonly confirmsOptOut: boolean;
  /** True when all the customer wrote is their rating of a handoff: the turn's only words thank them. */
  readonly rated?: true;
  /** True when a person of the shop wrote past us: the conversation is theirs now. */
  readonly takenOver: boolean;
  /** Only on the first turn of a workflow run chain (conversationId was null): where the talk stands. */
  readonly stage: Stage;
  readonly aiEnabled: boolean;
  readonly openHandoff: boolean;
  /** True when a person holds the conversation. */
  readonly held: boolean;
  /** Files at the provider's that came with these messages; left out = none. */
  readonly files?: number;
  /** Only when the tenant's settings are newer than `settingsVersion`. */
  readonly settings: ConversationSettings | null;
}

export interface DraftContext {
  readonly tenant: TenantProfile;
  /** All products; of a shop with a `shelf` those nearest to the talk. */
  readonly catalogue: readonly Product[];
  /** Set when the shop sells too much to be shown. */
  readonly shelf?: Shelf;
  /** What can be booked; left out = nothing. */
  readonly resources?: readonly Resource[];
  readonly contactId: string;
  readonly contact: ContactProfile;
  readonly stage: Stage;
  readonly status: Status;
  readonly summary: string | null;
  /** Up to 30 messages before this turn, oldest first; older ones live on in the summary. */
  readonly history: readonly TranscriptMessage[];
  /** The customer's messages of this turn, oldest first. */
  readonly turnMessages: readonly TranscriptMessage[];
  /** This turn's steps so far, in order. */
  readonly steps: readonly TurnStep[];
  /** Every receipt of this conversation (newest 100), oldest first. */
  readonly receipts: readonly Receipt[];
  /** The customer's latest orders (newest 10), for prompt and gate. */
  readonly orders: readonly Order[];
  readonly promoShown: boolean;
  /** A voice note of this turn, once heard, asked for no more messages: the turn's only words say that we obey. */
  readonly confirmsOptOut?: true;
  /** Where to show "typing"; null when the channel has nothing to send to. */
  readonly delivery: DeliveryTarget;
}

export interface SaveStepInput extends TurnRef {
  readonly step: TurnStep;
  readonly usage: UsageRecord | null;
}

/** A model's answer that was paid for and could not be used. */
export interface WastedCall extends TurnRef {
  readonly step: number;
  readonly usage: UsageRecord;
}

/** Identifies a tool call for ever: the unique key is (conversation, turn, step, callId). */
export interface ToolCallRef extends TurnRef {
  readonly contactId: string;
  readonly step: number;
  readonly callId: string;
  readonly tool: string;
  readonly input: Json;
  /** Refuses a call that is word for word the last deed of the turn, whatever its id. */
  readonly oncePerTurn?: true;
}

/** Everything that handing something to a conversation takes, also when it has closed itself. */
export interface Recipient {
  readonly address: ConversationAddress;
  readonly settings: ConversationSettings;
  readonly contact: InboundContact;
}

export interface MemoryContext {
  readonly tenant: TenantProfile;
  readonly summary: string | null;
  readonly contact: ContactProfile;
  readonly summarizedThrough: number;
  readonly profiledThrough: number;
  /** Messages after the older of the two marks, oldest first (at most 60). */
  readonly messages: readonly TranscriptMessage[];
}

export interface ConversationStore {
  openTurn(input: OpenTurnInput): Promise<OpenedTurn>;
  loadDraft(turn: TurnRef): Promise<DraftContext>;
  /** Writes step and usage once; a second call with the same step number answers the stored step. */
  saveStep(input: SaveStepInput): Promise<TurnStep>;
  /** Runs `work` and its receipt in one transaction; a known call answers its stored result without running. */
  receipted(call: ToolCallRef, work: AtDesk<ToolResult>): Promise<ToolResult>;
  /** What comes before the receipt of a call over the network: `work` in a transaction, unless the call has its receipt. */
  prepared<T>(call: ToolCallRef, work: AtDesk<T>): Promise<{ readonly value: T } | { readonly result: ToolResult }>;
  /** Opens a handoff unless one is open. */
  requestHandoff(turn: TurnRef, reason: string, requestedBy: 'customer' | 'model' | 'gate' | 'failure'): Promise<void>;
  /**
   * Puts the reply of `step` into the outbox (once), cut by `split`, and marks its first unfinished part
   * `sending`; one that was `sending` before this call gets `resent` for later calls.
   */
  /** Keeps what an answer cost that comes to no step; each call of this is a cost of its own. */
  saveWaste(input: WastedCall): Promise<void>;
  beginDelivery(turn: TurnRef, step: number, split: SplitReply): Promise<BeginDelivery>;
  /**
   * Records one part when more follow, and marks the next one `sending`; or that it surely was not accepted (`queued`:
   * may be sent again).
   */
  recordPart(turn: TurnRef, part: PartOutcome): Promise<void>;
  /** Ends the turn: last part, reply message, stage, events, counters, and the notice to waiting readers. */
  completeTurn(input: CompleteTurnInput): Promise<CompletedTurn>;
  loadMemory(conversation: ConversationRef): Promise<MemoryContext>;
  saveMemory(
    conversation: ConversationRef,
    memory: {
      readonly summary: { readonly text: string; readonly through: number } | null;
      readonly profile: { readonly changes: Partial<ContactProfile>; readonly through: number } | null;
      readonly usage: readonly UsageRecord[];
    },
  ): Promise<void>;
  setState(
    conversation: ConversationRef,
    state: { readonly status: Status; readonly aiEnabled: boolean },
  ): Promise<void>;
  /** Where a conversation is and whom it writes to. @throws NotFound */
  findRecipient(tenantId: string, conversationId: string): Promise<Recipient>;
  /** Keeps what could not be processed, sealed, where staff can see that it exists. */
  deadLetter(input: {
    readonly tenantId: string;
    readonly workflowId: string;
    readonly messageIds: readonly string[];
    readonly reason: string;
    readonly payload: Json;
  }): Promise<void>;
}
