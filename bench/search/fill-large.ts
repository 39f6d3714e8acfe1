import { v7 as uuid } from 'uuid';
import type { Database } from '#adapters/db/pool.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import { makeChunk, makeProducts, makeWords } from './corpus.ts';
import { profileOf } from './fill.ts';
import { randomFrom } from './random.ts';

const BATCH = 1_000;
const WORDS = 30_000;

const ADD_PRODUCTS: Statement = {
  name: 'bench_products',
  text: `INSERT INTO products (tenant_id, id, name, aliases, description, unit, step_milli, price_minor, currency, available, tags, position)
SELECT $1, p.id, p.name, '[]', p.description, 'unit', 1000, 1000, 'USD', true, p.tags, 0
FROM jsonb_to_recordset($2::jsonb) AS p (id uuid, name text, description text, tags jsonb)`,
};
const ADD_DOCUMENT: Statement = {
  name: 'bench_document',
  text: `INSERT INTO knowledge_documents (tenant_id, id, title, file_name, type, bytes, sha256, storage_key, status, generation, live_generation)
VALUES ($1, $2, 'Handbook', 'handbook.txt', 'text', 1, sha256('handbook'), 'bench/handbook', 'ready', 1, 1)`,
};
const ADD_CHUNKS: Statement = {
  name: 'bench_chunks',
  text: `INSERT INTO knowledge_chunks (tenant_id, id, document_id, generation, position, title, text, tokens, embedder)
SELECT $1, c.id, $2, 1, c.position, 'Handbook', c.text, 500, 'none' FROM jsonb_to_recordset($3::jsonb) AS c (id uuid, position integer, text text)`,
};

/** One tenant with this much to search through. Answers its id, and its words for asking about them. */
export async function fillLarge(
  db: Database,
  size: { readonly products: number; readonly chunks: number },
  progress: (line: string) => void,
): Promise<{ readonly tenantId: string; readonly words: readonly string[] }> {
  const words = [...makeWords(WORDS, 1, 'latin'), ...makeWords(WORDS / 3, 2, 'hebrew')];
  const { id: tenantId } = await saveTenant(db, { profile: profileOf('large'), products: [] });
  const products = makeProducts(size.products, 3, words);
  for (let from = 0; from < products.length; from += BATCH) {
    const rows = products.slice(from, from + BATCH).map((product) => ({ id: uuid(), ...product }));
    await inTenant(db, tenantId, (tx) => tx.rows(ADD_PRODUCTS, [tenantId, toJsonb(rows)]));
  }
  progress(`${size.products} products are in`);
  const documentId = uuid();
  await inTenant(db, tenantId, (tx) => tx.rows(ADD_DOCUMENT, [tenantId, documentId]));
  const random = randomFrom(4);
  for (let from = 0; from < size.chunks; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, size.chunks - from) }, (_, index) => ({
      id: uuid(),
      position: from + index + 1,
      text: makeChunk(words, random),
    }));
    await inTenant(db, tenantId, (tx) => tx.rows(ADD_CHUNKS, [tenantId, documentId, toJsonb(rows)]));
  }
  progress(`${size.chunks} chunks are in`);
  return { tenantId, words };
}
