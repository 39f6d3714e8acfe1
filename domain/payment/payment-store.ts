import type { ConversationAddress } from '#domain/conversation/address.ts';
import type { InboundMessage } from '#domain/message/inbound.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { PaymentFact } from './evolve-payment.ts';
import type { AccountState, ProviderSession } from './payment-gateway.ts';
import type { Payment } from './payment.ts';
import type { ProviderEvent } from './provider-event.ts';

/** What somebody wants a page for. Orders and bookings by the number customers see. */
export type Wanted =
  | { readonly kind: 'order'; readonly number: number }
  | { readonly kind: 'booking'; readonly number: number }
  /** A product at its list price, by id or exact name. */
  | { readonly kind: 'item'; readonly product: string; readonly quantityMilli: number }
  | { readonly kind: 'plan'; readonly code: string };

export interface PaymentRequest {
  readonly wanted: Wanted;
  /** Names the request for ever: asked again it is the same payment. */
  readonly callKey: string;
  /** Only what belongs to this customer; null = staff, anything of the shop. */
  readonly contactId: string | null;
  /** Where the customer is to hear of it; null = of the order or booking, when it has one. */
  readonly conversationId: string | null;
  /** How long the page is to last, ms. */
  readonly ttlMs: number;
  readonly now: Date;
}

/** The page of an earlier payment that must be closed first, found by payment when its own id was never learned. */
export interface StalePage {
  readonly paymentId: string;
  readonly sessionId: string | null;
  readonly accountId: string | null;
  readonly createdAt: string;
}

export type PaymentRequested =
  /** It has its page, or its end, already. */
  | { readonly kind: 'known'; readonly payment: Payment }
  | { readonly kind: 'create'; readonly payment: Payment; readonly replaces: StalePage | null }
  | { readonly kind: 'refused'; readonly code: PaymentRequestRefusal };

export type PaymentRequestRefusal =
  | 'not_found'
  /** Cancelled, expired, or the product is not for sale. */
  | 'not_payable'
  /** Nothing is left to pay. */
  | 'already_paid'
  /** The shop's own account at the provider is not ready, or was taken away. */
  | 'account_not_ready';

/** What became of opening a page. */
export type PageOutcome =
  | { readonly kind: 'open'; readonly session: ProviderSession }
  /** The stale page turned out to be paid: no second one is opened. */
  | { readonly kind: 'paid_before'; readonly stale: StalePage; readonly session: ProviderSession }
  | { readonly kind: 'refused'; readonly reason: string };

export interface Notice {
  /** Also the id of its event in the conversation. */
  readonly key: string;
  readonly conversationId: string;
  readonly channel: string;
  /** When the customer last wrote there, ISO 8601 UTC; null = never. */
  readonly lastHeardAt: string | null;
  readonly message: InboundMessage;
}

export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: 'requested' | 'done' | 'failed';
  readonly createdAt: string;
}

/** What a payment's clock finds. */
export interface PaymentDue {
  readonly payment: Payment;
  readonly replaces: string | null;
  readonly notices: readonly Notice[];
  /** Refunds asked for a while ago whose outcome nobody knows. */
  readonly refunds: readonly Refund[];
  readonly expired: boolean;
  /** What it was for is cancelled or has run out: nobody is to be told that its page closes. */
  readonly gone: boolean;
  readonly nudge: boolean;
}

/** Where a page's address is to be sent; the same key sends it once. */
export type Announcement = { readonly key: string } & (
  | { readonly conversationId: string }
  /** A conversation that may not exist yet: it is opened with this. */
  | { readonly address: ConversationAddress; readonly recipient: string }
);

/** How an event of the provider was taken. */
export interface EventTaken {
  readonly effect: 'applied' | 'repeated' | 'unmatched' | 'mismatch' | 'ignored';
  /** Null when it is about no payment of this shop. */
  readonly paymentId: string | null;
}

export interface ShopAccount extends AccountState {
  readonly status: 'onboarding' | 'active' | 'restricted' | 'disconnected';
}

export interface RefundWish {
  readonly paymentId: string;
  /** Null = all that is left. */
  readonly amountMinor: number | null;
  readonly callKey: string;
}

/**
 * Payments on record. One method is one transaction with the tenant set; each may be called again with the same
 * arguments after a crash. Methods that change a payment also change its order or booking and write down what the
 * customer is to hear, in the same transaction.
 */
export interface PaymentStore {
  request(tenantId: string, request: PaymentRequest): Promise<PaymentRequested>;
  settle(tenantId: string, paymentId: string, outcome: PageOutcome, now: Date): Promise<Payment>;
  find(tenantId: string, paymentId: string): Promise<Payment | undefined>;
  /** Newest first. */
  list(tenantId: string, status: string | null, page: PageRequest): Promise<Page<Payment>>;
  /** @returns null when it changed nothing */
  apply(tenantId: string, paymentId: string, fact: PaymentFact, now: Date): Promise<Payment | null>;
  takeEvent(tenantId: string, event: ProviderEvent): Promise<EventTaken>;
  /** @throws NotFound, Conflict (not paid, or the key was used for another refund), InvalidInput (more than is left) */
  requestRefund(tenantId: string, wish: RefundWish): Promise<{ readonly refund: Refund; readonly payment: Payment }>;
  settleRefund(
    tenantId: string,
    refundId: string,
    outcome: { readonly refundId: string; readonly status: 'done' | 'pending' | 'failed' } | null,
    now: Date,
  ): Promise<Refund>;
  /** Writes down that the customer is to be sent the page's address, once a `key`. */
  announce(tenantId: string, paymentId: string, to: Announcement, now: Date): Promise<void>;
  waitingNotices(tenantId: string, paymentId: string): Promise<readonly Notice[]>;
  noticeSent(tenantId: string, key: string): Promise<void>;
  /** See `DeadlineSubject`. */
  nextDeadline(tenantId: string, paymentId: string): Promise<string | null>;
  due(tenantId: string, paymentId: string, now: Date): Promise<PaymentDue | null>;
  /** The reminder before the page closes; once. */
  nudge(tenantId: string, paymentId: string, now: Date): Promise<void>;
  overdue(most: number): Promise<readonly { readonly tenantId: string; readonly id: string }[]>;
  account(tenantId: string): Promise<ShopAccount | null>;
  saveAccount(tenantId: string, account: AccountState, toldAt: Date): Promise<ShopAccount>;
}
