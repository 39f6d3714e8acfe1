import type { Passage } from '#domain/knowledge/passage.ts';
import { MINIMUM_RELEVANCE, relevanceOf } from '#domain/knowledge/relevance.ts';
import type { SearchQuestion } from '#domain/search/search-desk.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { searchIds } from '#adapters/db/search/search-ids.ts';

/** Search sees pieces of unfinished ingestions too; more are asked for than are needed. */
const LOOKED_AT = 50;

const READ: Statement = {
  name: 'read_passages',
  text: `
SELECT c.id, c.document_id AS "documentId", d.title AS document, c.section, c.page, c.text
FROM knowledge_chunks c JOIN knowledge_documents d
  ON d.tenant_id = c.tenant_id AND d.id = c.document_id AND d.live_generation = c.generation
WHERE c.tenant_id = $1 AND c.id = ANY ($2::uuid[])`,
};

type Row = Omit<Passage, 'relevance'> & { readonly id: string };

/** The passages of ready documents that fit a question, best first. */
export async function findPassages(tx: Tx, question: SearchQuestion, limit: number): Promise<readonly Passage[]> {
  const hits = await searchIds(tx, 'knowledge_chunks', question, LOOKED_AT);
  if (hits.length === 0) return [];
  const rows = await tx.rows<Row>(READ, [tx.tenantId, hits.map((hit) => hit.id)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return hits
    .flatMap((hit) => {
      const row = byId.get(hit.id);
      if (row === undefined) return [];
      const { id: _id, ...passage } = row;
      const words = `${passage.document}\n${passage.section ?? ''}\n${passage.text}`;
      return [{ ...passage, relevance: relevanceOf(question.said, words, hit.similarity) }];
    })
    .filter((passage) => passage.relevance >= MINIMUM_RELEVANCE)
    .slice(0, limit);
}
