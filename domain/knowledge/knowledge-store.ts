import type { Chunk, DocumentProblem, DocumentType } from './document.ts';

export interface DocumentRef {
  readonly tenantId: string;
  readonly documentId: string;
}

/** One ingestion of a document. A newer one, or its removal, makes it stale: its writes then change nothing. */
export interface IngestionRef extends DocumentRef {
  readonly generation: number;
}

/** What a document waits for. */
export type DocumentWork =
  | {
      readonly kind: 'ingest';
      readonly generation: number;
      readonly type: DocumentType;
      readonly storageKey: string;
      /** False when an earlier attempt has saved the chunks already. */
      readonly mustParse: boolean;
    }
  | { readonly kind: 'remove'; readonly storageKey: string }
  | { readonly kind: 'nothing' };

export interface ChunkVector {
  readonly id: string;
  /** Null for a text without any letter or digit. */
  readonly embedding: readonly number[] | null;
}

/** Steps of an ingestion. Each may be repeated after a crash; each answers false when the ingestion is stale. */
export interface KnowledgeStore {
  nextWork(document: DocumentRef): Promise<DocumentWork>;
  saveChunks(
    ingestion: IngestionRef,
    parsed: { readonly pages: number | null; readonly chunks: readonly Chunk[] },
  ): Promise<boolean>;
  /** Chunks of this ingestion that this embedder has not seen, in order. */
  chunksWithoutVector(
    ingestion: IngestionRef,
    embedder: string,
    most: number,
  ): Promise<readonly { readonly id: string; readonly text: string }[]>;
  saveVectors(ingestion: IngestionRef, embedder: string, vectors: readonly ChunkVector[]): Promise<boolean>;
  /** Shows the new chunks to search instead of the old ones. */
  publish(ingestion: IngestionRef): Promise<boolean>;
  fail(
    ingestion: IngestionRef,
    problem: { readonly code: DocumentProblem; readonly message: string },
  ): Promise<boolean>;
  /** Deletes up to `most` chunks that search no longer shows; answers how many. */
  sweepChunks(document: DocumentRef, most: number): Promise<number>;
  /** Forgets a document that is being removed and has no chunks left. */
  forget(document: DocumentRef): Promise<void>;
  /** Documents of all tenants whose work has not moved for a minute. */
  backlog(most: number): Promise<readonly DocumentRef[]>;
}
