import { Context } from '@temporalio/activity';
import { NotFound } from '#domain/errors.ts';
import { DocumentRejected } from '#domain/knowledge/document-parser.ts';
import type { ParsedDocument } from '#domain/knowledge/document-parser.ts';
import type { DocumentWork, IngestionRef } from '#domain/knowledge/knowledge-store.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { withHeartbeat } from '#activities/with-heartbeat.ts';

export interface ParseInput {
  readonly ingestion: IngestionRef;
  readonly type: Extract<DocumentWork, { kind: 'ingest' }>['type'];
  readonly storageKey: string;
}

/** `stale`: a newer ingestion or a removal has taken over. `failed`: the document says why. */
export type ParseOutcome = { readonly outcome: 'parsed' | 'stale' | 'failed'; readonly chunks: number };

/** Reads the stored file in a process of its own and saves its chunks. What is wrong with the document is no failure. */
export function createParseDocument(deps: ActivityDeps) {
  const { store, files, parser } = deps.knowledge;
  return async function parseDocument({ ingestion, type, storageKey }: ParseInput): Promise<ParseOutcome> {
    let parsed: ParsedDocument;
    try {
      parsed = await withHeartbeat(async () =>
        parser.parse(type, await files.get(storageKey), { signal: Context.current().cancellationSignal }),
      );
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      const kept = await store.fail(ingestion, problem);
      return { outcome: kept ? 'failed' : 'stale', chunks: 0 };
    }
    deps.faults.hit('document.parsed');
    const saved = await withHeartbeat(() => store.saveChunks(ingestion, parsed));
    deps.faults.hit('document.saved');
    return { outcome: saved ? 'parsed' : 'stale', chunks: parsed.chunks.length };
  };
}

function problemOf(error: unknown): Pick<DocumentRejected, 'code' | 'message'> | undefined {
  if (error instanceof DocumentRejected) return { code: error.code, message: error.message };
  if (error instanceof NotFound) return { code: 'file_missing', message: 'the stored file is gone; upload it again' };
  return undefined;
}
