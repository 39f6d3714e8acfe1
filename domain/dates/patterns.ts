/*
 * How the words of days and hours become regular expressions: a word begins and ends where no letter or figure goes on,
 * and any run of white space stands for a space.
 */
const LEFT = '(?<![\\p{L}\\p{N}/.])';
const RIGHT = '(?![\\p{L}\\p{N}])';

export function pattern(source: string): RegExp {
  return new RegExp(`${LEFT}${source}${RIGHT}`, 'giu');
}

/** Any of the words, the longest first. */
export function alternatives(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.]/gu, '\\.').replace(/ /gu, '\\s+'))
    .join('|');
}

export function place(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}

/** The word as the tables have it. */
export function folded(word: string | undefined): string {
  return word?.toLowerCase().replace(/\s+/gu, ' ') ?? '';
}
