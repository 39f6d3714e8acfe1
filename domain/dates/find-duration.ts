import { alternatives, folded, pattern } from './patterns.ts';
import { HOURS } from './words.ts';

const AMOUNT = `\\d{1,3}(?:[.,]\\d)?|${alternatives(Object.keys(HOURS))}`;
/** "2 jam 8" is no length but two hours of the clock; "1 hour ago" and "in 2 hours" are no length of a stay. */
const NOT_FROM_NOW = '(?<!(?:in|within|dalam|בעוד)\\s+)';
const NOT_A_CLOCK = '(?!\\s*\\d)(?!\\s*(?:lagi|ago|lalu|before|sebelum))';

const LENGTHS: readonly (readonly [RegExp, (match: RegExpExecArray) => number])[] = [
  [
    pattern('(?:one|an)\\s+hour\\s+and\\s+a\\s+half|(?:satu|1)\\s+setengah\\s+jam|sejam\\s+setengah|שעה\\s+וחצי'),
    () => 90,
  ],
  [pattern('(?:two|2)\\s+and\\s+a\\s+half\\s+hours|(?:dua|2)\\s+setengah\\s+jam|שעתיים\\s+וחצי'), () => 150],
  [pattern('half\\s+an\\s+hour|setengah\\s+jam|חצי\\s+שעה'), () => 30],
  [pattern('שעתיים'), () => 120],
  [pattern(`${NOT_FROM_NOW}(${AMOUNT})\\s*(?:hours?|hrs?|jam|שעות)${NOT_A_CLOCK}`), (match) => amountOf(match[1]) * 60],
  [pattern(`${NOT_FROM_NOW}(\\d{1,3})\\s*(?:minutes?|mins?|menit|דקות)${NOT_A_CLOCK}`), (match) => Number(match[1])],
  [pattern(`${NOT_FROM_NOW}(?:an\\s+hour|one\\s+hour|sejam|שעה\\s+אחת|לשעה)${NOT_A_CLOCK}`), () => 60],
];

/** How long a text says, whole minutes; null when it says no length. */
export function findDuration(text: string): number | null {
  for (const [regexp, read] of LENGTHS) {
    for (const match of text.matchAll(regexp)) {
      const minutes = Math.round(read(match));
      if (minutes > 0) return minutes;
    }
  }
  return null;
}

function amountOf(said: string | undefined): number {
  const word = folded(said);
  return HOURS[word] ?? Number(word.replace(',', '.'));
}
