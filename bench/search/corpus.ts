import { randomFrom } from './random.ts';

/** A product of the large shop. */
export interface MadeProduct {
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
}

const SYLLABLES =
  'ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po pu ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo vu za ze zi zo zu'.split(
    ' ',
  );
const LETTERS = 'א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת'.split(' ');

/** Words of a made-up language: distinct, and of the lengths of real ones. */
export function makeWords(count: number, seed: number, script: 'latin' | 'hebrew'): readonly string[] {
  const random = randomFrom(seed);
  const words = new Set<string>();
  while (words.size < count) {
    const length = script === 'latin' ? 2 + Math.floor(random() * 3) : 3 + Math.floor(random() * 4);
    const parts = script === 'latin' ? SYLLABLES : LETTERS;
    words.add(Array.from({ length }, () => parts[Math.floor(random() * parts.length)] ?? '').join(''));
  }
  return [...words];
}

/** Words come as in real texts: a few everywhere, most of them rarely. */
export function pickWord(words: readonly string[], random: () => number): string {
  return words[Math.floor(words.length * random() ** 3)] ?? '';
}

/** Distinct products; `salt` tells two lists of the same shop apart. */
export function makeProducts(count: number, seed: number, words: readonly string[]): readonly MadeProduct[] {
  const random = randomFrom(seed);
  const phrase = (length: number): string => Array.from({ length }, () => pickWord(words, random)).join(' ');
  return Array.from({ length: count }, (_, index) => ({
    name: `${phrase(3)} ${index + 1}`,
    description: phrase(12),
    tags: [phrase(1), phrase(1)],
  }));
}

/** A text of some 500 tokens, as a chunk of a document is. */
export function makeChunk(words: readonly string[], random: () => number): string {
  return Array.from({ length: 350 }, () => pickWord(words, random)).join(' ');
}
