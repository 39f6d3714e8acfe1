import { createPresenceBook } from '#adapters/db/presence/presence-book.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createFeed } from './feed.ts';
import { createSayTyping } from './typing.ts';

/** What live connections read and write. */
export function openLive(db: Database) {
  return { feed: createFeed(db), presence: createPresenceBook(db), sayTyping: createSayTyping(db) };
}
