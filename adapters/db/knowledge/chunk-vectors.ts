import type { ChunkVector, IngestionRef } from '#domain/knowledge/knowledge-store.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

/** What is embedded: a piece is about what its document and its headings are about. */
const WITHOUT: Statement = {
  name: 'chunks_without_vector',
  text: `
SELECT c.id, concat_ws(E'\\n', c.title, c.section, c.text) AS text FROM knowledge_chunks c
WHERE c.tenant_id = $1 AND c.document_id = $2 AND c.generation = $3 AND c.embedder IS DISTINCT FROM $4
ORDER BY c.position LIMIT $5`,
};

const SAVE: Statement = {
  name: 'save_chunk_vectors',
  text: `
UPDATE knowledge_chunks c SET embedder = $4, search_due = false,
  embedding = (SELECT array_agg(p::real ORDER BY n) FROM jsonb_array_elements_text(nullif(v.embedding, 'null'::jsonb)) WITH ORDINALITY AS e (p, n))
FROM jsonb_to_recordset($5::jsonb) AS v (id uuid, embedding jsonb)
WHERE c.tenant_id = $1 AND c.document_id = $2 AND c.generation = $3 AND c.id = v.id`,
};

/** Tells the sweep that work goes on. */
const MOVED: Statement = {
  name: 'ingestion_moved',
  text: `UPDATE knowledge_documents SET updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND generation = $3 AND status = 'embedding' RETURNING id`,
};

export async function chunksWithoutVector(
  tx: Tx,
  { documentId, generation }: IngestionRef,
  embedder: string,
  most: number,
): Promise<readonly { readonly id: string; readonly text: string }[]> {
  return tx.rows<{ id: string; text: string }>(WITHOUT, [tx.tenantId, documentId, generation, embedder, most]);
}

export async function saveVectors(
  tx: Tx,
  { documentId, generation }: IngestionRef,
  embedder: string,
  vectors: readonly ChunkVector[],
): Promise<boolean> {
  const key = [tx.tenantId, documentId, generation];
  const moved = await tx.rows(MOVED, key);
  if (moved.length === 0) return false;
  await tx.last(SAVE, [...key, embedder, JSON.stringify(vectors)]);
  return true;
}
