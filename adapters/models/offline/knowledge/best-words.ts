import { STOPWORDS } from '#adapters/models/offline/lexicon/all.ts';
import { customerIntents } from '#adapters/models/offline/intents.ts';
import { fieldsOf, text } from '#adapters/models/offline/prompt.ts';
import { trigramSimilarity } from '#adapters/models/offline/text/distance.ts';
import { stems } from '#adapters/models/offline/text/stem.ts';
import { isNumeric, tokenise } from '#adapters/models/offline/text/tokens.ts';

/** Words of a document that answer a question, and where they stand. */
export interface FoundWords {
  readonly words: string;
  readonly document: string;
  readonly section: string | null;
  readonly page: number | null;
}

const LONGEST_ANSWER = 420;
/** Share of the question's telling words that a sentence must hold. */
const ENOUGH = 0.34;
/** The sentence after the best one belongs to the answer when it holds this share of what the best one does. */
const ALSO = 0.5;
const SIMILAR = 0.55;
/** What is written for machines, or as if it were: tool calls, roles, markup. Nobody is quoted such a line. */
const NO_PROSE = /[{}<>\u0060]|\[\/?[a-z_]+\]|^\s*(?:system|assistant|user|developer|tool|human)\s*:/iu;

/** The sentences of the passages that fit a question best; null when none says enough about it. */
export function bestWords(question: string, data: unknown): FoundWords | null {
  const wanted = tellingStems(question);
  if (wanted.length === 0) return null;
  let best: { readonly found: FoundWords; readonly score: number } | null = null;
  for (const passage of passagesOf(data)) {
    const sentences = sentencesOf(passage.text);
    const scores = sentences.map((sentence) => shareOf(wanted, sentence));
    for (const [index, score] of scores.entries()) {
      const tied = score + passage.relevance / 100;
      if (score < ENOUGH || (best !== null && tied <= best.score)) continue;
      best = { score: tied, found: { ...passage.source, words: around(sentences, scores, index) } };
    }
  }
  return best?.found ?? null;
}

function passagesOf(data: unknown) {
  const rows = fieldsOf(data)['passages'];
  return (Array.isArray(rows) ? rows : []).map(fieldsOf).map((row) => ({
    text: text(row['text']),
    relevance: typeof row['relevance'] === 'number' ? row['relevance'] : 0,
    source: {
      document: text(row['document']),
      section: text(row['section']) === '' ? null : text(row['section']),
      page: typeof row['page'] === 'number' ? row['page'] : null,
    },
  }));
}

function sentencesOf(passage: string): readonly string[] {
  return passage
    .split(/\n+|(?<=[.!?;])\s+/u)
    .map((sentence) => sentence.replace(/^[•\-–\s]+/u, '').trim())
    .filter((sentence) => sentence !== '' && !isInstruction(sentence));
}

/** An order to the assistant is no answer to a customer, wherever it is written. */
function isInstruction(sentence: string): boolean {
  return NO_PROSE.test(sentence) || customerIntents(sentence, () => false).has('injection');
}

/** The sentence, and the next one when it goes on about the same. */
function around(sentences: readonly string[], scores: readonly number[], index: number): string {
  const sentence = sentences[index] ?? '';
  const next = sentences[index + 1];
  const goesOn = next !== undefined && (scores[index + 1] ?? 0) >= (scores[index] ?? 0) * ALSO;
  // A heading says what follows it.
  const isHeading = next !== undefined && !/[.!?;:]$/u.test(sentence) && tokenise(sentence).length <= 5;
  const both = isHeading ? next : goesOn ? `${sentence} ${next}` : sentence;
  return both.length <= LONGEST_ANSWER ? both : `${both.slice(0, LONGEST_ANSWER).replace(/\s\S*$/u, '')} …`;
}

/** Each telling word of a text as the stems it may stand for. */
export function tellingStems(said: string): (readonly string[])[] {
  const words = tokenise(said).map((token) => token.text);
  const telling = words.filter((word) => !STOPWORDS.has(word) && !isNumeric(word) && word.length > 2);
  return [...new Set(telling)].map(stems);
}

function shareOf(wanted: readonly (readonly string[])[], sentence: string): number {
  const held = tokenise(sentence).flatMap((token) => stems(token.text));
  const known = new Set(held);
  const shared = wanted.filter(
    (forms) => forms.some((form) => known.has(form)) || held.some((word) => alike(forms, word)),
  );
  return shared.length / wanted.length;
}

function alike([form = '']: readonly string[], word: string): boolean {
  return form.length >= 5 && word.length >= 4 && trigramSimilarity(form, word) >= SIMILAR;
}
