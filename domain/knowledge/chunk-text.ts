import type { Chunk } from './document.ts';

/** A paragraph as a parser found it. */
export interface TextBlock {
  readonly text: string;
  readonly section: string | null;
  readonly page: number | null;
}

export interface ChunkSize {
  /** Tokens of one chunk at most. */
  readonly tokens: number;
  /** Tokens that a chunk repeats of the one before. */
  readonly overlap: number;
  /** How many tokens a piece of text has; called with a word and what stands before it. */
  readonly countTokens: (text: string) => number;
}

export const CHUNK_TOKENS = 500;
export const CHUNK_OVERLAP = 50;

/** A longer run without a space is cut: tokenizers take quadratic time on it. */
const LONGEST_WORD = 120;
/** A chunk ends at a paragraph or sentence when one ends in its last part. */
const SOFT_END = 0.7;

interface Piece {
  /** A word with the white space before it. */
  readonly text: string;
  readonly tokens: number;
  readonly page: number | null;
  /** 2 = a paragraph ends here, 1 = a sentence does. */
  readonly end: 0 | 1 | 2;
}

/** Cuts paragraphs into chunks of a bounded size; a chunk never reaches into another section. */
export function chunkText(blocks: Iterable<TextBlock>, size: ChunkSize): Chunk[] {
  const chunks: Chunk[] = [];
  let section: string | null = null;
  let pieces: Piece[] = [];
  for (const block of blocks) {
    if (block.section !== section && pieces.length > 0) {
      chunks.push(...cut(pieces, section, size));
      pieces = [];
    }
    section = block.section;
    pieces.push(...piecesOf(block, size));
  }
  return [...chunks, ...cut(pieces, section, size)];
}

function piecesOf(block: TextBlock, size: ChunkSize): Piece[] {
  const words = block.text
    .trim()
    .split(/\s+/u)
    .flatMap((word) => word.match(new RegExp(`[^]{1,${LONGEST_WORD}}`, 'gu')) ?? []);
  return words.map((word, index) => {
    const text = index === 0 ? `\n${word}` : ` ${word}`;
    const end = index === words.length - 1 ? 2 : /[.!?。]["'”’)\]]?$/u.test(word) ? 1 : 0;
    return { text, tokens: Math.max(1, size.countTokens(text)), page: block.page, end };
  });
}

function cut(pieces: readonly Piece[], section: string | null, size: ChunkSize): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  while (start < pieces.length) {
    const end = endOf(pieces, start, size);
    const slice = pieces.slice(start, end);
    chunks.push({
      text: slice
        .map((piece) => piece.text)
        .join('')
        .trim(),
      section,
      page: slice[0]?.page ?? null,
      tokens: sum(slice),
    });
    if (end >= pieces.length) break;
    start = Math.max(start + 1, overlapFrom(pieces, end, size.overlap));
  }
  return chunks;
}

/** Behind the last piece of the chunk that begins at `start`. */
function endOf(pieces: readonly Piece[], start: number, size: ChunkSize): number {
  let total = 0;
  let soft: number | undefined;
  let softness = 0;
  for (let index = start; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined) break;
    total += piece.tokens;
    if (total > size.tokens) return index === start ? start + 1 : (soft ?? index);
    if (total >= size.tokens * SOFT_END && piece.end > 0 && piece.end >= softness) {
      [soft, softness] = [index + 1, piece.end];
    }
  }
  return pieces.length;
}

function overlapFrom(pieces: readonly Piece[], end: number, overlap: number): number {
  let total = 0;
  let index = end;
  while (index > 0) {
    total += pieces[index - 1]?.tokens ?? 0;
    if (total > overlap) break;
    index -= 1;
  }
  return index;
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, piece) => total + piece.tokens, 0);
}
