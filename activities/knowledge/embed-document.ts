import { Context } from '@temporalio/activity';
import type { IngestionRef } from '#domain/knowledge/knowledge-store.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { withHeartbeat } from '#activities/with-heartbeat.ts';

/** Chunks of one call to the embedder; a server takes some 100,000 tokens at once. */
const LARGEST_BATCH = 100;
/** Batches of one activity; what they saved is kept when a later one fails. */
const BATCHES = 5;

/** `more`: call again. `stale`: a newer ingestion or a removal has taken over. */
export type EmbedOutcome = 'done' | 'more' | 'stale';

/** Gives the next chunks of an ingestion their vectors. */
export function createEmbedDocument(deps: ActivityDeps) {
  const { store } = deps.knowledge;
  return async function embedDocument(ingestion: IngestionRef): Promise<EmbedOutcome> {
    const { embedder } = deps.tools;
    const most = Math.min(LARGEST_BATCH, embedder.batch);
    const { cancellationSignal: signal } = Context.current();
    return withHeartbeat(async () => {
      for (let batch = 0; batch < BATCHES; batch += 1) {
        const chunks = await store.chunksWithoutVector(ingestion, embedder.name, most);
        if (chunks.length === 0) return 'done';
        const vectors = await embedder.embed(
          chunks.map((chunk) => chunk.text),
          { signal },
        );
        const saved = chunks.map(({ id }, index) => ({ id, embedding: vectors[index] ?? null }));
        if (!(await store.saveVectors(ingestion, embedder.name, saved))) return 'stale';
        deps.faults.hit('document.embedded');
      }
      return 'more';
    });
  };
}
