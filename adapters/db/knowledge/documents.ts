import { v7 as uuid } from 'uuid';
import { Conflict, NotFound } from '#domain/errors.ts';
import type { DocumentType, KnowledgeDocument } from '#domain/knowledge/document.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

const DOCUMENT = `json_build_object('id', d.id, 'title', d.title, 'fileName', d.file_name, 'type', d.type, 'bytes', d.bytes,
  'status', d.status, 'error', CASE WHEN d.error_code IS NOT NULL
    THEN json_build_object('code', d.error_code, 'message', d.error_message) END,
  'pages', d.pages, 'chunks', d.chunks, 'generation', d.generation,
  'embedded', CASE d.status WHEN 'ready' THEN d.chunks WHEN 'embedding' THEN (SELECT count(*) FROM knowledge_chunks c
    WHERE c.tenant_id = d.tenant_id AND c.document_id = d.id AND c.generation = d.generation AND c.embedder IS NOT NULL)
    ELSE 0 END,
  'createdAt', iso_utc(d.created_at), 'updatedAt', iso_utc(d.updated_at), 'readyAt', iso_utc(d.ready_at))`;

const INSERT: Statement = {
  name: 'insert_document',
  text: `
INSERT INTO knowledge_documents (tenant_id, id, title, file_name, type, bytes, sha256, storage_key)
VALUES ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8)
ON CONFLICT (tenant_id, sha256) WHERE status <> 'removing' DO NOTHING RETURNING id`,
};
const BY_CONTENT: Statement = {
  name: 'document_by_content',
  text: `SELECT ${DOCUMENT} AS document FROM knowledge_documents d
WHERE d.tenant_id = $1 AND d.sha256 = decode($2, 'hex') AND d.status <> 'removing'`,
};
const ONE: Statement = {
  name: 'read_document',
  text: `SELECT ${DOCUMENT} AS document FROM knowledge_documents d
WHERE d.tenant_id = $1 AND d.id = $2 AND d.status <> 'removing'`,
};
const LIST: Statement = {
  name: 'list_documents',
  text: `SELECT ${DOCUMENT} AS document FROM knowledge_documents d
WHERE d.tenant_id = $1 AND d.status <> 'removing' AND ($2::uuid IS NULL OR d.id < $2)
ORDER BY d.id DESC LIMIT $3`,
};
const AGAIN: Statement = {
  name: 'ingest_document_again',
  text: `
UPDATE knowledge_documents SET status = 'waiting', generation = generation + 1, error_code = NULL, error_message = NULL, updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND status IN ('ready', 'failed') RETURNING id`,
};
const REMOVE: Statement = {
  name: 'remove_document',
  text: `
UPDATE knowledge_documents SET status = 'removing', live_generation = NULL, error_code = NULL, error_message = NULL, updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND status <> 'removing' RETURNING id`,
};

interface Row {
  document: KnowledgeDocument;
}

export interface NewDocument {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly type: DocumentType;
  readonly bytes: number;
  readonly sha256: string;
  readonly storageKey: string;
}

/** Id and place of a document that is about to be uploaded. */
export function documentKey(tenantId: string): { readonly id: string; readonly storageKey: string } {
  const id = uuid();
  return { id, storageKey: `knowledge/${tenantId}/${id}` };
}

/** Adds a document, or answers the one that has the same content. */
export async function addDocument(
  tx: Tx,
  { id, title, fileName, type, bytes, sha256, storageKey }: NewDocument,
): Promise<{ readonly document: KnowledgeDocument; readonly isNew: boolean }> {
  const values = [tx.tenantId, id, storable(title), storable(fileName), type, bytes, sha256, storageKey];
  const isNew = (await tx.rows(INSERT, values)).length > 0;
  const [row] = await tx.rows<Row>(BY_CONTENT, [tx.tenantId, sha256]);
  if (row === undefined) throw new Conflict('the document is being removed at this moment; upload it again');
  return { document: row.document, isNew };
}

/** @throws NotFound */
export async function readDocument(tx: Tx, id: string): Promise<KnowledgeDocument> {
  const [row] = await tx.rows<Row>(ONE, [tx.tenantId, id]);
  if (row === undefined) throw new NotFound(`there is no document "${id}"`);
  return row.document;
}

/** Newest first. */
export async function listDocuments(tx: Tx, page: PageRequest): Promise<Page<KnowledgeDocument>> {
  const rows = await tx.rows<Row>(LIST, [tx.tenantId, page.after?.[0] ?? null, rowsWanted(page)]);
  return pageOf(
    rows,
    page,
    (row) => row.document,
    (row) => [row.document.id],
  );
}

/** Has a finished document read anew. @throws NotFound, Conflict while it is being read */
export async function ingestAgain(tx: Tx, id: string): Promise<KnowledgeDocument> {
  const [changed] = await tx.rows(AGAIN, [tx.tenantId, id]);
  const document = await readDocument(tx, id);
  if (changed === undefined) throw new Conflict(`the document is ${document.status}; wait until it is ready or failed`);
  return document;
}

/** Takes a document out of search at once; its pieces and file go after it. @throws NotFound */
export async function removeDocument(tx: Tx, id: string): Promise<void> {
  const changed = await tx.rows(REMOVE, [tx.tenantId, id]);
  if (changed.length === 0) throw new NotFound(`there is no document "${id}"`);
}
