import { plainWords, queryWords } from '#domain/search/query-words.ts';

/** A passage below this has too little to do with the question to answer it. */
export const MINIMUM_RELEVANCE = 0.3;

/** Beginnings of this many letters are taken for one word with another ending. */
const STEM = 4;
const HEBREW_PREFIX = /^[ובהלמשכ](?=[\u05d0-\u05ea]{3})/u;

/**
 * How well a passage fits a question, 0 to 1: the share of the question's telling words that it holds, or the nearness of
 * meaning, whichever is more.
 * @param similarity cosine; null when there are no vectors to compare
 */
export function relevanceOf(question: string, passage: string, similarity: number | null): number {
  const wanted = queryWords(question);
  const held = new Set(plainWords(passage).flatMap(formsOf));
  const shared = wanted.filter((word) => formsOf(word).some((form) => held.has(form))).length;
  const coverage = wanted.length === 0 ? 0 : shared / wanted.length;
  return Math.min(1, Math.max(coverage, similarity ?? 0));
}

/** The word, without a prefix that is written together with it, each also by its beginning. */
function formsOf(word: string): string[] {
  const bare = word.replace(HEBREW_PREFIX, '');
  return [word, bare].flatMap((form) => (form.length > STEM ? [form, form.slice(0, STEM)] : [form]));
}
