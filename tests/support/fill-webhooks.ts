import { v7 as uuid } from 'uuid';
import type { Keyring } from '#adapters/crypto/keyring.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createWebhookBook } from '#adapters/db/webhook/webhook-book.ts';

/** One of everything that outgoing webhooks keep: an endpoint and a delivery that waits. */
export async function fillWebhooks(db: Database, keyring: Keyring, tenantId: string): Promise<void> {
  const book = createWebhookBook(db, keyring);
  const { endpoint } = await book.create(tenantId, uuid(), {
    url: 'https://shop.example/hook',
    description: 'of a test',
    types: ['order.created'],
  });
  await book.sendTest(tenantId, endpoint.id);
}
