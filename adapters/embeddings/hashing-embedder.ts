import { EMBEDDING_LENGTH } from '#domain/embedder.ts';
import type { Embedder } from '#domain/embedder.ts';
import { isCarrier, plainWords } from '#domain/search/query-words.ts';

/** Rises when any vector would come out differently. */
const NAME = 'hashing-ngram@1';
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 4;
/** A word counts as itself this much; the rest is shared by its letter sequences, which survive a slip of the pen. */
const WHOLE_WORD = 0.4;
/** What stands in the first of several lines names the thing, and counts this much more. */
const TITLE = 1.6;
/** A word that carries the sentence only. */
const CARRIER = 0.15;
const KEPT_WORDS = 20_000;
const LONGEST_WORD = 40;
/** Words of one text that count; a chunk of knowledge has some 500. */
const MOST_WORDS = 4_000;

/**
 * An embedder that needs neither a key nor a network: every word and every sequence of 3 or 4 letters has a fixed
 * direction of its own, and a text points where its words add up to. Texts that share words, stems or misspelt words are
 * near, in any script; a synonym that shares no letters is not.
 */
export function createHashingEmbedder(): Embedder {
  const known = new Map<string, Float32Array>();
  const vectorOf = (word: string): Float32Array => {
    const kept = known.get(word);
    if (kept) return kept;
    const made = wordVector(word);
    // Forgetting everything at once costs less than keeping the order of use.
    if (known.size >= KEPT_WORDS) known.clear();
    known.set(word, made);
    return made;
  };
  return {
    name: NAME,
    remote: false,
    floor: 0.2,
    batch: 100,
    embed: (texts) => Promise.resolve(texts.map((text) => textVector(text, vectorOf))),
  };
}

function textVector(text: string, vectorOf: (word: string) => Float32Array): number[] | null {
  const counts = new Map<string, number>();
  const [title = '', body] = text.split(/\n(.*)/su);
  const count = (part: string, worth: number) => {
    for (const word of plainWords(part).slice(0, MOST_WORDS)) counts.set(word, (counts.get(word) ?? 0) + worth);
  };
  count(title, body === undefined ? 1 : TITLE);
  count(body ?? '', 1);
  if (counts.size === 0) return null;
  const sum = new Float64Array(EMBEDDING_LENGTH);
  for (const [word, count] of counts) {
    const weight =
      (isCarrier(word) ? CARRIER : Math.min(1, word.length / 4)) *
      (count < TITLE ? 1 + Math.log(count) : TITLE + Math.log(count / TITLE));
    const vector = vectorOf(word.slice(0, LONGEST_WORD));
    for (let at = 0; at < EMBEDDING_LENGTH; at += 1) sum[at] = (sum[at] ?? 0) + weight * (vector[at] ?? 0);
  }
  return unit(sum);
}

function wordVector(word: string): Float32Array {
  const vector = new Float32Array(EMBEDDING_LENGTH);
  addDirection(vector, `=${word}`, Math.sqrt(WHOLE_WORD));
  const letters = [...`^${word}$`];
  const grams = new Set<string>();
  for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size += 1) {
    for (let from = 0; from + size <= letters.length; from += 1) grams.add(letters.slice(from, from + size).join(''));
  }
  const share = Math.sqrt((1 - WHOLE_WORD) / Math.max(1, grams.size));
  for (const gram of grams) addDirection(vector, gram, share);
  return vector;
}

/** Adds the feature's own direction: +1 or -1 in every place, drawn from a generator that its hash seeds. */
function addDirection(vector: Float32Array, feature: string, weight: number): void {
  let state = hashOf(feature);
  const step = weight / Math.sqrt(EMBEDDING_LENGTH);
  for (let at = 0; at < EMBEDDING_LENGTH; at += 1) {
    state = nextState(state);
    vector[at] = (vector[at] ?? 0) + (state >>> 31 === 0 ? step : -step);
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  // Zero would stay zero.
  return hash === 0 ? 1 : hash;
}

/** xorshift32. */
function nextState(state: number): number {
  let next = state;
  next ^= next << 13;
  next ^= next >>> 17;
  next ^= next << 5;
  return next;
}

function unit(sum: Float64Array): number[] {
  const length = Math.hypot(...sum);
  if (length === 0) return Array.from(sum, () => 0);
  return Array.from(sum, (value) => Math.round((value / length) * 1e6) / 1e6);
}
