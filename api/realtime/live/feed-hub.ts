import type { Logger } from 'pino';
import type { FeedCursors } from '#adapters/crypto/feed-cursor.ts';
import { StoreUnavailable } from '#domain/errors.ts';
import type { Feed, FeedPlace } from '#domain/live/feed-event.ts';
import type { FeedMember } from './feed-member.ts';
import { createTenantFeed } from './tenant-feed.ts';
import type { TenantFeed } from './tenant-feed.ts';

/** Facts that nobody rang for are found this soon, ms. */
const LOOK_MS = 100;

/** Reads each tenant's feed once for all clients of this process. */
export interface FeedHub {
  /**
   * Sends a member what comes behind `after` (null: from now on), until the answered function is called.
   * @throws StoreUnavailable
   */
  join(tenantId: string, after: string | null, member: FeedMember): Promise<() => void>;
  /** Something happened at this tenant's. */
  ring(tenantId: string): void;
  stop(): void;
}

export function createFeedHub(parts: {
  readonly feed: Feed;
  readonly cursors: FeedCursors;
  readonly log: Logger;
}): FeedHub {
  const { feed, log } = parts;
  const tenants = new Map<string, TenantFeed>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;

  const look = async () => {
    const places = new Map(
      [...tenants].flatMap(([id, { place }]): [string, FeedPlace][] => (place ? [[id, place]] : [])),
    );
    if (isLooking || places.size === 0) return;
    isLooking = true;
    try {
      for (const id of await feed.news(places)) tenants.get(id)?.pump();
    } catch (error) {
      // While Postgres is away nothing happens that could be told.
      if (!(error instanceof StoreUnavailable)) log.error({ error: nameOf(error) }, 'the feed could not be looked at');
    } finally {
      isLooking = false;
    }
  };

  return {
    async join(tenantId, after, member) {
      const tenant = tenants.get(tenantId) ?? createTenantFeed(tenantId, parts);
      tenants.set(tenantId, tenant);
      timer ??= setInterval(() => void look(), LOOK_MS);
      const leave = () => {
        tenant.leave(member);
        if (tenant.isEmpty() && tenants.get(tenantId) === tenant) tenants.delete(tenantId);
        if (tenants.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
      try {
        await tenant.join(after, member);
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
    ring: (tenantId) => tenants.get(tenantId)?.ring(),
    stop() {
      clearInterval(timer);
      timer = undefined;
      tenants.clear();
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
