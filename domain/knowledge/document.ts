/** What the knowledge base reads. */
export const DOCUMENT_TYPES = ['pdf', 'docx', 'html', 'markdown', 'text'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/**
 * `waiting` for the worker, `parsing`, `embedding`, `ready` to be searched, `failed` (see the error), `removing`.
 * While a document is ingested again its former chunks are still found.
 */
export const DOCUMENT_STATUSES = ['waiting', 'parsing', 'embedding', 'ready', 'failed', 'removing'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** Why a document can't be read. */
export const DOCUMENT_PROBLEMS = [
  'wrong_type',
  'encrypted',
  'corrupt',
  'no_text',
  'too_large',
  'too_many_pages',
  'too_much_text',
  'too_slow',
  'too_much_memory',
  'parser_failed',
  'file_missing',
  'embedding_failed',
] as const;
export type DocumentProblem = (typeof DOCUMENT_PROBLEMS)[number];

export interface KnowledgeDocument {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly type: DocumentType;
  readonly bytes: number;
  readonly status: DocumentStatus;
  readonly error: { readonly code: DocumentProblem; readonly message: string } | null;
  /** Of a PDF; null for what has no pages, or is not read yet. */
  readonly pages: number | null;
  /** Pieces found by search, and how many of them carry their vector already. */
  readonly chunks: number;
  readonly embedded: number;
  /** Rises with every ingestion. */
  readonly generation: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly readyAt: string | null;
}

/** A stretch of a document: what search finds and answers quote. */
export interface Chunk {
  readonly text: string;
  /** Headings it stands under, outermost first, joined by " › "; null when there are none. */
  readonly section: string | null;
  /** First page it is on, from 1; null when the document has no pages. */
  readonly page: number | null;
  readonly tokens: number;
}
