import { encode } from 'gpt-tokenizer/encoding/cl100k_base';
import { marked } from 'marked';
import { CHUNK_OVERLAP, CHUNK_TOKENS, chunkText } from '#domain/knowledge/chunk-text.ts';
import { DocumentRejected } from '#domain/knowledge/document-parser.ts';
import type { ParsedDocument } from '#domain/knowledge/document-parser.ts';
import type { DocumentType } from '#domain/knowledge/document.ts';
import { decodeText } from './decode-text.ts';
import type { ParseLimits } from './limits.ts';
import { readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { readPdf } from './read-pdf.ts';
import { TextCollector } from './text-collector.ts';

/**
 * A document's text, cut into chunks. Trusts nothing; runs in a process of its own (see `isolated-parser.ts`).
 * Tokens are those of the embedding models (cl100k). @throws DocumentRejected
 */
export async function readDocument(type: DocumentType, bytes: Buffer, limits: ParseLimits): Promise<ParsedDocument> {
  const collector = new TextCollector(limits.textChars);
  const pages = await read(type, bytes, collector, limits);
  const chunks = chunkText(collector.blocks, {
    tokens: CHUNK_TOKENS,
    overlap: CHUNK_OVERLAP,
    countTokens: (text) => encode(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() }).length,
  });
  if (chunks.length === 0) {
    throw new DocumentRejected('no_text', 'the document holds no text (a scan needs text recognition first)');
  }
  return { pages, chunks };
}

async function read(
  type: DocumentType,
  bytes: Buffer,
  collector: TextCollector,
  limits: ParseLimits,
): Promise<number | null> {
  switch (type) {
    case 'pdf':
      return readPdf(new Uint8Array(bytes), collector, limits);
    case 'docx':
      await readDocx(bytes, collector, limits);
      return null;
    case 'html':
      readHtml(decodeText(bytes, { isPage: true }), collector);
      return null;
    case 'markdown':
      readHtml(await marked.parse(decodeText(bytes)), collector);
      return null;
    case 'text':
      for (const paragraph of decodeText(bytes).split(/\n\s*\n/u)) collector.paragraph(paragraph);
      return null;
  }
}
