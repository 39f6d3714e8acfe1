import type { Client } from '@temporalio/client';
import type { Database } from '#adapters/db/pool.ts';
import { createProductRecords } from '#adapters/db/product-records.ts';
import { checkUrl } from '#adapters/http/public-address.ts';
import { readTable } from '#adapters/tables/read-table.ts';
import { createCatalogSchedules } from '#adapters/temporal/catalog-schedules.ts';
import { createWakeEmbedding } from '#adapters/temporal/wake-embedding.ts';
import type { Embedder } from '#domain/embedder.ts';
import type { ProductService } from './product-service.ts';

/** Part of the composition root: what staff do with products. */
export function openProducts(options: {
  readonly database: Database;
  readonly embedder: Embedder;
  readonly client: Client;
  readonly taskQueue: string;
  readonly limitMs: number;
  readonly allowedTargets: ReadonlySet<string>;
}): ProductService {
  const { source, ...records } = createProductRecords(options.database, options.embedder);
  return {
    ...records,
    readTable,
    wakeEmbedding: createWakeEmbedding(options.client, options),
    source: {
      ...source,
      // A name is judged when it is fetched; what is plainly no public address is refused at once.
      check: (url) => void checkUrl(url, undefined, options.allowedTargets),
      schedules: createCatalogSchedules(options.client, options),
    },
  };
}
