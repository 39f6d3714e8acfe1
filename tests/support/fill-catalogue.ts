import type { Database } from '#adapters/db/pool.ts';
import { createProductRecords } from '#adapters/db/product-records.ts';
import { createHashingEmbedder } from '#adapters/embeddings/hashing-embedder.ts';
import { embedAll } from './searchable-shop.ts';

/** A catalogue at an address of the shop's own, and products that search has taken over. */
export async function fillCatalogue(db: Database, tenantId: string): Promise<void> {
  const embedder = createHashingEmbedder();
  await createProductRecords(db, embedder).source.save(tenantId, {
    url: 'https://shop.example/products.csv',
    everyMinutes: 60,
  });
  await embedAll(db, tenantId, embedder, ['products']);
}
