import type { FileStorage } from '#domain/file-storage.ts';
import type { DocumentType, KnowledgeDocument } from '#domain/knowledge/document.ts';
import type { DocumentRef } from '#domain/knowledge/knowledge-store.ts';
import type { Passage } from '#domain/knowledge/passage.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Product } from '#domain/product/product.ts';

/** What staff's documents and searches need. Built in `server.ts`. */
export interface KnowledgeService {
  /** Largest file taken, bytes. */
  readonly maxBytes: number;
  readonly files: FileStorage;
  /** Has the document's workflow look at its row. @throws when Temporal is away */
  readonly wake: (document: DocumentRef) => Promise<void>;
  /** An id, and the place of the file that is about to come. */
  newDocument(tenantId: string): { readonly id: string; readonly storageKey: string };
  /** Adds a document whose file is stored, or answers the one with the same content. */
  add(
    tenantId: string,
    document: {
      readonly id: string;
      readonly storageKey: string;
      readonly title: string;
      readonly fileName: string;
      readonly type: DocumentType;
      readonly bytes: number;
      readonly sha256: string;
    },
  ): Promise<{ readonly document: KnowledgeDocument; readonly isNew: boolean }>;
  /** @throws NotFound */
  read(tenantId: string, id: string): Promise<KnowledgeDocument>;
  /** Newest first. */
  list(tenantId: string, page: PageRequest): Promise<Page<KnowledgeDocument>>;
  /** @throws NotFound, Conflict */
  ingestAgain(tenantId: string, id: string): Promise<KnowledgeDocument>;
  /** @throws NotFound */
  remove(tenantId: string, id: string): Promise<void>;
  /** Passages and products that fit a question, best first. */
  search(
    tenantId: string,
    said: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<{ readonly passages: readonly Passage[]; readonly products: readonly Product[] }>;
}
