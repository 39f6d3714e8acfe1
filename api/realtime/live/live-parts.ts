import type { Logger } from 'pino';
import type { FeedCursors } from '#adapters/crypto/feed-cursor.ts';
import type { Feed } from '#domain/live/feed-event.ts';
import type { PresenceBook } from '#domain/live/presence.ts';
import type { Caller } from '#api/middleware/authenticate.ts';
import type { TenantRef } from '#api/records.ts';
import type { LiveNotices } from './live-notices.ts';

export interface LiveLimits {
  /** Sockets and streams of this process. */
  readonly perProcess: number;
  /** Of one tenant in this process. */
  readonly perTenant: number;
}

/** What the live connections of a process stand on. */
export interface LiveParts {
  readonly feed: Feed;
  readonly cursors: FeedCursors;
  readonly presence: PresenceBook;
  readonly notices: LiveNotices;
  readonly sayTyping: (tenantId: string, conversationId: string, userId: string) => Promise<void>;
  readonly limits: LiveLimits;
}

/** What a live connection needs of the rest of the API. */
export interface LiveContext {
  readonly log: Logger;
  readonly publicUrl: string;
  /** Whose token or key this is, now. */
  identify(token: string): Promise<Caller | undefined>;
  /** Told how many connections are open, at each change. */
  readonly counted: (connections: number) => void;
  /** @throws NotFound, HttpProblem */
  tenantOf(caller: Caller, slug: string | undefined): Promise<TenantRef>;
}
