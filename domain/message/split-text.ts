import type { TextUnit } from '#domain/ports.ts';
import { GSM_SEGMENT, septetsOf, UCS_SEGMENT } from './gsm7.ts';

export interface SplitLimit {
  /** Longest part, counted in `unit`; at least 4, of segments at least 1. */
  readonly max: number;
  readonly unit: TextUnit;
}

/** What a part is measured in, once the alphabet of the text is known. */
interface Measure {
  readonly max: number;
  sizeOf(text: string): number;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });
const encoder = new TextEncoder();

/** How good a cut before a piece is. */
const ANYWHERE = 0;
const WORD = 1;
const SENTENCE = 2;
const LINE = 3;
const PARAGRAPH = 4;

interface Piece {
  readonly text: string;
  readonly size: number;
  readonly cut: number;
}

/**
 * Cuts text into parts a channel can carry: at a paragraph, else a line, a sentence, a word, and only then between
 * two characters as people see them. White space at a cut is dropped, nothing else; no part is empty.
 * @throws RangeError when `max` is below 4 (one code point in UTF-8).
 */
export function splitText(text: string, limit: SplitLimit): string[] {
  const measure = measureFor(text, limit);
  if (!(measure.max >= 4)) {
    throw new RangeError(`split text: a part must hold 4 ${limit.unit} or more, not ${limit.max}`);
  }
  const pieces = toPieces(text.trim(), measure);
  const parts: string[] = [];
  for (let start = 0; start < pieces.length;) {
    const end = endOfPart(pieces, start, measure.max);
    const part = pieces
      .slice(start, end)
      .map((piece) => piece.text)
      .join('')
      .trim();
    if (part !== '') parts.push(part);
    start = end;
  }
  return parts;
}

function endOfPart(pieces: readonly Piece[], start: number, max: number): number {
  let size = 0;
  let end = start;
  for (let piece = pieces[end]; piece && size + piece.size <= max; piece = pieces[end]) {
    size += piece.size;
    end += 1;
  }
  if (end === pieces.length) return end;
  // A cut in the first third would leave a scrap; then a lesser border further on is better.
  const nearest = start + Math.max(1, Math.floor((end - start) / 3));
  for (const wanted of [PARAGRAPH, LINE, SENTENCE, WORD]) {
    const from = wanted === WORD ? start + 1 : nearest;
    for (let at = end; at >= from; at -= 1) if ((pieces[at]?.cut ?? ANYWHERE) >= wanted) return at;
  }
  return end;
}

function toPieces(text: string, measure: Measure): Piece[] {
  const sentenceStarts = new Set([...sentences.segment(text)].map((segment) => segment.index));
  const pieces: Piece[] = [];
  let blank = '';
  for (const { segment, index } of graphemes.segment(text)) {
    const space = /^\s+$/u.test(segment);
    const cut = space ? ANYWHERE : cutAfter(blank, sentenceStarts.has(index));
    blank = space ? blank + segment : '';
    // A pile of marks longer than a whole part can't be kept together.
    const fits = measure.sizeOf(segment) <= measure.max;
    const texts = fits ? [segment] : [...segment];
    for (const [nth, piece] of texts.entries()) {
      pieces.push({ text: piece, size: measure.sizeOf(piece), cut: nth === 0 ? cut : ANYWHERE });
    }
  }
  return pieces;
}

function cutAfter(blank: string, sentenceStart: boolean): number {
  if (blank === '') return ANYWHERE;
  const breaks = blank.replaceAll('\r\n', '\n').split('\n').length - 1;
  if (breaks > 1) return PARAGRAPH;
  if (breaks === 1) return LINE;
  return sentenceStart ? SENTENCE : WORD;
}

function measureFor(text: string, { max, unit }: SplitLimit): Measure {
  switch (unit) {
    case 'utf16':
      return { max, sizeOf: (part) => part.length };
    case 'bytes':
      return { max, sizeOf: (part) => encoder.encode(part).length };
    case 'segments':
      // By the whole text: one part in UCS-2 would not save the others a segment worth having.
      return septetsOf(text) === undefined
        ? { max: max * UCS_SEGMENT, sizeOf: (part) => part.length }
        : { max: max * GSM_SEGMENT, sizeOf: (part) => septetsOf(part) ?? part.length };
  }
}
