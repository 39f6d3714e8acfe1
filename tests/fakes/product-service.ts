import type { ProductService } from '#api/product-service.ts';
import { NotFound } from '#domain/errors.ts';

/** A shop that sells in shekels, has no products and takes none. */
export function fakeProducts(): ProductService {
  const none = () => Promise.reject(new NotFound('there is no such product'));
  return {
    currencyOf: () => Promise.resolve('ILS'),
    list: () => Promise.resolve({ items: [], next: null }),
    search: () => Promise.resolve([]),
    read: none,
    create: none,
    addVariant: none,
    update: none,
    remove: none,
    importRows: none,
    readTable: none,
    wakeEmbedding: () => Promise.resolve(),
    source: {
      read: none,
      check: () => undefined,
      save: none,
      remove: none,
      schedules: { set: none, fetchNow: none, remove: none },
    },
  };
}
