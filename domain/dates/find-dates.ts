import { HALF_HOURS, readTime, TIME_PATTERNS, type TimeOfDay } from './find-times.ts';
import { alternatives, folded, pattern, place } from './patterns.ts';
import { MONTHS, NEXT_AFTER, NEXT_BEFORE, RELATIVE_DAYS, STRETCHES, WEEKDAYS } from './words.ts';

/** A day or an hour that a text names, with its place in the text. Resolved against "now" by `read-when.ts`. */
export type DateMention = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'relative'; readonly days: number }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly next: boolean }
  | { readonly kind: 'calendar'; readonly day: number; readonly month: number | null; readonly year: number | null }
  | { readonly kind: 'stretch'; readonly next: boolean; readonly weekend: boolean }
  | ({ readonly kind: 'time' } & TimeOfDay)
);

type Reader = (match: RegExpExecArray) => DateMention | null;

const HEBREW_IN = '(?:[בלומה]-?)?';

const DAY_READERS: readonly (readonly [RegExp, Reader])[] = [
  [pattern(`(\\d{4})-(\\d{2})-(\\d{2})`), (match) => calendar(match, match[3], Number(match[2]), Number(match[1]))],
  [
    pattern(`(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4}|\\d{2})`),
    (match) => inRange(calendar(match, match[1], Number(match[2]), fullYear(match[3]))),
  ],
  [
    pattern(`(?:on|tanggal|tgl|date|בתאריך|תאריך|ב-?)\\s*(\\d{1,2})[/.](\\d{1,2})`),
    (match) => inRange(calendar(match, match[1], Number(match[2]), null)),
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
  [
    pattern(`(?:in|within)\\s+(\\d{1,3})\\s+(day|week)s?`),
    (match) => relative(match, Number(match[1]) * (match[2] === 'week' ? 7 : 1)),
  ],
  [
    pattern(`בעוד\\s+(\\d{1,3})\\s+(ימים|שבועות)`),
    (match) => relative(match, Number(match[1]) * (match[2] === 'שבועות' ? 7 : 1)),
  ],
  [
    pattern(`(\\d{1,3})\\s+(hari|minggu)\\s+lagi`),
    (match) => relative(match, Number(match[1]) * (match[2] === 'minggu' ? 7 : 1)),
  ],
  [
    pattern(
      `(?:(${NEXT_BEFORE.join('|')}|on|this|hari)\\s+)?${HEBREW_IN}(${alternatives(Object.keys(WEEKDAYS))})'?(?:\\s+(${NEXT_AFTER.join('|')}))?`,
    ),
    weekday,
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

function weekday(match: RegExpExecArray): DateMention | null {
  const day = WEEKDAYS[folded(match[2])];
  if (day === undefined) return null;
  const next = NEXT_BEFORE.includes(match[1]?.toLowerCase() ?? '') || match[3] !== undefined;
  return { ...place(match), kind: 'weekday', weekday: day, next };
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

/** Two small figures with a stroke may be a fraction or a size; only what can be a day counts as one. */
function inRange(mention: DateMention & { readonly kind: 'calendar' }): DateMention | null {
  const { day, month } = mention;
  return day >= 1 && day <= 31 && month !== null && month >= 1 && month <= 12 ? mention : null;
}

function monthOf(word: string | undefined): number {
  return MONTHS[word?.toLowerCase() ?? ''] ?? 0;
}

function fullYear(word: string | undefined): number {
  const year = Number(word);
  return year < 100 ? 2_000 + year : year;
}
