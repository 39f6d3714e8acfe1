import type { FileStorage } from '#domain/file-storage.ts';
import type { DocumentParser } from '#domain/knowledge/document-parser.ts';
import type { DocumentRef, KnowledgeStore } from '#domain/knowledge/knowledge-store.ts';

/** What ingesting documents reaches the world through, besides the embedder. */
export interface KnowledgeDeps {
  readonly store: KnowledgeStore;
  readonly files: FileStorage;
  readonly parser: DocumentParser;
  /** Has a document's workflow look at its row; starts it when it is not running. */
  readonly wake: (document: DocumentRef) => Promise<void>;
}
