import { queryWords } from '#domain/search/query-words.ts';
import type { SearchQuestion } from '#domain/search/search-desk.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

/** Tables that `make_searchable` has prepared. */
export type Corpus = 'products' | 'knowledge_chunks';

/** Which ways of searching take part; all but in a comparison. */
export type Arms = 'hybrid' | 'text' | 'vector';

/** One row that fits. */
export interface Hit {
  readonly id: string;
  /** Of the fusion; for comparing hits of one search. */
  readonly score: number;
  /** Cosine with the question, -1 to 1; null when either has no vector. */
  readonly similarity: number | null;
}

const LONGEST_QUESTION = 2_000;

const SEARCH: Statement = {
  name: 'search_ids',
  text: 'SELECT id, score, similarity FROM search_ids($1, $2, $3::text[], $4::real[], $5, $6::real, $7, $8)',
};

/**
 * The rows of this tenant that fit a question best, by words, by words that look like them, and by meaning.
 * @param limit at most this many; 1 to 200
 */
export async function searchIds(
  tx: Tx,
  corpus: Corpus,
  question: SearchQuestion,
  limit: number,
  arms: Arms = 'hybrid',
): Promise<readonly Hit[]> {
  const said = storable(question.said.slice(0, LONGEST_QUESTION));
  const { meaning } = question;
  return tx.rows<{ id: string; score: number; similarity: number | null }>(SEARCH, [
    corpus,
    said,
    queryWords(said),
    meaning && [...meaning.vector],
    meaning?.embedder ?? null,
    meaning?.floor ?? null,
    limit,
    arms,
  ]);
}
