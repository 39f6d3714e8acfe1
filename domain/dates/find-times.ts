import { alternatives, folded, pattern } from './patterns.ts';
import { HOURS, PARTS, type PartOfDay } from './words.ts';

/** An hour as it was said. */
export interface TimeOfDay {
  /** 0 to 24 (24 = the end of the day). */
  readonly hour: number;
  readonly minute: number;
  /** False when it may as well mean twelve hours later: "at 7". */
  readonly certain: boolean;
  /** Where a stretch ends: "from 7 to 9 pm". */
  readonly until: { readonly hour: number; readonly minute: number } | null;
}

/** The pieces of a said hour, as matched. */
export interface SaidTime {
  readonly hour: string | undefined;
  readonly minute?: string | undefined;
  readonly part?: string | undefined;
  /** Half an hour earlier ("setengah delapan") or later ("half past seven"), minutes. */
  readonly shift?: number;
  readonly until?: SaidTime;
}

type Pieces = (match: RegExpExecArray) => SaidTime | null;

const PART = alternatives(Object.keys(PARTS));
const HOUR = `\\d{1,2}|${alternatives(Object.keys(HOURS))}`;
const AT = '(?:at|by|around|from|between|jam|jm|pukul|pkl|dari\\s+jam|mulai\\s+jam|בשעה|משעה|בסביבות|בין|מ-?|ב-?)';
const AT_SURE = '(?:at|around|from|jam|jm|pukul|pkl|בשעה|ב-)';
const TO = '\\s*(?:-|–|to|till|until|and|sampai|sampe|smp|s/d|sd|hingga|עד|ל-?)\\s*(?:jam\\s*|pukul\\s*|שעה\\s*|-)?';
const IN_THE = '(?:\\s*(?:in\\s+the\\s+|at\\s+)?';
/** What makes a bare figure an amount: "at 5 kg", "jam 5 ribu". */
const NO_AMOUNT =
  '(?!\\s*(?:[.,:]\\d|[$₪€£%]|kg|g|gr|gram|kilo|pcs|pieces|people|orang|dollars|shekels|nis|קילו|גרם|שקל|ribu|rb))';

export const TIME_PATTERNS: readonly (readonly [RegExp, Pieces])[] = [
  // from 7 to 9 pm, jam 19.00-21.00, 7-9 malam
  [
    pattern(
      `(${AT}\\s*)?(${HOUR})(?:[:.](\\d{2}))?${IN_THE}(${PART}))?${TO}(${HOUR})(?:[:.](\\d{2}))?${IN_THE}(${PART}))?${NO_AMOUNT}`,
    ),
    (match) => {
      const [, at, hour, minute, part, untilHour, untilMinute, untilPart] = match;
      const isTime = (at !== undefined && /\p{L}{2}/u.test(at)) || part !== undefined || untilPart !== undefined;
      if (!isTime && (minute === undefined || untilMinute === undefined)) return null;
      const until = { hour: untilHour, minute: untilMinute, part: untilPart ?? part };
      return { hour, minute, part: part ?? untilPart, until };
    },
  ],
  // 17:30, jam 5.30 sore
  [
    pattern(`(${AT}\\s*)?(\\d{1,2})[:.](\\d{2})${IN_THE}(${PART}))?`),
    (match) =>
      match[1] !== undefined || match[0].includes(':') || match[4] !== undefined
        ? { hour: match[2], minute: match[3], part: match[4] }
        : null,
  ],
  [
    pattern(`(?:(?:at|around|by|jam|pukul)\\s*)?(\\d{1,2})\\s*(am|pm|a\\.m\\.|p\\.m\\.)`),
    (match) => ({ hour: match[1], part: match[2] }),
  ],
  [pattern(`(?:${AT_SURE}|ב-?)\\s*(${HOUR})${IN_THE}(${PART}))`), (match) => ({ hour: match[1], part: match[2] })],
  [
    pattern(`(\\d{1,2})\\s*(malam|malem|mlm|pagi|siang|sore|petang|dini\\s+hari|בערב|בבוקר|בלילה|אחה"צ)`),
    (match) => ({ hour: match[1], part: match[2] }),
  ],
  [pattern(`(?:at|jam|jm|pukul|pkl|בשעה)\\s*(${HOUR})${NO_AMOUNT}`), (match) => ({ hour: match[1] })],
];

/** Hours said with a half, and those with a name. */
export const HALF_HOURS: readonly (readonly [RegExp, Pieces])[] = [
  // "Setengah delapan" is half past seven.
  [
    pattern(`(?:jam\\s*|pukul\\s*)?(?:setengah|stengah)\\s*(${HOUR})(?:\\s*(${PART}))?${NO_AMOUNT}`),
    (match) => shifted(match, -30),
  ],
  [
    pattern(
      `(?:jam|jm|pukul|pkl)\\s*(${HOUR})\\s+(lewat|lebih|kurang)\\s+(\\d{1,2}|seperempat)(?:\\s*menit)?(?:\\s*(${PART}))?`,
    ),
    ([, hour, side, minutes, part]) => beside(hour, side === 'kurang', minutes, part),
  ],
  [
    // "5 to 8" is a stretch.
    pattern(`(?:at\\s*)?(?:a\\s+)?(quarter\\s+to|quarter\\s+past|\\d{1,2}\\s+past)\\s+(${HOUR})${IN_THE}(${PART}))?`),
    ([, minutes, hour, part]) => beside(hour, minutes?.endsWith('to') === true, minutes, part),
  ],
  [
    pattern(`(?:ב|בשעה\\s*)(${HOUR})\\s+(וחצי|ורבע)(?:\\s*(${PART}))?`),
    ([, hour, side, part]) => ({ hour, part, shift: side === 'וחצי' ? 30 : 15 }),
  ],
  [pattern(`ב?רבע\\s+ל-?(${HOUR})(?:\\s*(${PART}))?`), (match) => shifted(match, -15)],
  [pattern(`(?:at\\s*)?half\\s+past\\s+(${HOUR})(?:\\s*${IN_THE}(${PART})))?`), (match) => shifted(match, 30)],
  [pattern(`(?:at\\s+|jam\\s+|ב)?(noon|midday|tengah\\s+hari|צהריים)`), () => ({ hour: '12', part: 'pm' })],
  [pattern(`(?:at\\s+|jam\\s+|ב)?(midnight|tengah\\s+malam|חצות)`), () => ({ hour: '12', part: 'night' })],
];

/** "8 kurang 15", "quarter past seven". */
function beside(
  hour: string | undefined,
  isBefore: boolean,
  said: string | undefined,
  part: string | undefined,
): SaidTime {
  const figure = /^\d{1,2}/u.exec(said ?? '')?.[0];
  const minutes = figure === undefined ? 15 : Number(figure);
  return { hour, part, shift: isBefore ? -minutes : minutes };
}

function shifted(match: RegExpExecArray, shift: number): SaidTime {
  return { hour: match[1], part: match[2], shift };
}

/** The hour that was said, or null when no clock shows it. */
export function readTime(said: SaidTime | null): TimeOfDay | null {
  const start = said && hourOf(said);
  if (!said || !start) return null;
  const end = said.until ? hourOf(said.until) : null;
  if (said.until && !end) return null;
  if (!end) return { ...start, until: null };
  // "7 to 9": the end is the first such hour after the start.
  const from = start.hour * 60 + start.minute;
  let to = end.hour * 60 + end.minute;
  if (to <= from && to + 720 > from && !end.certain) to += 720;
  return { ...start, until: { hour: Math.floor(to / 60), minute: to % 60 } };
}

function hourOf(said: SaidTime): { hour: number; minute: number; certain: boolean } | null {
  const figure = said.hour ?? '';
  const spoken = HOURS[folded(figure)] ?? Number(figure);
  const minute = Number(said.minute ?? 0);
  if (!(spoken <= 24) || minute > 59 || (spoken === 24 && minute > 0)) return null;
  const part = PARTS[folded(said.part)];
  const hour = part === undefined ? spoken : inPart(spoken, part, /^p\.?m/iu.test(said.part ?? ''));
  const exact = /^(?:0\d|1\d|2\d)$/u.test(figure) && said.minute !== undefined;
  const certain = part !== undefined || exact || spoken === 0 || spoken > 12 || /^0\d/u.test(figure);
  const total = hour * 60 + minute + (said.shift ?? 0);
  if (total < 0 || total > 1440) return null;
  return { hour: Math.floor(total / 60), minute: total % 60, certain };
}

/** Hours above twelve speak for themselves. */
function inPart(hour: number, part: PartOfDay, isPm: boolean): number {
  if (hour > 12 || hour === 0) return hour;
  if (isPm) return hour === 12 ? 12 : hour + 12;
  switch (part) {
    case 'morning':
      return hour === 12 ? 0 : hour;
    case 'noon':
      return hour >= 10 ? hour : hour + 12;
    case 'afternoon':
    case 'evening':
      return hour === 12 ? (part === 'evening' ? 24 : 12) : hour + 12;
    case 'night':
      if (hour === 12) return 24;
      return hour <= 4 ? hour : hour + 12;
  }
}
