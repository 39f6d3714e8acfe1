import type { OutgoingEvent } from './live-event.ts';

/** One client of the feed. */
export interface FeedMember {
  /** Where it starts; `reset`: what it had seen is unknown, it must read everything again. Comes before any event. */
  started(cursor: string, reset: boolean): void;
  /** In order; called before what was sent earlier has arrived. */
  send(events: readonly OutgoingEvent[]): void;
  isGone(): boolean;
  /** Resolves when the client has taken most of what was sent, or is gone. */
  flushed(): Promise<void>;
}
