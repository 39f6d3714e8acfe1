import type { StoredMedia } from '#domain/media/media.ts';

/** One message of a conversation as it was recorded. `seq` is gapless from 1 within the conversation. */
export interface TranscriptMessage {
  readonly seq: number;
  readonly author: 'customer' | 'bot' | 'human' | 'system';
  readonly text: string;
  readonly kind: string;
  readonly turn: number;
  /** Model calls of its turn that were already made when it came; orders it among tool results. 0 = before the first. */
  readonly afterStep: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Those that are in our storage; only where a reply is drafted. */
  readonly pictures?: readonly StoredMedia[];
}

/** What we know of the person, from the conversation itself. */
export interface ContactProfile {
  readonly name: string | null;
  readonly address: string | null;
  /** BCP 47. */
  readonly language: string | null;
  readonly notes: string | null;
}
