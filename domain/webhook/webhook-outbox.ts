import type { FeedPlace } from '#domain/live/feed-event.ts';
import type { WebhookBatch } from './webhook-delivery.ts';

/** A fact as it goes out. */
export interface OutgoingFact {
  readonly eventId: string;
  readonly type: string;
  readonly conversationId: string | null;
  /** The body, the same for every endpoint. */
  readonly payload: string;
}

/** Turns feeds into deliveries. Every method throws StoreUnavailable when Postgres is away. */
export interface WebhookOutbox {
  /** Tenants with an endpoint and facts that are no deliveries yet. */
  backlog(most: number): Promise<readonly string[]>;
  /** Takes a tenant's feed for this process; undefined when another one has it. */
  lease(
    tenantId: string,
  ): Promise<{ readonly place: FeedPlace; readonly types: readonly (readonly string[])[] } | undefined>;
  /** Writes a delivery for each endpoint that wants a fact, once, and goes on to `place`. */
  put(tenantId: string, facts: readonly OutgoingFact[], place: FeedPlace): Promise<readonly WebhookBatch[]>;
  release(tenantId: string): Promise<void>;
}
