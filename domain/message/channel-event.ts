import type { Json } from '#domain/turn/receipt.ts';

/*
 * What a provider reports besides messages of customers. None of it starts a turn; each is kept once, by its key.
 */

/** In the order in which a message gets there; `failed` ends it unless it was delivered before. */
export const DELIVERY_STATUSES = ['sent', 'delivered', 'read', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

interface EventBase {
  /** The provider's id of our account that this is about; null = the one whose webhook was called. */
  readonly accountId: string | null;
  /** Idempotency key, unique per channel account. */
  readonly key: string;
  /** The provider's time, ISO 8601 UTC; the time of receipt where it gives none. */
  readonly at: string;
}

/** A person of the provider's, as an event names them. */
export interface EventPerson {
  /** The id the contact key is made of. */
  readonly key: string;
  /** Other ids of the same person (a phone number beside an opaque id). */
  readonly aliases?: readonly string[];
}

/** What became of messages that we sent. */
export interface StatusEvent extends EventBase {
  readonly kind: 'status';
  readonly status: DeliveryStatus;
  /** Ids the provider gave our messages. */
  readonly messageIds: readonly string[];
  /** Messenger: everything sent to `person` until then (ISO 8601 UTC). */
  readonly until?: string;
  readonly person?: EventPerson;
  /** Our own key of the part, where the provider repeats it. */
  readonly ourKey?: string;
  readonly failure?: DeliveryFailure;
}

/** Why a message that had been accepted was not delivered. */
export interface DeliveryFailure {
  /** The provider's own code, e.g. `131047`. */
  readonly code: string;
  readonly reason: RefusalReason;
}

/**
 * `blocked` = the person can't or won't be reached there; `opted_out` = they asked the provider to stop us; `window` =
 * outside the reply window; `auth` = our token or right is not valid; `invalid` = the message itself.
 */
export type RefusalReason = 'blocked' | 'opted_out' | 'window' | 'auth' | 'invalid';

/** Words that left our account without us (`human`), or our own coming back. */
export interface EchoEvent extends EventBase {
  readonly kind: 'echo';
  readonly messageId: string;
  readonly person: EventPerson;
  /** What the contact is answered under. */
  readonly recipient: string;
  readonly text: string;
  /** Our own key of the part, when it is our own message. */
  readonly ourKey?: string;
  /** The provider's app that sent it; absent or another one = a person in an inbox. */
  readonly appId?: string;
  /** An echo may itself be an edit or deletion of an earlier one. */
  readonly change?: { readonly type: 'edit' | 'delete'; readonly targetId: string };
}

/** The customer changed or took back a message. Recorded; an answered message is not answered again. */
export interface ChangeEvent extends EventBase {
  readonly kind: 'edit' | 'delete';
  readonly person: EventPerson;
  readonly targetId: string;
  readonly text?: string;
}

export interface ReactionEvent extends EventBase {
  readonly kind: 'reaction';
  readonly person: EventPerson;
  readonly targetId: string;
  /** Null = the reaction was taken back. */
  readonly emoji: string | null;
}

/** A known person came again through a link or an ad, without a word yet. */
export interface ReferralEvent extends EventBase {
  readonly kind: 'referral';
  readonly person: EventPerson;
  readonly data: Json;
}

/**
 * `all` = no more messages, until they say otherwise; `marketing` leaves answers allowed; `reach` = they blocked us
 * there, which ends when they write again.
 */
export type WishScope = 'all' | 'marketing' | 'reach';

/** A wish told to the provider instead of to us. */
export interface WishEvent extends EventBase {
  readonly kind: 'opt_in' | 'opt_out';
  readonly person: EventPerson;
  readonly scope: WishScope;
  readonly data?: Json;
}

/** What the customer wrote while another app holds the thread: kept, never answered by us. */
export interface StandbyEvent extends EventBase {
  readonly kind: 'standby';
  readonly person: EventPerson;
  readonly messageId: string;
  readonly text: string;
}

/** The thread with a person went to another app of the account, came to us, or is asked for. */
export interface HandoverEvent extends EventBase {
  readonly kind: 'handover';
  readonly person: EventPerson;
  readonly action: 'pass' | 'take' | 'request';
  readonly data: Json;
}

/** One person's id became another. */
export interface MovedEvent extends EventBase {
  readonly kind: 'contact_moved';
  readonly person: EventPerson;
  /** The new ids, the one messages will come under first. */
  readonly to: EventPerson;
  /** What the person is answered under from now on. */
  readonly recipient: string;
}

/** Comments that need no turn: our own, edited, hidden, removed. A new comment of somebody is a message. */
export interface CommentEvent extends EventBase {
  readonly kind: 'comment';
  readonly verb: 'add' | 'edit' | 'remove' | 'hide' | 'unhide';
  readonly commentId: string;
  readonly own: boolean;
  readonly data: Json;
}

/** Something about the account itself: banned, a template approved, a policy enforced. */
export interface AccountEvent extends EventBase {
  readonly kind: 'account';
  readonly field: string;
  readonly event: string;
  /** Set when the account can't send until a person sees to it. */
  readonly trouble?: string;
  readonly data: Json;
}

export type ChannelEvent =
  | StatusEvent
  | EchoEvent
  | ChangeEvent
  | ReactionEvent
  | ReferralEvent
  | WishEvent
  | StandbyEvent
  | HandoverEvent
  | MovedEvent
  | CommentEvent
  | AccountEvent;
