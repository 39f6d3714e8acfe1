import { sleep } from '@temporalio/workflow';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import { byProviderTime } from '#domain/message/order.ts';
import type { InboundSignal } from './messages.ts';

/** Ids kept to drop redeliveries early; older ones are caught by the unique key in Postgres. */
const SEEN_LIMIT = 200;

interface Waiting {
  readonly signal: InboundSignal;
  readonly arrivedAt: number;
}

/** Messages that wait for a turn. The signal handler only pushes; the conversation's one loop takes. */
export class Inbox {
  private waiting: Waiting[];
  private seen: Set<string>;
  /** Signals that are no messages (wrong shape, unreadable payload). */
  readonly strays: unknown[] = [];

  constructor(carried: { readonly seen: readonly string[]; readonly inbox: readonly InboundSignal[] }) {
    this.seen = new Set(carried.seen);
    this.waiting = carried.inbox.map((signal) => ({ signal, arrivedAt: Date.now() }));
  }

  /** True when the signal was taken in. Never throws: an error in a signal handler would end the conversation. */
  push(signal: unknown): boolean {
    if (!isInbound(signal)) {
      this.strays.push(signal);
      return false;
    }
    if (this.seen.has(signal.message.id)) return false;
    this.seen.add(signal.message.id);
    if (this.seen.size > SEEN_LIMIT) {
      const [oldest] = this.seen;
      if (oldest !== undefined) this.seen.delete(oldest);
    }
    this.waiting.push({ signal, arrivedAt: Date.now() });
    return true;
  }

  get size(): number {
    return this.waiting.length;
  }

  /**
   * Resolves when the customer has paused: `quietMs` after the newest message, at the latest `burstCapMs` after the
   * first. The timer is set again only when it fires, so that a burst of a thousand leaves a few events, not thousands.
   */
  async burstEnd(settings: ConversationSettings): Promise<void> {
    for (;;) {
      const first = this.waiting[0];
      const newest = this.waiting.at(-1);
      if (!first || !newest) return;
      const quietMs = newest.signal.quietMs ?? settings.quietMs;
      const due = Math.min(newest.arrivedAt + quietMs, first.arrivedAt + settings.burstCapMs);
      const left = due - Date.now();
      if (left <= 0) return;
      await sleep(left, { summary: 'burst window' });
    }
  }

  /** Takes up to `limit` messages in the order in which the customer wrote them. */
  take(limit: number): InboundSignal[] {
    const sorted = this.waiting.toSorted((left, right) => byProviderTime(left.signal.message, right.signal.message));
    this.waiting = sorted.slice(limit);
    return sorted.slice(0, limit).map((entry) => entry.signal);
  }

  carry(): { seen: string[]; inbox: InboundSignal[] } {
    return { seen: [...this.seen], inbox: this.waiting.map((entry) => entry.signal) };
  }
}

/** Only what the core relies on: the rest of a message is checked where it is stored. */
function isInbound(signal: unknown): signal is InboundSignal {
  if (typeof signal !== 'object' || signal === null) return false;
  const { message, contact } = signal as Partial<InboundSignal>;
  return (
    typeof message === 'object' &&
    message !== null &&
    typeof message.id === 'string' &&
    typeof message.text === 'string' &&
    typeof message.sentAt === 'string' &&
    typeof contact?.recipient === 'string'
  );
}
