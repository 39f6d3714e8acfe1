import type { ActivityDeps } from '#activities/deps.ts';
import { withHeartbeat } from '#activities/with-heartbeat.ts';
import { InvalidInput } from '#domain/errors.ts';
import { FetchRefused, FetchUnavailable } from '#domain/http/fetch-errors.ts';
import { readImportRow, withoutRepeats } from '#domain/product/import-row.ts';

const LIMITS = { maxBytes: 20 * 2 ** 20, timeoutMs: 60_000, maxRedirects: 3 };
const ACCEPT = 'application/json, text/csv;q=0.9, */*;q=0.1';

/** `off`: the shop has no address. `unavailable`: the same may work soon. */
export type FetchOutcome = 'off' | 'taken' | 'unchanged' | 'unavailable' | 'refused';

export interface CatalogActivities {
  fetchCatalogSource(input: { readonly tenantId: string }): Promise<FetchOutcome>;
}

/** Fetches a shop's own catalogue. Whatever goes wrong out there is noted, and what is on sale stays on sale. */
export function createFetchCatalog(deps: ActivityDeps): CatalogActivities {
  const { store, wakeEmbedding } = deps.catalogue;
  return {
    fetchCatalogSource: ({ tenantId }) =>
      withHeartbeat(async () => {
        const source = await store.catalogToFetch(tenantId);
        if (source === undefined) return 'off';
        try {
          const copy = await fetchCopy(deps, source);
          if (copy === 'unchanged') {
            await store.noteFetch(tenantId, source.url, null);
            return 'unchanged';
          }
          await store.takeCatalog(tenantId, { url: source.url, ...copy });
        } catch (error) {
          if (!(error instanceof FetchRefused || error instanceof FetchUnavailable || error instanceof InvalidInput)) {
            throw error;
          }
          await store.noteFetch(tenantId, source.url, error.message);
          return error.isRetryable ? 'unavailable' : 'refused';
        }
        await wakeEmbedding(tenantId);
        return 'taken';
      }),
  };
}

async function fetchCopy(
  deps: ActivityDeps,
  source: {
    readonly url: string;
    readonly etag: string | null;
    readonly hash: string | null;
    readonly currency: string;
  },
) {
  const { web, readTable, hash: hashOf } = deps.catalogue;
  const { url, etag } = source;
  const fetched = await web.get(url, LIMITS, { accept: ACCEPT, ...(etag !== null && { etag }) });
  if (fetched === 'unchanged') return fetched;
  const hash = hashOf(fetched.bytes);
  if (hash === source.hash) return 'unchanged';
  const table = await readTable(fetched.bytes, fetched.contentType, url);
  const rows = withoutRepeats(table.map((row) => readImportRow(row, source.currency)));
  if (!rows.some((row) => 'product' in row)) {
    throw new InvalidInput(`the address answered ${table.length} rows, and none of them is a product`);
  }
  return { etag: fetched.etag ?? null, hash, rows };
}
