import { NotFound } from '#domain/errors.ts';
import type { Shelf, ShopLibrary } from '#domain/promo/library.ts';

/** A library without entries that takes none. */
export function fakeLibrary(): ShopLibrary {
  return { testimonies: emptyShelf(), promos: emptyShelf() };
}

function emptyShelf<Stored, New>(): Shelf<Stored, New> {
  const missing = () => Promise.reject(new NotFound('there is no such entry'));
  return { list: async () => [], add: missing, change: missing, remove: missing };
}
