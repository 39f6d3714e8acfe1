import { HALF_HOURS, readTime, TIME_PATTERNS, type TimeOfDay } from './find-times.ts';
import { alternatives, folded, pattern, place } from './patterns.ts';
import { HOURS, MONTHS, NEXT_AFTER, NEXT_BEFORE, RELATIVE_DAYS, SHORT_WEEKDAYS, STRETCHES, WEEKDAYS } from './words.ts';

/** A day or an hour that a text names, with its place in the text. Resolved against "now" by `read-when.ts`. */
export type DateMention = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'relative'; readonly days: number }
  | ({ readonly kind: 'weekday' } & SaidWeekday)
  | { readonly kind: 'calendar'; readonly day: number; readonly month: number | null; readonly year: number | null }
  /** "The 5th of next month"; months from now. */
  | { readonly kind: 'monthday'; readonly day: number; readonly months: number }
  | { readonly kind: 'stretch'; readonly next: boolean; readonly weekend: boolean }
  | ({ readonly kind: 'time' } & TimeOfDay)
);

export interface SaidWeekday {
  readonly weekday: number;
  /** "Next Friday", which may be either of two. */
  readonly next: boolean;
  /** "Friday next week": weeks from this one. */
  readonly week: number | null;
  /** "A week from Friday". */
  readonly weekLater: boolean;
  /** "Malam Jumat": the night before Friday to most, Friday night to some. */
  readonly eve: boolean;
}

type Reader = (match: RegExpExecArray) => DateMention | null;

const HEBREW_IN = '(?:[בלומה]-?)?';
const WEEKDAY = `${HEBREW_IN}(${alternatives(Object.keys(WEEKDAYS))})'?`;
const SHORT_WEEKDAY = `(${alternatives(Object.keys(SHORT_WEEKDAYS))})\\.?`;
const THIS_WEEK = 'this\\s+week|minggu\\s+ini|pekan\\s+ini|השבוע';
const NEXT_WEEK = 'next\\s+week|minggu\\s+depan|pekan\\s+depan|(?:ב?שבוע\\s+הבא)';
const COUNT = `\\d{1,3}|${alternatives(Object.keys(HOURS))}`;
const HOUR_WORDS = 'morning|afternoon|evening|night|jam|jm|pukul|pkl|pagi|siang|sore|malam|malem|tanggal|tgl';
/** Behind a short word: it is a day. */
const BEFORE_HOUR = `(?=\\s*,?\\s*(?:(?:at\\s+|around\\s+|from\\s+)?\\d|(?:${HOUR_WORDS})(?!\\p{L})))`;
/** Behind "23rd". */
const GOES_ON = `(?=\\s*(?:$|[,.;!?]|\\d|(?:at|around|from|for|in\\s+the|please|${HOUR_WORDS})(?!\\p{L})))`;

const DAY_READERS: readonly (readonly [RegExp, Reader])[] = [
  [pattern(`(\\d{4})-(\\d{2})-(\\d{2})`), (match) => calendar(match, match[3], Number(match[2]), Number(match[1]))],
  [
    pattern(`(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4}|\\d{2})`),
    (match) => dayAndMonth(match, match[1], match[2], fullYear(match[3])),
  ],
  [
    pattern(`(?<!-)(\\d{1,2})-(\\d{1,2})-(\\d{4})(?!-)`),
    (match) => dayAndMonth(match, match[1], match[2], fullYear(match[3])),
  ],
  [
    pattern(`(?:on|tanggal|tgl|date|בתאריך|תאריך|ב-?)\\s*(\\d{1,2})[/.](\\d{1,2})`),
    (match) => dayAndMonth(match, match[1], match[2], null),
  ],
  // Without a word before it only what can't be a fraction ("1/2 kilo"), a number of a street or "24/7".
  [
    pattern(`(?<!(?:rt|rw|no|jl)\\.?\\s*)(?!24/7)(\\d{1,2})/(\\d{1,2})(?!/)`),
    (match) => (Number(match[1]) > 12 ? dayAndMonth(match, match[1], match[2], null) : null),
  ],
  [
    pattern(
      `(?:(?:on\\s+)?the\\s+|tanggal\\s*|tgl\\s*)(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(next\\s+month|bulan\\s+depan|this\\s+month|bulan\\s+ini)`,
    ),
    (match) => ({
      ...place(match),
      kind: 'monthday',
      day: Number(match[1]),
      months: /next|depan/iu.test(match[2] ?? '') ? 1 : 0,
    }),
  ],
  [
    pattern(`(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+|ב)?(${alternatives(Object.keys(MONTHS))})(?:\\s+(\\d{4}))?`),
    (match) => calendar(match, match[1], monthOf(match[2]), match[3] === undefined ? null : Number(match[3])),
  ],
  [
    pattern(`(${alternatives(Object.keys(MONTHS))})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?(?![:.]\\d)`),
    (match) => calendar(match, match[2], monthOf(match[1]), match[3] === undefined ? null : Number(match[3])),
  ],
  [
    pattern(`(?:on\\s+the|tanggal|tgl|בתאריך|ב-?)\\s*(\\d{1,2})(?:st|nd|rd|th|\\s+לחודש|\\s+בחודש)`),
    (match) => calendar(match, match[1], null, null),
  ],
  [pattern(`(?:tanggal|tgl)\\s*(\\d{1,2})`), (match) => calendar(match, match[1], null, null)],
  // "The 2nd, please" is a choice.
  [
    pattern(`(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)${GOES_ON}`),
    (match) => (Number(match[1]) > 3 ? calendar(match, match[1], null, null) : null),
  ],
  [pattern(`(?:in|within)\\s+(${COUNT}|an?)\\s+(day|week)s?`), (match) => relative(match, daysOf(match[1], match[2]))],
  [
    pattern(`(${COUNT}|a)\\s+(day|week)s?\\s+from\\s+(today|now|tomorrow)`),
    (match) => relative(match, daysOf(match[1], match[2]) + (folded(match[3]) === 'tomorrow' ? 1 : 0)),
  ],
  [pattern(`בעוד\\s+(\\d{1,3})\\s+(ימים|שבועות)`), (match) => relative(match, daysOf(match[1], match[2]))],
  [pattern(`(${COUNT})\\s+(hari|minggu)\\s+lagi`), (match) => relative(match, daysOf(match[1], match[2]))],
  [pattern('seminggu\\s+lagi'), (match) => relative(match, 7)],
  [
    pattern(`(?:(?:on|hari)\\s+)?${WEEKDAY}\\s*,?\\s*(?:in\\s+|of\\s+)?(?:(${THIS_WEEK})|(${NEXT_WEEK}))`),
    (match) => weekday(match, match[1], { week: match[3] === undefined ? 0 : 1 }),
  ],
  [
    pattern(`(?:(${THIS_WEEK})|(${NEXT_WEEK}))\\s*,?\\s*(?:on\\s+|hari\\s+)?${WEEKDAY}`),
    (match) => weekday(match, match[3], { week: match[2] === undefined ? 0 : 1 }),
  ],
  [
    pattern(`(?:a\\s+week\\s+(?:from|on|after)\\s+${WEEKDAY}|${WEEKDAY}\\s+week)`),
    (match) => weekday(match, match[1] ?? match[2], { weekLater: true }),
  ],
  [
    pattern(`(?:(${NEXT_BEFORE.join('|')}|on|this|hari)\\s+)?${WEEKDAY}(?:\\s+(${NEXT_AFTER.join('|')}))?`),
    (match) => weekday(match, match[2], { next: isNext(match[1]) || match[3] !== undefined }),
  ],
  [
    pattern('(?<=mal[ae]m\\s+)minggu(?:\\s+(depan))?'),
    (match) => weekday(match, 'sabtu', { next: match[1] !== undefined, eve: false }),
  ],
  [
    pattern(`(${NEXT_BEFORE.join('|')}|on|this)\\s+${SHORT_WEEKDAY}`),
    (match) => weekday(match, match[2], { next: isNext(match[1]) }),
  ],
  [pattern(`^\\s*${SHORT_WEEKDAY}\\s*$`), (match) => weekday(match, match[1], {})],
  [
    pattern(`(?!(?<=(?:${COUNT}|tiap|per)\\s*)minggu)${SHORT_WEEKDAY}${BEFORE_HOUR}`),
    (match) => weekday(match, match[1], {}),
  ],
  [
    pattern(`(?:on\\s+|di\\s+|pada\\s+)?${HEBREW_IN}(${alternatives(Object.keys(STRETCHES))})`),
    (match) => {
      const stretch = STRETCHES[folded(match[1])];
      return stretch ? { ...place(match), kind: 'stretch', ...stretch } : null;
    },
  ],
  [
    pattern(`${HEBREW_IN}(${alternatives(Object.keys(RELATIVE_DAYS))})`),
    (match) => relative(match, RELATIVE_DAYS[folded(match[1])] ?? 0),
  ],
];

const TIME_READERS: readonly (readonly [RegExp, Reader])[] = [...HALF_HOURS, ...TIME_PATTERNS].map(
  ([regexp, read]): readonly [RegExp, Reader] => [
    regexp,
    (match) => {
      const time = readTime(read(match));
      return time && { ...place(match), kind: 'time', ...time };
    },
  ],
);

const READERS = [...DAY_READERS, ...TIME_READERS];

/** Days and hours in the text, longest reading first, in the order of the text; none overlaps another. */
export function findDates(text: string): readonly DateMention[] {
  const found: DateMention[] = [];
  for (const [regexp, read] of READERS) {
    for (const match of text.matchAll(regexp)) {
      const mention = read(match);
      if (mention !== null && !found.some((other) => mention.start < other.end && other.start < mention.end))
        found.push(mention);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function relative(match: RegExpExecArray, days: number): DateMention {
  return { ...place(match), kind: 'relative', days };
}

function weekday(match: RegExpExecArray, word: string | undefined, said: Partial<SaidWeekday>): DateMention | null {
  const name = folded(word);
  const day = WEEKDAYS[name] ?? SHORT_WEEKDAYS[name];
  if (day === undefined) return null;
  const eve = /(?<!\p{L})mal[ae]m\s+$/iu.test(match.input.slice(0, match.index)) && !/^hari/iu.test(match[0]);
  return { ...place(match), kind: 'weekday', weekday: day, next: false, week: null, weekLater: false, eve, ...said };
}

function isNext(word: string | undefined): boolean {
  return NEXT_BEFORE.includes(word?.toLowerCase() ?? '');
}

function daysOf(count: string | undefined, unit: string | undefined): number {
  const said = folded(count);
  const number = /^an?$/u.test(said) ? 1 : (HOURS[said] ?? Number(said));
  return number * (/^(?:week|minggu|שבועות)$/u.test(folded(unit)) ? 7 : 1);
}

/** Days that no month has are kept: "31 February" was meant as a day, and is refused as one. */
function calendar(
  match: RegExpExecArray,
  day: string | undefined,
  month: number | null,
  year: number | null,
): DateMention & { readonly kind: 'calendar' } {
  return { ...place(match), kind: 'calendar', day: Number(day), month, year };
}

/** Day first, but where only the other way makes a day ("12/25"). Two figures that make none are a fraction or a size. */
function dayAndMonth(
  match: RegExpExecArray,
  first: string | undefined,
  second: string | undefined,
  year: number | null,
): DateMention | null {
  const [one, other] = [Number(first), Number(second)];
  const [day, month] = other > 12 && one <= 12 ? [other, one] : [one, other];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? calendar(match, String(day), month, year) : null;
}

function monthOf(word: string | undefined): number {
  return MONTHS[word?.toLowerCase() ?? ''] ?? 0;
}

function fullYear(word: string | undefined): number {
  const year = Number(word);
  return year < 100 ? 2_000 + year : year;
}
