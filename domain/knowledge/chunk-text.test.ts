import { chunkText } from './chunk-text.ts';
import type { ChunkSize } from './chunk-text.ts';

/** One token a word. */
const size: ChunkSize = { tokens: 100, overlap: 10, countTokens: () => 1 };

function words(count: number, from = 0): string {
  return Array.from({ length: count }, (_, index) => `w${from + index}`).join(' ');
}

const block = (text: string, section: string | null = null, page: number | null = null) => ({ text, section, page });

test('a short document is one chunk, paragraphs kept apart', () => {
  expect(chunkText([block('One two.', 'Intro', 1), block('Three.', 'Intro', 1)], size)).toEqual([
    { text: 'One two.\nThree.', section: 'Intro', page: 1, tokens: 3 },
  ]);
});

test('no text gives no chunk', () => {
  expect(chunkText([], size)).toEqual([]);
  expect(chunkText([block('   ')], size)).toEqual([]);
});

test('a long paragraph is cut at the limit, each chunk beginning with the end of the one before', () => {
  const chunks = chunkText([block(words(250))], size);
  expect(chunks.map((chunk) => chunk.tokens)).toEqual([100, 100, 70]);
  expect(chunks[0]?.text.split(' ').slice(-10)).toEqual(chunks[1]?.text.split(' ').slice(0, 10));
  expect(chunks[2]?.text.endsWith('w249')).toBe(true);
});

test('a chunk ends where a paragraph ends, else where a sentence ends, when one does in its last third', () => {
  const paragraphs = chunkText([block(`${words(74)} end.`), block(words(60))], size);
  expect(paragraphs[0]?.tokens).toBe(75);
  const sentences = chunkText([block(`${words(80)} end. ${words(60)}`)], size);
  expect(sentences[0]?.text.endsWith('end.')).toBe(true);
  expect(sentences[0]?.tokens).toBe(81);
});

test('a chunk never reaches into another section, and nothing is repeated across the border', () => {
  const chunks = chunkText([block(words(30), 'A', 1), block(words(30, 100), 'B', 2)], size);
  expect(chunks.map(({ section, page, tokens }) => ({ section, page, tokens }))).toEqual([
    { section: 'A', page: 1, tokens: 30 },
    { section: 'B', page: 2, tokens: 30 },
  ]);
});

test('a run of characters without a space is cut, so that no tokenizer meets it whole', () => {
  const longest: number[] = [];
  const chunks = chunkText([block('x'.repeat(100_000))], {
    ...size,
    countTokens: (text) => {
      longest.push(text.length);
      return 30;
    },
  });
  expect(Math.max(...longest)).toBeLessThanOrEqual(121);
  expect(chunks.every((chunk) => chunk.tokens <= 100)).toBe(true);
});

test('every word is kept, in order, whatever the sizes', () => {
  for (const count of [1, 99, 100, 101, 190, 191, 1_000]) {
    const chunks = chunkText([block(words(count))], size);
    const seen = new Set(chunks.flatMap((chunk) => chunk.text.split(/\s/u)));
    expect(seen.size).toBe(count);
  }
});

test('a word larger than a chunk does not stop the cutting', () => {
  expect(chunkText([block('a b c')], { tokens: 1, overlap: 1, countTokens: () => 5 })).toHaveLength(3);
});
