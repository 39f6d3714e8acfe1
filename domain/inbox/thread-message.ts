import type { KeptAttachment } from '#domain/media/media.ts';

/** How far a message of ours came; `received` is a customer's. */
export const MESSAGE_STATES = ['received', 'queued', 'unknown', 'sent', 'delivered', 'read', 'failed'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A message of a thread as staff see it. */
export interface ThreadMessage {
  readonly id: string;
  /** Its place in the conversation, from 1 without gaps. */
  readonly seq: number;
  readonly author: 'customer' | 'bot' | 'human' | 'system';
  /** The colleague who wrote it. */
  readonly staffName: string | null;
  readonly kind: string;
  readonly text: string;
  readonly turn: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly attachments: readonly KeptAttachment[];
  /** Of all parts the one that came least far. */
  readonly state: MessageState;
  /** What it was cut into for the channel; empty for what came to us. */
  readonly parts: readonly MessagePart[];
}

export interface MessagePart {
  readonly part: number;
  readonly text: string;
  readonly state: MessageState;
  /** When the provider last said something of it. */
  readonly at: string | null;
  /** The provider's code and reason, of one that failed. */
  readonly failure: string | null;
}
