import { NUMBERS } from '#adapters/models/offline/lexicon/all.ts';
import { prefixVariants } from '#adapters/models/offline/text/stem.ts';
import { isNumeric, type Token } from '#adapters/models/offline/text/tokens.ts';

/** A number read from tokens `start` (inclusive) to `end` (exclusive). */
export interface ReadNumber {
  readonly value: number;
  readonly end: number;
}

const FRACTIONS: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 };
const AND_HALF: ReadonlySet<string> = new Set(['וחצי', 'setengah', 'stengah']);
const AND_QUARTER: ReadonlySet<string> = new Set(['ורבע']);

/** The number that begins at `start`: digits, fractions and number words of the three languages; null when none does. */
export function readNumber(tokens: readonly Token[], start: number): ReadNumber | null {
  const word = tokens[start]?.text;
  if (word === undefined) return null;
  if (isNumeric(word)) return readDigits(tokens, start);
  return readWords(tokens, start);
}

/** "… and a half" after a number or a unit: what it adds and where it ends. */
export function readAddition(tokens: readonly Token[], start: number): ReadNumber | null {
  const word = tokens[start]?.text ?? '';
  if (AND_HALF.has(word)) return { value: 0.5, end: start + 1 };
  if (AND_QUARTER.has(word)) return { value: 0.25, end: start + 1 };
  if (word === '½') return { value: 0.5, end: start + 1 };
  const said = tokens
    .slice(start, start + 3)
    .map((token) => token.text)
    .join(' ');
  if (said === 'and a half') return { value: 0.5, end: start + 3 };
  if (said === 'and a quarter') return { value: 0.25, end: start + 3 };
  return null;
}

/** One plain number word's value, without prefixes read off ("שתי" 2, "dua" 2); null for other words. */
export function numberWord(word: string): number | null {
  for (const variant of prefixVariants(word)) {
    const value = NUMBERS.get(variant);
    if (value !== undefined) return value;
  }
  return null;
}

function readDigits(tokens: readonly Token[], start: number): ReadNumber | null {
  const word = tokens[start]?.text ?? '';
  const value = FRACTIONS[word] ?? parseDigits(word);
  if (value === null) return null;
  const addition = readAddition(tokens, start + 1);
  if (addition !== null && Number.isInteger(value)) return { value: value + addition.value, end: addition.end };
  const next = tokens[start + 1];
  if (next !== undefined && Number.isInteger(value) && /^1\/[24]$/u.test(next.text))
    return { value: value + (parseDigits(next.text) ?? 0), end: start + 2 };
  return { value, end: start + 1 };
}

/** "1.5", "1,5", "1/2" and whole numbers; null for dates, times and anything longer. */
export function parseDigits(word: string): number | null {
  const fraction = /^(\d{1,3})\/(\d{1,2})$/u.exec(word);
  if (fraction !== null) {
    const divisor = Number(fraction[2]);
    return divisor > 0 && divisor <= 10 && Number(fraction[1]) < divisor ? Number(fraction[1]) / divisor : null;
  }
  if (!/^\d{1,6}(?:[.,]\d{1,3})?$/u.test(word)) return null;
  return Number(word.replace(',', '.'));
}

function readWords(tokens: readonly Token[], start: number): ReadNumber | null {
  const said = tokens.slice(start, start + 4).map((token) => token.text);
  if (/^ה?שלושת$/u.test(said[0] ?? '') && said[1] === 'רבעי') return { value: 0.75, end: start + 2 };
  if (said[0] === 'tiga' && said[1] === 'perempat') return { value: 0.75, end: start + 2 };
  if (said.slice(0, 3).join(' ') === 'three quarters of') return { value: 0.75, end: start + 3 };
  if (said.slice(0, 2).join(' ') === 'three quarters') return { value: 0.75, end: start + 2 };
  const first = numberWord(said[0] ?? '');
  if (first === null) return null;
  return combine(tokens, start, first);
}

function combine(tokens: readonly Token[], start: number, first: number): ReadNumber {
  let [value, end] = [first, start + 1];
  for (; end < tokens.length; end += 1) {
    const word = tokens[end]?.text ?? '';
    if (word === 'belas') value += 10;
    else if (word === 'puluh') value *= 10;
    else if (/^(?:ratus|hundred|מאות)$/u.test(word)) value *= 100;
    else {
      const next = numberWord(word);
      if (next === null || value < 20 || value % 10 !== 0 || next < 1 || next >= 10) break;
      value += next;
    }
  }
  const addition = value >= 1 ? readAddition(tokens, end) : null;
  return addition === null ? { value, end } : { value: value + addition.value, end: addition.end };
}
