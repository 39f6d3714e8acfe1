import type { ClaimKind, Matter } from '#agent/claim-gate/claim.ts';

/**
 * What a word does in its clause, one letter, so that a clause is a string of letters and a construction a short
 * expression over it. Each language says which letters it uses for what; these mean the same everywhere:
 * `N` any other word, `#` a figure, `M` a matter of the customer (order, booking, payment, …).
 */
export interface Role {
  readonly tag: string;
  /** Which deed the word names. */
  readonly deed?: ClaimKind;
  /** Which matter the word names. */
  readonly matter?: Matter;
}

/** A word or set phrase of a clause in its role. */
export interface Word extends Role {
  readonly text: string;
  /** Where it starts in the clause. */
  readonly at: number;
}

/** Words and set phrases by role: phrases are parted by commas, the spellings of one of their words by bars. */
export type Entry = readonly [Role, string];

const MOST_REMEMBERED = 4_000;

/** The same function, with its answers kept: a shop's replies use few words, and the forms of each are many tests. */
export function remembering<T>(tell: (word: string) => T): (word: string) => T {
  const told = new Map<string, T>();
  return (word) => {
    const known = told.get(word);
    if (known !== undefined || told.has(word)) return known as T;
    if (told.size >= MOST_REMEMBERED) told.clear();
    const answer = tell(word);
    told.set(word, answer);
    return answer;
  };
}

/** One language's words: what is listed, and roles told by a word's form. */
export interface Vocabulary {
  readonly listed: ReadonlyMap<string, readonly Phrase[]>;
  /** The words that a written word stands for ("it's" is two). */
  readonly split: (written: string) => readonly string[];
  /** Role of a word that is not listed, by its form. */
  readonly byForm: (word: string) => Role | undefined;
}

interface Phrase {
  readonly words: readonly string[];
  readonly role: Role;
}

const WRITTEN = /[\p{L}\p{N}#%₪$€£]+(?:['".-][\p{L}\p{N}]+)*/gu;
const OTHER: Role = { tag: 'N' };
const FIGURE: Role = { tag: '#' };

/** Lists by first word, longest phrase first. */
export function listOf(entries: readonly Entry[]): ReadonlyMap<string, readonly Phrase[]> {
  const listed = new Map<string, Phrase[]>();
  for (const [role, text] of entries) {
    for (const phrase of text.split(/\s*,\s*/u).flatMap(spellingsOf)) {
      const first = phrase[0] ?? '';
      listed.set(first, [...(listed.get(first) ?? []), { words: phrase, role }]);
    }
  }
  for (const phrases of listed.values()) phrases.sort((left, right) => right.words.length - left.words.length);
  return listed;
}

function spellingsOf(phrase: string): string[][] {
  return phrase
    .trim()
    .split(/\s+/u)
    .reduce<string[][]>(
      (heads, word) => heads.flatMap((head) => word.split('|').map((spelling) => [...head, spelling])),
      [[]],
    );
}

/** The words of a folded clause in their roles; a set phrase is one word. */
export function readWords(clause: string, vocabulary: Vocabulary): Word[] {
  const written = [...clause.matchAll(WRITTEN)].flatMap((match) =>
    vocabulary.split(match[0]).map((text) => ({ text, at: match.index })),
  );
  const words: Word[] = [];
  for (let index = 0; index < written.length;) {
    const { text, at } = written[index] ?? { text: '', at: 0 };
    const phrase = vocabulary.listed
      .get(text)
      ?.find(({ words: parts }) => parts.every((part, offset) => written[index + offset]?.text === part));
    words.push({ ...(phrase?.role ?? roleOf(text, vocabulary)), text: phrase?.words.join(' ') ?? text, at });
    index += phrase?.words.length ?? 1;
  }
  return words;
}

function roleOf(text: string, vocabulary: Vocabulary): Role {
  if (/^(?:rp|[#₪$€£])?\d/u.test(text)) return FIGURE;
  return vocabulary.byForm(text) ?? OTHER;
}
