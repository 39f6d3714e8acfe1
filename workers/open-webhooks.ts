import type { Client } from '@temporalio/client';
import type { WebhookDeps } from '#activities/webhooks/webhook-deps.ts';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import { webhookHeaders } from '#adapters/crypto/webhook-signature.ts';
import { createFeed } from '#adapters/db/live/feed.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createWebhookDesk } from '#adapters/db/webhook/webhook-desk.ts';
import { createPublicPoster } from '#adapters/http/public-poster.ts';
import { createStartWebhooks } from '#adapters/temporal/start-webhooks.ts';

/** What sending webhooks works with. */
export function openWebhooks(options: {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly client: Client;
  readonly taskQueue: string;
  readonly limitMs: number;
  readonly allowedTargets: ReadonlySet<string>;
  readonly firstRetryMs: number;
}): WebhookDeps {
  const { database, client, firstRetryMs } = options;
  return {
    desk: createWebhookDesk(database, options.keyring),
    poster: createPublicPoster({ allowed: options.allowedTargets }),
    sign: webhookHeaders,
    start: createStartWebhooks(client, options),
    firstRetryMs,
    pruneFeed: (most) => createFeed(database).prune(most),
  };
}
