import type { Json, ToolEffect } from '#domain/turn/receipt.ts';

/**
 * What a customer did, in our words. Channel adapters translate provider payloads into this shape;
 * nothing behind them knows a provider's format.
 */
export interface InboundMessage {
  /** Idempotency key: the provider's own id for this message, unique per channel account. */
  readonly id: string;
  readonly kind: InboundKind;
  /** The words to answer. Empty for kinds that carry none. */
  readonly text: string;
  /** When the provider says the customer sent it, ISO 8601 UTC. Orders messages inside a burst. */
  readonly sentAt: string;
  /** Provider's tie-breaker for messages of one second (Telegram `update_id`), ascending. */
  readonly order: number;
  /** BCP 47 tag the provider gave for the sender's app language, when it gave one. */
  readonly languageHint?: string;
  readonly attachments?: readonly InboundAttachment[];
  readonly replyToId?: string;
  /** What the link or button that led here carried (Telegram `/start <payload>`). */
  readonly referral?: string;
  /** Only with kind `event`. */
  readonly event?: ShopEvent;
}

/**
 * Something that happened outside the talk and that the customer should hear of: a payment came, a hold ran out, an
 * appointment is near. It waits in the inbox like a message; the message's text states it in one plain English line.
 */
export interface ShopEvent {
  /** `payment_received`, `hold_expired`, `booking_reminder`, …: lower case with underscores. */
  readonly kind: string;
  /** Facts for the model; amounts in it may be quoted. */
  readonly data: Json;
  /** What it brought about: kept as a receipt of the turn, so that the reply may say so. */
  readonly effect?: ToolEffect;
}

/** Who sent it, as far as the provider tells. */
export interface InboundContact {
  /** The provider's opaque id to answer to (Telegram chat id, PSID, …). */
  readonly recipient: string;
  readonly displayName?: string;
}

export interface InboundAttachment {
  readonly kind: 'image' | 'audio' | 'voice' | 'video' | 'document' | 'sticker' | 'location' | 'contact';
  /** Provider's reference to fetch the file later; never a URL that carries a secret. */
  readonly ref?: string;
  readonly mimeType?: string;
}

/**
 * `start` is a first greeting sent by a button or `/start`; `unreadable` is something that we can store
 * but not answer from (a sticker, an album), which gets a polite reply saying so. `event` is no message but news of the shop.
 */
export const INBOUND_KINDS = ['text', 'start', 'choice', 'media', 'unreadable', 'event'] as const;
export type InboundKind = (typeof INBOUND_KINDS)[number];
