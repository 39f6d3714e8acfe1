/** What a fact of the feed is about. */
export interface FeedSubject {
  /** `message`, `conversation`, `handoff`, `order`, `booking`, `payment`, `lead`, `note`, `webhook` or `user`. */
  readonly kind: string;
  readonly id: string;
}

/** One fact of a tenant's feed: ids only, so that whoever hears it asks for what it may see. */
export interface FeedFact {
  /** Which fact it is, the same for every reader. */
  readonly key: string;
  /** `message.received`, `order.created`, `booking.confirmed`, … */
  readonly type: string;
  readonly conversationId: string | null;
  readonly subject: FeedSubject | null;
  /** When it was written, ISO 8601 UTC. */
  readonly at: string;
}

/** A fact with the place in the feed behind it. */
export interface PlacedFact extends FeedFact {
  readonly place: FeedPlace;
}

/**
 * How far a reader has come: everything that the snapshot `seen` shows, and of what `until` shows besides, the facts up
 * to number `upTo`. Snapshots are Postgres' own (`xmin:xmax:xip,…`); see the ADR on the feed.
 */
export interface FeedPlace {
  readonly seen: string;
  readonly part: { readonly until: string; readonly upTo: string } | null;
}

/** Some facts in the order in which they were committed. */
export interface FeedPage {
  readonly facts: readonly PlacedFact[];
  /** Behind the last of them; further than its own place when there is nothing more to read for now. */
  readonly place: FeedPlace;
  /** Whether there may be more behind `place` already. */
  readonly more: boolean;
}

/** A tenant's feed. Every method throws StoreUnavailable when Postgres is away. */
export interface Feed {
  /** The end of the feed as of now: a reader that starts here hears of everything later. */
  end(): Promise<FeedPlace>;
  /** What comes behind a place, in the order of commits; nothing is skipped and nothing comes twice. */
  read(tenantId: string, place: FeedPlace, limit: number): Promise<FeedPage>;
  /** Which of these tenants have facts behind their place. */
  news(places: ReadonlyMap<string, FeedPlace>): Promise<readonly string[]>;
  /** Forgets facts that are older than a week, at most `most`; answers how many. */
  prune(most: number): Promise<number>;
}
