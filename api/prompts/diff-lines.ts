import { diffLines as compare } from 'diff';

export interface DiffLine {
  readonly change: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What the second text has that the first has not, and the other way round, line by line. */
export function diffLines(from: string, to: string): readonly DiffLine[] {
  return compare(withEnd(from), withEnd(to)).flatMap(({ added, removed, value }) => {
    const change = added ? 'added' : removed ? 'removed' : 'same';
    return value
      .replace(/\n$/u, '')
      .split('\n')
      .map((text): DiffLine => ({ change, text }));
  });
}

/** So that a last line is the same line whether or not another follows it. */
function withEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
