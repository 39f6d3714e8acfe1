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
  /** Only with kind `choice`: what was pressed; `text` holds its words. */
  readonly choice?: { readonly id: string; readonly title?: string; readonly description?: string };
  /** The answers of a filled-in form. */
  readonly form?: { readonly [field: string]: Json };
  /** A cart put together in the channel's own catalogue; prices in it are the channel's, not ours. */
  readonly cart?: readonly CartLine[];
  /** It answers a story of the shop's account. */
  readonly storyReply?: true;
  /** The article of the channel's catalogue that it was written from ("ask about this product"). */
  readonly product?: CatalogArticle;
  readonly forwarded?: 'once' | 'often';
  /** The ad or post it was written from. */
  readonly ad?: AdReferral;
  /** Only with kind `comment`: what it stands below. */
  readonly comment?: { readonly postId?: string; readonly parentId?: string; readonly authorId?: string };
  /** Only with kind `event`. */
  readonly event?: ShopEvent;
  /** On its way through a workflow: everything that is personal, for the conversation's vault; `text` is empty then. */
  readonly sealed?: string;
}

export interface CartLine {
  /** The shop's own article id in the channel's catalogue. */
  readonly article: string;
  readonly quantity: number;
}

export interface CatalogArticle {
  /** The shop's own article id where the channel tells it, else the channel's. */
  readonly article: string;
  readonly title?: string;
}

export interface AdReferral {
  readonly sourceType?: string;
  readonly sourceId?: string;
  readonly sourceUrl?: string;
  readonly headline?: string;
  readonly body?: string;
  /** The provider's id of the click, for its conversion reports. */
  readonly clickId?: string;
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
  /** The provider's id that stays when `recipient` changes (a number); left out = `recipient` itself. */
  readonly key?: string;
  /** Other ids this person writes or is named under. */
  readonly aliases?: readonly string[];
  /** The contact keys of `aliases`, made by who holds the secret of contact keys. */
  readonly aliasKeys?: readonly string[];
}

/** `link` is a shared post or page; `unsupported` something that the provider can't hand over. */
export type AttachmentKind =
  | 'image'
  | 'audio'
  | 'voice'
  | 'video'
  | 'document'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'link'
  | 'unsupported';

export interface InboundAttachment {
  readonly kind: AttachmentKind;
  /** Provider's reference to fetch the file later; never a URL that carries a secret. */
  readonly ref?: string;
  readonly mimeType?: string;
  readonly fileName?: string;
  /** What a place, a contact or a shared link is called. */
  readonly label?: string;
}

/**
 * `start` is a first greeting sent by a button or `/start`; `unreadable` is something that we can store
 * but not answer from (a sticker, an album), which gets a polite reply saying so. `event` is no message but news of the shop.
 * `comment` was written in public below a post; `echo` was written by a person of the shop, past us.
 */
export const INBOUND_KINDS = ['text', 'start', 'choice', 'media', 'unreadable', 'event', 'comment', 'echo'] as const;
export type InboundKind = (typeof INBOUND_KINDS)[number];
