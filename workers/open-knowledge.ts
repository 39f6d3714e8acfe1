import type { FileStorage } from '#domain/file-storage.ts';
import type { Client } from '@temporalio/client';
import type { KnowledgeDeps } from '#activities/knowledge/knowledge-deps.ts';
import { createIsolatedParser } from '#adapters/documents/isolated-parser.ts';
import { createKnowledgeStore } from '#adapters/db/knowledge/knowledge-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createWakeDocument } from '#adapters/temporal/wake-document.ts';

/** Everything that reads documents, as production has it. */
export function openKnowledge(parts: {
  readonly database: Database;
  readonly files: FileStorage;
  readonly client: Client;
  readonly taskQueue: string;
  readonly limitMs: number;
}): KnowledgeDeps {
  return {
    store: createKnowledgeStore(parts.database),
    files: parts.files,
    parser: createIsolatedParser(),
    wake: createWakeDocument(parts.client, parts),
  };
}
