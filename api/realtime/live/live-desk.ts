import { createAttendance } from './attendance.ts';
import type { Attendance } from './attendance.ts';
import { createFeedHub } from './feed-hub.ts';
import type { FeedHub } from './feed-hub.ts';
import type { LiveNotices } from './live-notices.ts';
import type { LiveContext, LiveParts } from './live-parts.ts';
import { createSeats } from './seats.ts';
import type { Seats } from './seats.ts';
import { watchCallers } from './watch-callers.ts';
import type { WatchedCaller } from './watch-callers.ts';

/** What all live connections of a process share. */
export interface LiveDesk extends LiveContext, Pick<LiveParts, 'presence' | 'sayTyping'> {
  readonly hub: FeedHub;
  readonly seats: Seats;
  readonly notices: Pick<LiveNotices, 'subscribeTyping'>;
  readonly attendance: Attendance;
  /** Proves a connection's token again and again; answers how to stop. */
  watch(watched: WatchedCaller): () => void;
  /** Aborted when the process is about to end: streams end then, and their clients go to another one. */
  readonly draining: AbortSignal;
  drain(): void;
  stop(): Promise<void>;
}

export function createLiveDesk(parts: LiveParts, context: LiveContext): LiveDesk {
  const hub = createFeedHub({ ...parts, log: context.log });
  const watcher = watchCallers(context);
  const attendance = createAttendance(parts.presence, context.log);
  const draining = new AbortController();
  parts.notices.onRing((tenantId) => hub.ring(tenantId));
  return {
    ...context,
    hub,
    seats: createSeats(parts.limits, context.counted),
    notices: parts.notices,
    attendance,
    presence: parts.presence,
    sayTyping: parts.sayTyping,
    watch: (watched) => watcher.add(watched),
    draining: draining.signal,
    drain: () => draining.abort(),
    async stop() {
      hub.stop();
      watcher.stop();
      await attendance.stop();
    },
  };
}
