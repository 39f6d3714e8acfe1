/** `away`: the page is open, the person is elsewhere. */
export type PresenceState = 'online' | 'away';

/** One open connection of a person. */
export interface PresentConnection {
  readonly connectionId: string;
  readonly userId: string;
  readonly state: PresenceState;
}

/** A person of the shop who is there now. */
export interface PresentUser {
  readonly id: string;
  readonly state: PresenceState;
  /** ISO 8601 UTC. */
  readonly seenAt: string;
}

/** Who is there. Changes are facts of the feed (`presence`); every method throws StoreUnavailable when Postgres is away. */
export interface PresenceBook {
  /** Says that these connections are open; again at least every 20 s. */
  seen(tenantId: string, connections: readonly PresentConnection[]): Promise<void>;
  left(tenantId: string, connectionIds: readonly string[]): Promise<void>;
  list(tenantId: string): Promise<readonly PresentUser[]>;
}
