import { STOPWORDS, UNITS } from '#adapters/models/offline/lexicon/all.ts';
import type { UnitKind } from '#adapters/models/offline/lexicon/types.ts';
import { prefixVariants } from '#adapters/models/offline/text/stem.ts';
import { isNumeric, type Token } from '#adapters/models/offline/text/tokens.ts';
import { readAddition, readNumber } from './numbers.ts';

/** An amount said at tokens `start` to `end` (exclusive). `unit` is null when none was said. */
export interface Quantity {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly unit: UnitKind | null;
  /** True when only "a" or "an" stood there. */
  readonly article?: boolean;
}

const SKIPPED_AFTER_NUMBER: ReadonlySet<string> = new Set(['a', 'an', 'of', 'the']);
const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'another']);
const RATES: ReadonlySet<string> = new Set(['per', 'every', 'לכל', 'ל', 'setiap', 'tiap', 'by', 'the', 'לפי', 'בכל']);
/** With one of these in the message "לקילו" is a rate ("per kilo"), else an amount ("to a kilo"). */
const PRICE_WORDS: ReadonlySet<string> = new Set(['כמה', 'עולה', 'עולים', 'מחיר', 'המחיר', 'שקל', 'שקלים', 'שח']);
const NO_AMOUNT_BEFORE: ReadonlySet<string> = new Set([
  'the',
  'this',
  'that',
  'which',
  'another',
  'other',
  'each',
  'every',
  'first',
  'second',
  'third',
  'last',
  'no',
  'any',
  'good',
  'best',
  'large',
  'small',
  'big',
]);
/** What is counted before these are guests, years or hours, not things to buy. */
const COUNTS_OTHERS =
  /^(?:people|persons?|ppl|guests?|kids?|children|child|adults?|friends|colleagues|pax|heads|years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|am|pm|oclock|orang|anak|tamu|dewasa|teman|tahun|bulan|minggu|hari|jam|menit|(?:ה|ל)?(?:אנשים|ילדים|מבוגרים|אורחים|סועדים|איש|חברים)|שנים|שנה|חודשים|שבועות|ימים|שעות|שעה|דקות)$/u;
/** A number after these tells which, not how many: "size 42", "ukuran 42". */
const NAMES_A_NUMBER =
  /^(?:sizes?|ukuran|nomor|nomer|no|number|spf|umur|usia|ages?|aged|room|table|level|code|kode|גודל|מידה|במידה|גיל|בגיל|בן|בת|מספר)$/u;
const LARGEST = 100_000;

/** All amounts of a message, in order. `masked` positions are not read. */
export function findQuantities(tokens: readonly Token[], masked: ReadonlySet<number>): readonly Quantity[] {
  const found: Quantity[] = [];
  for (let position = 0; position < tokens.length;) {
    const quantity = masked.has(position) ? null : readQuantity(tokens, position);
    const free =
      quantity !== null &&
      !range(quantity).some((index) => masked.has(index)) &&
      (masked.has(quantity.end) || !COUNTS_OTHERS.test(tokens[quantity.end]?.text ?? ''));
    if (free && quantity.value > 0 && quantity.value <= LARGEST) found.push(quantity);
    position = free ? quantity.end : position + 1;
  }
  return found;
}

function range(quantity: Quantity): readonly number[] {
  return Array.from({ length: quantity.end - quantity.start }, (_, offset) => quantity.start + offset);
}

function readQuantity(tokens: readonly Token[], start: number): Quantity | null {
  return readCounted(tokens, start) ?? readBareUnit(tokens, start);
}

function readCounted(tokens: readonly Token[], start: number): Quantity | null {
  const number = readNumber(tokens, start);
  if (number === null || !isAmount(tokens, start)) return null;
  let end = number.end;
  if (SKIPPED_AFTER_NUMBER.has(tokens[end]?.text ?? '') && unitAt(tokens, end + 1) !== null) end += 1;
  const unit = unitAt(tokens, end);
  if (unit === null)
    return { start, end: number.end, value: grouped(tokens[start]?.text ?? '', number.value, null), unit: null };
  end += 1;
  const value = grouped(tokens[start]?.text ?? '', number.value, unit) * (tokens[end - 1]?.text === 'ons' ? 100 : 1);
  const addition = value >= 1 && unit !== 'g' ? readAddition(tokens, end) : null;
  if (addition !== null) return { start, end: addition.end, value: value + addition.value, unit };
  return { start, end, value, unit };
}

/** "1.000 gram" is a thousand grams; "1.000 kg" is read as one. */
function grouped(word: string, value: number, unit: UnitKind | null): number {
  return (unit === 'g' || unit === 'ml') && /^\d{1,3}[.,]\d{3}$/u.test(word)
    ? Number(word.replace(/[.,]/u, ''))
    : value;
}

/** Digits after "#" or a currency sign, and numbers of six digits and more, are no amounts. */
function isAmount(tokens: readonly Token[], start: number): boolean {
  const token = tokens[start];
  if (token === undefined || (token.text === 'one' && isPronoun(tokens, start))) return false;
  if (NAMES_A_NUMBER.test(tokens[start - 1]?.text ?? '')) return false;
  return !(
    isNumeric(token.text) &&
    (/[#$₪€£]\s*$|\s[-−]$/u.test(token.gap) ||
      (start === 0 && /^[-−]$/u.test(token.gap)) ||
      (token.text.length > 5 && !/[.,]/u.test(token.text)))
  );
}

/** "the butter one", "which one": the word stands for a product, not for an amount. */
function isPronoun(tokens: readonly Token[], start: number): boolean {
  const previous = tokens[start - 1]?.text;
  if (previous === undefined || unitAt(tokens, start + 1) !== null) return false;
  return NO_AMOUNT_BEFORE.has(previous) || !STOPWORDS.has(previous);
}

/** "a kilo", "קילו פסטרמה", "sekilo": one of the unit, when no number stands there. */
function readBareUnit(tokens: readonly Token[], start: number): Quantity | null {
  const word = tokens[start]?.text ?? '';
  const joined = /^se(?:\p{L}{3,})$/u.test(word) ? UNITS.get(word.slice(2)) : undefined;
  if (joined !== undefined) return withAddition(tokens, { start, end: start + 1, value: 1, unit: joined });
  if (ARTICLES.has(word) && unitAt(tokens, start + 1) !== null)
    return withAddition(tokens, { start, end: start + 2, value: 1, unit: unitAt(tokens, start + 1) });
  const unit = unitAt(tokens, start);
  const previous = tokens[start - 1]?.text ?? '';
  const counted = unit === 'container' && /^(?:של|of)$/u.test(tokens[start + 1]?.text ?? '');
  const measured = unit === 'kg' || unit === 'l' || unit === 'dozen' || counted;
  const rate = word.startsWith('ל') && word !== 'ליטר' && tokens.some((token) => PRICE_WORDS.has(token.text));
  if (!measured || RATES.has(previous) || rate) return null;
  return withAddition(tokens, { start, end: start + 1, value: 1, unit });
}

function withAddition(tokens: readonly Token[], quantity: Quantity): Quantity {
  const addition = readAddition(tokens, quantity.end);
  return addition === null ? quantity : { ...quantity, value: quantity.value + addition.value, end: addition.end };
}

function unitAt(tokens: readonly Token[], position: number): UnitKind | null {
  const word = tokens[position]?.text;
  if (word === undefined) return null;
  for (const variant of prefixVariants(word).slice(0, 2)) {
    const unit = UNITS.get(variant);
    if (unit !== undefined) return unit;
  }
  return null;
}
