import type { Client } from '@temporalio/client';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createSubjectBook } from '#adapters/db/webhook/subject-book.ts';
import { createWebhookBook } from '#adapters/db/webhook/webhook-book.ts';
import { createWebhookOutbox } from '#adapters/db/webhook/webhook-outbox.ts';
import { checkReceiver } from '#adapters/http/check-receiver.ts';
import { createStartWebhooks } from '#adapters/temporal/start-webhooks.ts';
import type { WebhookService } from './webhook-service.ts';

/** What outgoing webhooks of the API process work with. */
export function openWebhooks(options: {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly client: Client;
  readonly taskQueue: string;
  readonly limitMs: number;
  readonly allowedTargets: ReadonlySet<string>;
}): WebhookService {
  const { database, allowedTargets } = options;
  return {
    book: createWebhookBook(database, options.keyring),
    outbox: createWebhookOutbox(database),
    subjects: createSubjectBook(database),
    start: createStartWebhooks(options.client, options),
    checkAddress: (url) => checkReceiver(url, allowedTargets),
  };
}
