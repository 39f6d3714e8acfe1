import type { DocumentRef } from '#domain/knowledge/knowledge-store.ts';
import { withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';

/** Of a removed document all, else what neither search shows nor an ingestion is making. */
const SWEEP: Statement = {
  name: 'sweep_chunks',
  text: `
DELETE FROM knowledge_chunks WHERE tenant_id = $1 AND id IN (
  SELECT c.id FROM knowledge_chunks c JOIN knowledge_documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id
  WHERE c.tenant_id = $1 AND c.document_id = $2
    AND (d.status = 'removing' OR (c.generation IS DISTINCT FROM d.live_generation
      AND (c.generation < d.generation OR d.status = 'failed')))
  LIMIT $3) RETURNING 1`,
};

const FORGET: Statement = {
  name: 'forget_document',
  text: `DELETE FROM knowledge_documents WHERE tenant_id = $1 AND id = $2 AND status = 'removing'`,
};

const BACKLOG: Statement = {
  name: 'knowledge_backlog',
  text: 'SELECT tenant_id AS "tenantId", id AS "documentId" FROM knowledge_backlog($1)',
};

export async function sweepChunks(tx: Tx, documentId: string, most: number): Promise<number> {
  return (await tx.last(SWEEP, [tx.tenantId, documentId, most])).length;
}

export async function forgetDocument(tx: Tx, documentId: string): Promise<void> {
  await tx.last(FORGET, [tx.tenantId, documentId]);
}

/** Ids of all tenants. */
export async function knowledgeBacklog(db: Database, most: number): Promise<readonly DocumentRef[]> {
  return withoutTenant<{ tenantId: string; documentId: string }>(db, BACKLOG, [most]);
}
