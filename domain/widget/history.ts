import type { Status } from '#domain/conversation/status.ts';
import type { InboundAttachment } from '#domain/message/inbound.ts';
import type { Json } from '#domain/turn/receipt.ts';

/** A conversation as its visitor may see it. */
export interface WidgetHistory {
  readonly conversationId: string;
  readonly status: Status;
  /** Name of the colleague who holds it. */
  readonly agent: string | null;
  /** Oldest first; what staff and the system write for themselves is not among them. */
  readonly messages: readonly WidgetMessage[];
}

export interface WidgetMessage {
  readonly seq: number;
  readonly author: 'customer' | 'bot' | 'human';
  readonly text: string;
  readonly turn: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Who wrote it, when a person of the shop did. */
  readonly agent: string | null;
  /** Of a visitor's message: the id it was sent under. */
  readonly providerMessageId: string | null;
  readonly attachments: readonly InboundAttachment[];
  /** What was done in its turn; only with author `bot`. */
  readonly receipts: readonly { readonly tool: string; readonly data: Json; readonly effect: Json }[];
}
