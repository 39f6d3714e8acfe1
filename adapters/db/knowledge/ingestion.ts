import { v7 as uuid } from 'uuid';
import type { Chunk, DocumentProblem, DocumentType } from '#domain/knowledge/document.ts';
import type { DocumentWork, IngestionRef } from '#domain/knowledge/knowledge-store.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { orNull, storable, toJsonb } from '#adapters/db/to-jsonb.ts';

/** Rows of one statement: each is a row of the full-text index too. */
const ROWS_AT_ONCE = 50;

const NEXT: Statement = {
  name: 'next_document_work',
  text: `
WITH begun AS (
  UPDATE knowledge_documents SET status = 'parsing', updated_at = now()
  WHERE tenant_id = $1 AND id = $2 AND status = 'waiting' RETURNING id
)
SELECT d.status, d.generation, d.type, d.storage_key AS "storageKey"
FROM knowledge_documents d LEFT JOIN begun b ON b.id = d.id WHERE d.tenant_id = $1 AND d.id = $2`,
};

/** Locks the document, when this is its newest ingestion and it is not finished. */
const CLAIM: Statement = {
  name: 'claim_ingestion',
  text: `SELECT title FROM knowledge_documents WHERE tenant_id = $1 AND id = $2 AND generation = $3
  AND status IN ('waiting', 'parsing', 'embedding') FOR UPDATE`,
};

const DROP: Statement = {
  name: 'drop_chunks_of_ingestion',
  text: `DELETE FROM knowledge_chunks WHERE tenant_id = $1 AND document_id = $2 AND generation = $3`,
};

const INSERT: Statement = {
  name: 'insert_chunks',
  text: `
INSERT INTO knowledge_chunks (tenant_id, id, document_id, generation, position, title, section, page, text, tokens)
SELECT $1, c.id, $2, $3, c.position, $4, c.section, c.page, c.text, c.tokens
FROM jsonb_to_recordset($5::jsonb) AS c (id uuid, position integer, section text, page integer, text text, tokens integer)`,
};

const PARSED: Statement = {
  name: 'document_parsed',
  text: `UPDATE knowledge_documents SET status = 'embedding', pages = $4, chunks = $5, updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND generation = $3`,
};

const PUBLISH: Statement = {
  name: 'publish_document',
  text: `UPDATE knowledge_documents SET status = 'ready', live_generation = generation, ready_at = now(), updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND generation = $3 AND status = 'embedding' RETURNING id`,
};

const FAIL: Statement = {
  name: 'fail_document',
  text: `UPDATE knowledge_documents SET status = 'failed', error_code = $4, error_message = left($5, 500), updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND generation = $3 AND status IN ('waiting', 'parsing', 'embedding') RETURNING id`,
};

interface NextRow {
  status: string;
  generation: number;
  type: DocumentType;
  storageKey: string;
}

export async function nextWork(tx: Tx, documentId: string): Promise<DocumentWork> {
  const [row] = await tx.rows<NextRow>(NEXT, [tx.tenantId, documentId]);
  switch (row?.status) {
    case 'removing':
      return { kind: 'remove', storageKey: row.storageKey };
    // The statement's own change is not yet in what it reads.
    case 'waiting':
    case 'parsing':
    case 'embedding': {
      const { generation, type, storageKey } = row;
      return { kind: 'ingest', generation, type, storageKey, mustParse: row.status !== 'embedding' };
    }
    default:
      return { kind: 'nothing' };
  }
}

/** All chunks of an ingestion, in place of what an earlier attempt left. */
export async function saveChunks(
  tx: Tx,
  ingestion: IngestionRef,
  parsed: { readonly pages: number | null; readonly chunks: readonly Chunk[] },
): Promise<boolean> {
  const key = keyOf(tx, ingestion);
  const [claimed] = await tx.rows<{ title: string }>(CLAIM, key);
  if (claimed === undefined) return false;
  await tx.rows(DROP, key);
  const rows = parsed.chunks.map((chunk, index) => ({
    id: uuid(),
    position: index + 1,
    section: orNull(chunk.section),
    page: chunk.page,
    text: storable(chunk.text),
    tokens: chunk.tokens,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await tx.rows(INSERT, [...key, claimed.title, toJsonb(rows.slice(from, from + ROWS_AT_ONCE))]);
  }
  await tx.last(PARSED, [...key, parsed.pages, rows.length]);
  return true;
}

export async function publish(tx: Tx, ingestion: IngestionRef): Promise<boolean> {
  return (await tx.last(PUBLISH, keyOf(tx, ingestion))).length > 0;
}

export async function fail(
  tx: Tx,
  ingestion: IngestionRef,
  problem: { readonly code: DocumentProblem; readonly message: string },
): Promise<boolean> {
  const rows = await tx.last(FAIL, [...keyOf(tx, ingestion), problem.code, storable(problem.message)]);
  return rows.length > 0;
}

function keyOf(tx: Tx, { documentId, generation }: IngestionRef): readonly unknown[] {
  return [tx.tenantId, documentId, generation];
}
