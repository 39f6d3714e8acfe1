import type { ReadRow } from '#domain/product/import-row.ts';
import { inTenant, withoutTenant } from './in-tenant.ts';
import type { Statement } from './in-tenant.ts';
import type { Database } from './pool.ts';
import { catalogToFetch, noteFetch, takeCatalog } from './product/catalog-source.ts';
import { dueTexts, saveEmbeddings } from './search/embedding-queue.ts';
import type { Embedded } from './search/embedding-queue.ts';
import type { Corpus } from './search/search-ids.ts';

const BACKLOG: Statement = {
  name: 'embedding_backlog',
  text: 'SELECT tenant_id AS "tenantId" FROM embedding_backlog($1, $2)',
};

/** What waits for the embedder, and the shops' own catalogues, in Postgres. */
export function createCatalogueStore(db: Database) {
  return {
    dueTexts: (tenantId: string, kind: Corpus, embedder: string, most: number) =>
      inTenant(db, tenantId, (tx) => dueTexts(tx, kind, embedder, most)),
    saveEmbeddings: (tenantId: string, kind: Corpus, embedder: string, rows: readonly Embedded[]) =>
      inTenant(db, tenantId, (tx) => saveEmbeddings(tx, kind, embedder, rows)),
    async embeddingBacklog(embedder: string, most: number) {
      const rows = await withoutTenant<{ tenantId: string }>(db, BACKLOG, [embedder, most]);
      return rows.map((row) => row.tenantId);
    },
    catalogToFetch: (tenantId: string) => inTenant(db, tenantId, catalogToFetch),
    takeCatalog: (
      tenantId: string,
      copy: {
        readonly url: string;
        readonly etag: string | null;
        readonly hash: string;
        readonly rows: readonly ReadRow[];
      },
    ) => inTenant(db, tenantId, (tx) => takeCatalog(tx, copy)),
    noteFetch: (tenantId: string, url: string, error: string | null) =>
      inTenant(db, tenantId, (tx) => noteFetch(tx, url, error)),
  };
}
