import type { Embedder } from '#domain/embedder.ts';
import type { KnowledgeDocument } from '#domain/knowledge/document.ts';
import type { Passage } from '#domain/knowledge/passage.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Product } from '#domain/product/product.ts';
import { meaningOf } from '#domain/search/meaning-of.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { findProducts } from '#adapters/db/product/find-products.ts';
import { addDocument, documentKey, ingestAgain, listDocuments, readDocument, removeDocument } from './documents.ts';
import type { NewDocument } from './documents.ts';
import { findPassages } from './find-passages.ts';

/** Documents and searches of staff; one method is one transaction with the tenant set. */
export function createKnowledgeRecords(db: Database, embedder: Embedder) {
  return {
    newDocument: documentKey,
    add: (tenantId: string, document: NewDocument) => inTenant(db, tenantId, (tx) => addDocument(tx, document)),
    read: (tenantId: string, id: string): Promise<KnowledgeDocument> =>
      inTenant(db, tenantId, (tx) => readDocument(tx, id)),
    list: (tenantId: string, page: PageRequest): Promise<Page<KnowledgeDocument>> =>
      inTenant(db, tenantId, (tx) => listDocuments(tx, page)),
    ingestAgain: (tenantId: string, id: string) => inTenant(db, tenantId, (tx) => ingestAgain(tx, id)),
    remove: (tenantId: string, id: string) => inTenant(db, tenantId, (tx) => removeDocument(tx, id)),
    /** The embedder is asked before the transaction begins: it may be far away. */
    async search(
      tenantId: string,
      said: string,
      limit: number,
      signal: AbortSignal,
    ): Promise<{ readonly passages: readonly Passage[]; readonly products: readonly Product[] }> {
      const question = { said, meaning: await meaningOf(embedder, said, { signal }) };
      return inTenant(db, tenantId, async (tx) => ({
        passages: await findPassages(tx, question, limit),
        products: await findProducts(tx, question, limit),
      }));
    },
  };
}
