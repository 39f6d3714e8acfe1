import type { WebhookBatch } from './webhook-delivery.ts';

/** What is sent, and where. */
export interface DueWebhook {
  readonly id: string;
  readonly eventId: string;
  readonly url: string;
  readonly payload: string;
  readonly attempts: number;
  /** Secrets to sign with, the newest first. */
  readonly secrets: readonly Uint8Array[];
  /** False: nothing is sent there any more. */
  readonly isActive: boolean;
}

/** How a try ended. */
export type WebhookOutcome =
  | { readonly kind: 'delivered'; readonly status: number }
  /** Tried again after `waitMs`. */
  | { readonly kind: 'failed'; readonly status: number | null; readonly error: string; readonly waitMs: number }
  | {
      readonly kind: 'dead';
      readonly status: number | null;
      readonly error: string;
      /** The receiver said that it is gone for good. */
      readonly isGone: boolean;
    };

/** What carrying out deliveries reads and writes. Every method throws StoreUnavailable when Postgres is away. */
export interface WebhookDesk {
  /** Ids of what is pending in a batch. */
  pending(batch: WebhookBatch): Promise<readonly string[]>;
  /** Undefined when there is nothing to be sent (any more). */
  open(tenantId: string, deliveryId: string): Promise<DueWebhook | undefined>;
  /**
   * Writes down how a try ended. An endpoint that has been failing for days is disabled with the delivery that dies then,
   * and the feed says so.
   */
  settle(tenantId: string, deliveryId: string, outcome: WebhookOutcome): Promise<void>;
  /** Batches whose time has passed without anybody trying. */
  overdue(most: number): Promise<readonly WebhookBatch[]>;
  /** Forgets what ended long ago; answers how many. */
  prune(most: number): Promise<number>;
}

/** Sends a body to an address that somebody typed in. */
export interface PublicPoster {
  /**
   * @returns what the server answered, redirects not followed
   * @throws FetchRefused (not a public address), FetchUnavailable
   */
  post(
    address: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<{ readonly status: number; readonly retryAfterMs: number | null }>;
}
