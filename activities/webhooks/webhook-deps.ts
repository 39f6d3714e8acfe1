import type { StartWebhooks } from '#domain/webhook/webhook-delivery.ts';
import type { PublicPoster, WebhookDesk } from '#domain/webhook/webhook-desk.ts';

/** What sending webhooks works with. */
export interface WebhookDeps {
  readonly desk: WebhookDesk;
  readonly poster: PublicPoster;
  /** The headers that prove where a body comes from. */
  sign(
    message: { readonly eventId: string; readonly payload: string; readonly at: Date },
    secrets: readonly Uint8Array[],
  ): Readonly<Record<string, string>>;
  readonly start: StartWebhooks;
  /** The wait after the first try, ms; the later ones grow from it. */
  readonly firstRetryMs: number;
  /** Forgets facts that are too old to be read on from; answers how many. */
  pruneFeed(most: number): Promise<number>;
}
