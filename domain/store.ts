import type { BookingBook } from '#domain/booking/booking-book.ts';
import type { Resource } from '#domain/booking/resource.ts';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { ContactProfile, TranscriptMessage } from '#domain/conversation/transcript.ts';
import type { RefusalReason } from '#domain/message/channel-event.ts';
import type { LeadDesk } from '#domain/lead/lead.ts';
import type { InboundContact, InboundMessage } from '#domain/message/inbound.ts';
import type { Order, OrderLine, OrderStatus } from '#domain/order/order.ts';
import type { PlacedOrder } from '#domain/order/placed-order.ts';
import type { PaymentDesk } from '#domain/payment/payment-desk.ts';
import type { Product } from '#domain/product/product.ts';
import type { PromoDesk } from '#domain/promo/promo-desk.ts';
import type { Shelf } from '#domain/product/shelf.ts';
import type { SearchDesk } from '#domain/search/search-desk.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';
import type { Json, Receipt, ToolResult } from '#domain/turn/receipt.ts';
import type { TurnStep, UsageRecord } from '#domain/turn/step.ts';

/*
 * What the conversation core needs kept. One method is one transaction with the tenant set; each may be called
 * again with the same arguments after a crash and then answers what it answered before.
 */

/** Names a conversation that has been opened. */
export interface ConversationRef {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly workflowId: string;
}

export interface TurnRef extends ConversationRef {
  readonly turn: number;
}

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
  /** Where to show "typing"; null when the channel has nothing to send to. */
  readonly delivery: DeliveryTarget;
}

export interface DeliveryTarget {
  readonly channel: string;
  readonly channelId: string;
  /** The provider's opaque id of customer or chat. */
  readonly recipient: string;
  /** Sealed; the channel registry opens it. */
  readonly sealedCredentials: Uint8Array | null;
  readonly tenantSlug: string;
  /** The provider's id of the customer's last message. */
  readonly lastMessageId: string | null;
  /** Milliseconds since we took the customer's last message, by the database's clock; null when they never wrote. */
  readonly silentMs: number | null;
}

export interface SaveStepInput extends TurnRef {
  readonly step: TurnStep;
  readonly usage: UsageRecord | null;
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

export interface NewOrder {
  readonly lines: readonly OrderLine[];
  readonly totalMinor: number;
  readonly currency: string;
  readonly deliveryAddress: string | null;
  readonly notes: string | null;
}

/** What tools may touch: this tenant's catalogue, this customer's orders. Bound to one open transaction. */
export interface ShopDesk {
  /** This customer's bookings. */
  readonly bookings: BookingBook;
  /** This customer's payments. */
  readonly payments: PaymentDesk;
  readonly promos: PromoDesk;
  readonly leads: LeadDesk;
  readonly search: SearchDesk;
  /** Every product that one of these names may mean: of a small shop all, of a large one those nearest to each name. */
  products(named: readonly string[]): Promise<readonly Product[]>;
  /** Newest first; only this customer's. */
  orders(limit: number): Promise<readonly Order[]>;
  /** This customer's order by number, locked until the transaction ends; undefined when there is none. */
  lockOrder(number: number): Promise<Order | undefined>;
  /** Takes the stock that its lines need; writes nothing when there is too little. */
  createOrder(order: NewOrder): Promise<PlacedOrder>;
  /** Replaces lines, totals, address and notes; stock as in `createOrder`. */
  replaceOrder(orderId: string, order: NewOrder): Promise<PlacedOrder>;
  /** A cancelled order gives its stock back. */
  setOrderStatus(orderId: string, status: OrderStatus): Promise<Order>;
  /** Opens a handoff unless one is open. */
  requestHandoff(reason: string, requestedBy: 'customer' | 'model' | 'gate' | 'failure'): Promise<void>;
}

/** Work of one tool call in one transaction. `callKey` names the call for ever, over every retry. */
export type AtDesk<T> = (desk: ShopDesk, tenant: TenantProfile, callKey: string) => Promise<T>;

export interface OutboxPart {
  /** A picture that goes with the words, where the channel can: https. */
  readonly imageUrl?: string;
  readonly id: string;
  readonly part: number;
  readonly key: string;
  readonly text: string;
  /**
   * `sending` in a retry means that an earlier attempt died between marking and recording: the customer may
   * have the message. `resent` tells that this was already tried again once.
   */
  readonly state: OutboxState;
  readonly resent: boolean;
}

export type OutboxState = 'queued' | 'sending' | 'sent' | 'unknown' | 'failed' | 'suppressed';

export interface BeginDelivery {
  /** All parts of the reply, as they were before this call; those not finished are now marked `sending`. */
  readonly parts: readonly OutboxPart[];
  readonly target: DeliveryTarget;
  /** Why nothing may be sent; parts are then `suppressed`. */
  readonly refusal: 'opted_out' | 'taken_over' | 'channel_off' | null;
  /** Who wrote it: some providers let a person answer later than a program. */
  readonly author: 'bot' | 'human';
}

/** Everything that handing something to a conversation takes, also when it has closed itself. */
export interface Recipient {
  readonly address: ConversationAddress;
  readonly settings: ConversationSettings;
  readonly contact: InboundContact;
}

/** Cuts a reply into what one channel can carry. */
export type SplitReply = (text: string, channel: string, recipient: string) => readonly string[];

export interface PartOutcome {
  readonly id: string;
  readonly state: 'queued' | 'sent' | 'unknown' | 'failed' | 'suppressed';
  /** Why the channel refused for good; `blocked` marks the contact, `auth` the channel. */
  readonly refusal?: RefusalReason;
  readonly providerMessageId: string | null;
  /** Error type, never text of the provider or customer. */
  readonly error: string | null;
}

export interface CompleteTurnInput extends TurnRef {
  /** The step that was sent; null when the turn ends without words. */
  readonly step: number | null;
  readonly parts: readonly PartOutcome[];
  readonly outcome: 'answered' | 'safe_reply' | 'suppressed' | 'undeliverable' | 'held';
  readonly stage: Stage;
  readonly status: Status;
}

export interface CompletedTurn {
  /** Messages recorded in the conversation so far. */
  readonly messages: number;
  readonly summarizedThrough: number;
  readonly profiledThrough: number;
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
