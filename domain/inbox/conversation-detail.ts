import type { ContactProfile } from '#domain/conversation/transcript.ts';
import type { ConversationEntry } from './conversation-entry.ts';

/** A conversation opened in the inbox, without its messages. */
export interface ConversationDetail extends Omit<ConversationEntry, 'contact'> {
  readonly contact: ContactProfile & {
    readonly id: string;
    /** When this person asked for no more messages; null = they did not. */
    readonly optedOutAt: string | null;
    /** When the provider said that this person wants nothing from us here. */
    readonly blockedAt: string | null;
  };
  /** What the model remembers of older messages. */
  readonly summary: string | null;
  readonly turns: number;
  readonly notes: number;
}
