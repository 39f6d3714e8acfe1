import { v7 as uuid } from 'uuid';
import { createPresenceBook } from '#adapters/db/presence/presence-book.ts';
import type { Database } from '#adapters/db/pool.ts';

/** One of everything that live connections write; the feed fills itself. */
export async function fillLive(db: Database, tenantId: string): Promise<void> {
  await createPresenceBook(db).seen(tenantId, [{ connectionId: uuid(), userId: uuid(), state: 'online' }]);
}
