import type { Logger } from 'pino';
import type { FeedCursors } from '#adapters/crypto/feed-cursor.ts';
import { StoreUnavailable } from '#domain/errors.ts';
import type { Feed, FeedPlace } from '#domain/live/feed-event.ts';
import { readSnapshot, shows } from '#domain/live/snapshot.ts';
import type { Snapshot } from '#domain/live/snapshot.ts';
import type { FeedMember } from './feed-member.ts';
import { toOutgoing } from './live-event.ts';
import type { OutgoingEvent } from './live-event.ts';

const PAGE = 500;
/** What rings together is read together, ms. */
const GATHER_MS = 15;
/** While it catches up a member may fall behind so many events; then it is let go, and resumes. */
const MOST_WAITING = 20_000;

/** One tenant's feed, read once for all of its members in this process. */
export interface TenantFeed {
  /** How far it has been read; undefined until somebody has joined. */
  readonly place: FeedPlace | undefined;
  join(after: string | null, member: FeedMember): Promise<void>;
  leave(member: FeedMember): void;
  isEmpty(): boolean;
  /** Reads what there is soon. */
  ring(): void;
  /** Reads what there is. */
  pump(): void;
}

interface Seat {
  /** What it has seen by its own reading; nothing of that is sent again. */
  seen: Snapshot | undefined;
  /** While it reads by itself: what came meanwhile. */
  waiting: OutgoingEvent[] | undefined;
}

export function createTenantFeed(
  tenantId: string,
  { feed, cursors, log }: { readonly feed: Feed; readonly cursors: FeedCursors; readonly log: Logger },
): TenantFeed {
  const seats = new Map<FeedMember, Seat>();
  let place: FeedPlace | undefined;
  let opening: Promise<FeedPlace> | undefined;
  let joining = 0;
  let reading = false;
  let again = false;
  let gathering: NodeJS.Timeout | undefined;
  const cursorOf = (at: FeedPlace) => cursors.write(tenantId, at);

  const open = async () => {
    try {
      return await (opening ??= feed.end());
    } catch (error) {
      opening = undefined;
      throw error;
    }
  };

  const deliver = (events: readonly OutgoingEvent[]) => {
    for (const [member, seat] of seats) {
      const { seen } = seat;
      const fresh = seen === undefined ? events : events.filter((event) => !shows(seen, event.xid));
      if (fresh.length === 0) continue;
      if (seat.waiting) seat.waiting.push(...fresh);
      else member.send(fresh);
    }
    // Once all that a member has read by itself lies behind everybody, there is nothing left to sort out.
    const reached = place && readSnapshot(place.seen);
    for (const seat of seats.values())
      if (!seat.waiting && seat.seen && reached && reached.xmin >= seat.seen.xmax) seat.seen = undefined;
  };

  const read = async () => {
    do {
      again = false;
      if (place === undefined) return;
      const page = await feed.read(tenantId, place, PAGE);
      place = page.place;
      if (page.facts.length > 0) deliver(toOutgoing(page.facts, cursorOf));
      again ||= page.more;
    } while (again && seats.size > 0);
  };

  const pump = () => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    read()
      .catch((error: unknown) => {
        // The next look tries again.
        if (!(error instanceof StoreUnavailable)) log.error({ error: nameOf(error) }, 'a feed could not be read');
      })
      .finally(() => {
        reading = false;
      });
  };

  /** Reads for one member alone what came behind its place, up to now; what comes meanwhile waits at its seat. */
  const catchUp = async (member: FeedMember, seat: Seat, from: FeedPlace) => {
    for (let at = from, more = true; more;) {
      const page = await feed.read(tenantId, at, PAGE);
      ({ place: at, more } = page);
      if (member.isGone()) return;
      if (page.facts.length > 0) member.send(toOutgoing(page.facts, cursorOf));
      if (!more) seat.seen = readSnapshot(at.seen);
      else await member.flushed();
      if ((seat.waiting?.length ?? 0) > MOST_WAITING)
        throw new StoreUnavailable('a client reads slower than the feed grows');
    }
    const { seen } = seat;
    const waiting = (seat.waiting ?? []).filter((event) => seen === undefined || !shows(seen, event.xid));
    seat.waiting = undefined;
    if (waiting.length > 0) member.send(waiting);
  };

  return {
    get place() {
      return place;
    },
    async join(after, member) {
      joining += 1;
      try {
        const start = await open();
        const from = after === null ? undefined : await resumable(feed, cursors.read(tenantId, after));
        const seat: Seat = { seen: undefined, waiting: from && [] };
        seats.set(member, seat);
        place ??= start;
        member.started(from === undefined ? cursorOf(place) : (after ?? ''), from === undefined && after !== null);
        if (from !== undefined) await catchUp(member, seat, from);
      } finally {
        joining -= 1;
      }
    },
    leave: (member) => void seats.delete(member),
    isEmpty: () => seats.size + joining === 0,
    ring() {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        pump();
      }, GATHER_MS);
    },
    pump,
  };
}

/** A place that this database has not come to yet is of another one: of before a restore, say. */
async function resumable(feed: Feed, place: FeedPlace | undefined): Promise<FeedPlace | undefined> {
  const [end, seen] = [readSnapshot((await feed.end()).seen), place && readSnapshot(place.part?.until ?? place.seen)];
  return end && seen && seen.xmax <= end.xmax ? place : undefined;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
