import type { Status } from '#domain/conversation/status.ts';
import type { ThreadMessage } from './thread-message.ts';

/** A message that has the words that were searched for. */
export interface FoundMessage extends Pick<ThreadMessage, 'id' | 'seq' | 'author' | 'staffName' | 'at'> {
  /** What was said around the first of the words, at most 300 characters. */
  readonly excerpt: string;
  readonly conversation: {
    readonly id: string;
    readonly channel: string;
    readonly status: Status;
    readonly contact: { readonly id: string; readonly name: string | null };
  };
}

/** Which messages; what is left out does not matter. */
export interface MessageQuestion {
  /** Words that must all be there, in any spelling; a `*` behind the last one lets it go on. */
  readonly q: string;
  readonly author?: ThreadMessage['author'] | undefined;
  readonly conversation?: string | undefined;
}
