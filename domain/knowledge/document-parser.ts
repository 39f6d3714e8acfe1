import { DomainError } from '#domain/errors.ts';
import type { Chunk, DocumentProblem, DocumentType } from './document.ts';

/** A document as search keeps it. */
export interface ParsedDocument {
  /** Null when the type has no pages. */
  readonly pages: number | null;
  readonly chunks: readonly Chunk[];
}

/** Reads documents of strangers. Whatever the content does to the parser stays in here. */
export interface DocumentParser {
  /** @throws DocumentRejected, or the signal's reason when aborted */
  parse(
    type: DocumentType,
    content: AsyncIterable<Uint8Array>,
    options: { readonly signal: AbortSignal },
  ): Promise<ParsedDocument>;
}

/** Thrown when a document can't be read; the same document will never be. */
export class DocumentRejected extends DomainError {
  readonly type = 'DocumentRejected';
  readonly isRetryable = false;
  readonly code: DocumentProblem;
  constructor(code: DocumentProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
