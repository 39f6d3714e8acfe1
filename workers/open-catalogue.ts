import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { CatalogueDeps } from '#activities/catalogue/catalogue-deps.ts';
import { createCatalogueStore } from '#adapters/db/catalogue-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createPublicClient } from '#adapters/http/public-client.ts';
import { readTable, tableFormat } from '#adapters/tables/read-table.ts';
import { createWakeEmbedding } from '#adapters/temporal/wake-embedding.ts';

/** What the activities of search and catalogue work with. */
export function openCatalogue(options: {
  readonly database: Database;
  readonly client: Client;
  readonly taskQueue: string;
  readonly limitMs: number;
  readonly allowedTargets: ReadonlySet<string>;
}): CatalogueDeps {
  return {
    store: createCatalogueStore(options.database),
    web: createPublicClient({ allowed: options.allowedTargets }),
    readTable: (bytes, contentType, address) => readTable(bytes, tableFormat(contentType, address, bytes)),
    hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    wakeEmbedding: createWakeEmbedding(options.client, options),
  };
}
