import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import type { Corpus } from './search-ids.ts';

/** A row whose vector is missing, of another embedder, or older than its text. */
export interface DueText {
  readonly id: string;
  readonly text: string;
}

export interface Embedded {
  readonly id: string;
  /** The text the vector is of: when the row has another one by now, it stays due. */
  readonly text: string;
  /** Null for a text without words. */
  readonly vector: readonly number[] | null;
}

/** What an embedder is given of a row: everything that says what it is, nothing that changes every day. */
const TEXT: Readonly<Record<Corpus, string>> = {
  products: `concat_ws(E'\\n', c.name, (SELECT string_agg(alias, ', ') FROM jsonb_array_elements_text(c.aliases) AS alias),
    (SELECT string_agg(tag, ', ') FROM jsonb_array_elements_text(c.tags) AS tag), c.description)`,
  knowledge_chunks: `concat_ws(E'\\n', c.title, c.section, c.text)`,
};
/** A chunk without any vector is its ingestion's work. */
const LIVE: Readonly<Record<Corpus, string>> = {
  products: 'c.removed_at IS NULL',
  knowledge_chunks: 'c.embedder IS NOT NULL',
};

function dueStatement(corpus: Corpus): Statement {
  return {
    name: `due_${corpus}`,
    text: `
SELECT c.id, ${TEXT[corpus]} AS text FROM ${corpus} c WHERE c.tenant_id = $1 AND c.search_due AND ${LIVE[corpus]} LIMIT $2`,
  };
}

/** Three looks into one index; "is distinct from" would read every row. */
function staleStatement(corpus: Corpus): Statement {
  const where = (embedder: string) =>
    `(SELECT c.id, ${TEXT[corpus]} AS text FROM ${corpus} c WHERE c.tenant_id = $1 AND c.embedder ${embedder} AND ${LIVE[corpus]} LIMIT $3)`;
  return {
    name: `stale_${corpus}`,
    text: `${[where('IS NULL'), where('< $2'), where('> $2')].join('\nUNION ALL ')} LIMIT $3`,
  };
}

function saveStatement(corpus: Corpus): Statement {
  return {
    name: `embedded_${corpus}`,
    text: `
WITH given AS (
  SELECT g.id, g.text, CASE WHEN jsonb_typeof(g.vector) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(g.vector)::real) END AS vector
  FROM jsonb_to_recordset($3::jsonb) AS g (id uuid, text text, vector jsonb)
)
UPDATE ${corpus} c SET embedding = g.vector, embedder = $2, search_due = (${TEXT[corpus]} IS DISTINCT FROM g.text)
FROM given g WHERE c.tenant_id = $1 AND c.id = g.id`,
  };
}

const DUE = { products: dueStatement('products'), knowledge_chunks: dueStatement('knowledge_chunks') };
const STALE = { products: staleStatement('products'), knowledge_chunks: staleStatement('knowledge_chunks') };
const SAVE = { products: saveStatement('products'), knowledge_chunks: saveStatement('knowledge_chunks') };

/** Up to `most` rows that wait for `embedder`: those with a newer text first. */
export async function dueTexts(tx: Tx, corpus: Corpus, embedder: string, most: number): Promise<readonly DueText[]> {
  const due = await tx.rows<{ id: string; text: string }>(DUE[corpus], [tx.tenantId, most]);
  if (due.length > 0) return due;
  return tx.rows<{ id: string; text: string }>(STALE[corpus], [tx.tenantId, embedder, most]);
}

/** Keeps vectors; with them the words of the texts enter the vocabulary. */
export async function saveEmbeddings(
  tx: Tx,
  corpus: Corpus,
  embedder: string,
  rows: readonly Embedded[],
): Promise<void> {
  await tx.rows(SAVE[corpus], [tx.tenantId, embedder, toJsonb(rows)]);
}
