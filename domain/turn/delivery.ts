import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { RefusalReason } from '#domain/message/channel-event.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';

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
