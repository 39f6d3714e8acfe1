import type { Keyring } from '#adapters/crypto/keyring.ts';
import type { WebhookBook } from '#domain/webhook/webhook-book.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createWebhookDeliveries } from './webhook-deliveries.ts';
import { createWebhookEndpoints } from './webhook-endpoints.ts';

/** Endpoints and deliveries, for staff. */
export function createWebhookBook(db: Database, keyring: Keyring): WebhookBook {
  return { ...createWebhookEndpoints(db, keyring), ...createWebhookDeliveries(db) };
}
