import { z } from 'zod';
import { DomainError } from '#domain/errors.ts';
import type { FeedPlace } from '#domain/live/feed-event.ts';
import { readSnapshot } from '#domain/live/snapshot.ts';
import type { Clock } from '#domain/ports.ts';
import type { Keyring } from './keyring.ts';

/** Facts are forgotten after a week; who was away for this long begins anew, ms. */
const LIFE_MS = 6 * 86_400_000;
const LONGEST = 16_000;

const snapshot = z.string().refine((text) => readSnapshot(text) !== undefined);
const shape = z.union([
  z.tuple([z.int(), snapshot]),
  z.tuple([z.int(), snapshot, snapshot, z.string().regex(/^\d{1,18}$/)]),
]);

/** Places in the feed as text for clients. */
export interface FeedCursors {
  write(tenantId: string, place: FeedPlace): string;
  /** Undefined when it is none of ours, of another tenant, or too old to go on from. */
  read(tenantId: string, cursor: string): FeedPlace | undefined;
}

/**
 * Cursors are sealed: transaction numbers would tell a tenant how busy the others are, and nobody can make one up. What
 * can't be opened (a key that has left the ring) is no cursor any more.
 */
export function createFeedCursors(keyring: Keyring, clock: Clock): FeedCursors {
  return {
    write(tenantId, { seen, part }) {
      const at = Math.floor(clock().getTime() / 1000);
      const value: z.infer<typeof shape> = part === null ? [at, seen] : [at, seen, part.until, part.upTo];
      const sealed = keyring.seal(Buffer.from(JSON.stringify(value)), boundTo(tenantId));
      return Buffer.from(sealed).toString('base64url');
    },
    read(tenantId, cursor) {
      const value = cursor.length > LONGEST ? undefined : open(keyring, tenantId, cursor);
      if (value === undefined || clock().getTime() - value[0] * 1000 > LIFE_MS) return undefined;
      const [, seen, until, upTo] = value;
      return { seen, part: until === undefined || upTo === undefined ? null : { until, upTo } };
    },
  };
}

function open(keyring: Keyring, tenantId: string, cursor: string): z.infer<typeof shape> | undefined {
  try {
    const plain = keyring.open(Buffer.from(cursor, 'base64url'), boundTo(tenantId));
    return shape.parse(JSON.parse(Buffer.from(plain).toString()));
  } catch (error) {
    if (error instanceof DomainError || error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

function boundTo(tenantId: string): string {
  return `feed-cursor:${tenantId}`;
}
