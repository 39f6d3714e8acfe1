import { addDocument, documentKey } from '#adapters/db/knowledge/documents.ts';
import { createKnowledgeStore } from '#adapters/db/knowledge/knowledge-store.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { createHashingEmbedder } from '#adapters/embeddings/hashing-embedder.ts';

/** One document, ready to be found. */
export async function fillKnowledge(db: Database, tenantId: string): Promise<void> {
  const text = 'Bread may be returned on the day it was bought.';
  const place = documentKey(tenantId);
  const file = {
    title: 'House rules',
    fileName: 'rules.txt',
    type: 'text',
    bytes: text.length,
    sha256: 'ab'.repeat(32),
  } as const;
  await inTenant(db, tenantId, (tx) => addDocument(tx, { ...place, ...file }));
  const store = createKnowledgeStore(db);
  const ingestion = { tenantId, documentId: place.id, generation: 1 };
  await store.nextWork(ingestion);
  await store.saveChunks(ingestion, { pages: null, chunks: [{ text, section: null, page: null, tokens: 11 }] });
  const embedder = createHashingEmbedder();
  const [chunk] = await store.chunksWithoutVector(ingestion, embedder.name, 1);
  const [vector] = await embedder.embed([text]);
  await store.saveVectors(ingestion, embedder.name, [{ id: chunk?.id ?? '', embedding: vector ?? null }]);
  await store.publish(ingestion);
}
