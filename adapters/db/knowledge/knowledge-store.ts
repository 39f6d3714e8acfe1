import type { KnowledgeStore } from '#domain/knowledge/knowledge-store.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { chunksWithoutVector, saveVectors } from './chunk-vectors.ts';
import { fail, nextWork, publish, saveChunks } from './ingestion.ts';
import { forgetDocument, knowledgeBacklog, sweepChunks } from './sweep.ts';

/** The ingestion's record in Postgres; one method is one transaction with the tenant set. */
export function createKnowledgeStore(db: Database): KnowledgeStore {
  return {
    nextWork: ({ tenantId, documentId }) => inTenant(db, tenantId, (tx) => nextWork(tx, documentId)),
    saveChunks: (ref, parsed) => inTenant(db, ref.tenantId, (tx) => saveChunks(tx, ref, parsed)),
    chunksWithoutVector: (ref, embedder, most) =>
      inTenant(db, ref.tenantId, (tx) => chunksWithoutVector(tx, ref, embedder, most)),
    saveVectors: (ref, embedder, vectors) =>
      inTenant(db, ref.tenantId, (tx) => saveVectors(tx, ref, embedder, vectors)),
    publish: (ref) => inTenant(db, ref.tenantId, (tx) => publish(tx, ref)),
    fail: (ref, problem) => inTenant(db, ref.tenantId, (tx) => fail(tx, ref, problem)),
    sweepChunks: ({ tenantId, documentId }, most) => inTenant(db, tenantId, (tx) => sweepChunks(tx, documentId, most)),
    forget: ({ tenantId, documentId }) => inTenant(db, tenantId, (tx) => forgetDocument(tx, documentId)),
    backlog: (most) => knowledgeBacklog(db, most),
  };
}
