import type { DateMention } from './find-dates.ts';
import { alternatives, folded, pattern } from './patterns.ts';
import { PARTS, type PartOfDay } from './words.ts';

const PART = pattern(`(${alternatives(Object.keys(PARTS).filter((word) => !/^[ap]\.?m/u.test(word)))})`);

/** The part of the day that a text names apart from an hour ("tomorrow evening", "jam 8 besok malam"), when it is one. */
export function findPart(text: string, mentions: readonly DateMention[]): PartOfDay | null {
  const hours = mentions.filter((mention) => mention.kind === 'time');
  const found = [...text.matchAll(PART)]
    .filter((match) => !hours.some((hour) => match.index >= hour.start && match.index < hour.end))
    .flatMap((match) => PARTS[folded(match[1])] ?? []);
  return found.length > 0 && new Set(found).size === 1 ? (found[0] ?? null) : null;
}
