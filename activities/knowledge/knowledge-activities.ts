import type { DocumentRef, DocumentWork, IngestionRef } from '#domain/knowledge/knowledge-store.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { withHeartbeat } from '#activities/with-heartbeat.ts';
import { createEmbedDocument } from './embed-document.ts';
import type { EmbedOutcome } from './embed-document.ts';
import { createParseDocument } from './parse-document.ts';
import type { ParseInput, ParseOutcome } from './parse-document.ts';

/** Moments in the database; run as local activities. */
export interface DocumentActivities {
  nextDocumentWork(document: DocumentRef): Promise<DocumentWork>;
  publishDocument(ingestion: IngestionRef): Promise<boolean>;
  /** No retry helps: the document says so, and what search showed before stays. */
  giveUpDocument(input: IngestionRef & { readonly code: keyof typeof GIVEN_UP }): Promise<boolean>;
}

/** The work itself, on a queue of its own: a parser may be at its limits, and nobody waits for it. */
export interface IngestActivities {
  parseDocument(input: ParseInput): Promise<ParseOutcome>;
  embedDocument(ingestion: IngestionRef): Promise<EmbedOutcome>;
  /** Deletes chunks that search no longer shows. */
  cleanDocument(document: DocumentRef): Promise<void>;
  /** Deletes the file, then the document's row. */
  removeDocument(input: DocumentRef & { readonly storageKey: string }): Promise<void>;
  /** Wakes documents whose work was lost between commit and start; answers how many. */
  sweepDocuments(): Promise<number>;
}

const GIVEN_UP = {
  embedding_failed: 'the embedding service refused or could not be reached; check its settings and ingest again',
  parser_failed: 'the document could not be read; ingest again, or send it in another format',
} as const;
const CHUNKS_AT_ONCE = 500;
const SWEPT = 200;

export function createKnowledgeActivities(deps: ActivityDeps): {
  readonly documents: DocumentActivities;
  readonly ingest: IngestActivities;
} {
  const { store, files, wake } = deps.knowledge;
  const cleanDocument = (document: DocumentRef) =>
    withHeartbeat(async () => {
      while ((await store.sweepChunks(document, CHUNKS_AT_ONCE)) === CHUNKS_AT_ONCE);
    });
  return {
    documents: {
      nextDocumentWork: (document) => store.nextWork(document),
      publishDocument: (ingestion) => store.publish(ingestion),
      giveUpDocument: ({ code, ...ingestion }) => store.fail(ingestion, { code, message: GIVEN_UP[code] }),
    },
    ingest: {
      parseDocument: createParseDocument(deps),
      embedDocument: createEmbedDocument(deps),
      cleanDocument,
      async removeDocument({ storageKey, ...document }) {
        await files.remove(storageKey);
        deps.faults.hit('document.unlinked');
        await cleanDocument(document);
        await store.forget(document);
      },
      async sweepDocuments() {
        const waiting = await store.backlog(SWEPT);
        for (const document of waiting) await wake(document);
        return waiting.length;
      },
    },
  };
}
