import { Context } from '@temporalio/activity';
import type { ActivityDeps } from '#activities/deps.ts';
import { withHeartbeat } from '#activities/with-heartbeat.ts';
import type { TextKind } from './catalogue-deps.ts';

const KINDS: readonly TextKind[] = ['products', 'knowledge_chunks'];
/** Batches of one activity; what they saved is kept when a later one fails. */
const BATCHES = 5;
const TENANTS_SWEPT = 100;

export interface EmbeddingActivities {
  /** True when more waits. */
  embedDueTexts(input: { readonly tenantId: string }): Promise<boolean>;
  /** Wakes the tenants whose work was lost, or whose embedder has changed; answers how many. */
  sweepTexts(): Promise<number>;
}

/** Gives waiting texts the vectors of the present embedder. */
export function createEmbeddingActivities(deps: ActivityDeps): EmbeddingActivities {
  const { store, wakeEmbedding } = deps.catalogue;
  const { embedder } = deps.tools;
  const embedBatch = async (tenantId: string, kind: TextKind, signal: AbortSignal): Promise<boolean> => {
    const due = await store.dueTexts(tenantId, kind, embedder.name, embedder.batch);
    if (due.length === 0) return false;
    const vectors = await embedder.embed(
      due.map((row) => row.text),
      { signal },
    );
    const rows = due.map((row, index) => ({ ...row, vector: vectors[index] ?? null }));
    await store.saveEmbeddings(tenantId, kind, embedder.name, rows);
    return true;
  };
  return {
    embedDueTexts: ({ tenantId }) => {
      const { cancellationSignal: signal } = Context.current();
      return withHeartbeat(async () => {
        let batches = 0;
        for (const kind of KINDS) {
          while (batches < BATCHES && (await embedBatch(tenantId, kind, signal))) batches += 1;
        }
        return batches === BATCHES;
      });
    },
    async sweepTexts() {
      const tenants = await store.embeddingBacklog(embedder.name, TENANTS_SWEPT);
      for (const tenantId of tenants) await wakeEmbedding(tenantId);
      return tenants.length;
    },
  };
}
