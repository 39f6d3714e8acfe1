import { findDates } from '#domain/dates/find-dates.ts';

/** Said of a delivery that is none: the customer comes for it. */
const PICKUP =
  /(?<![\p{L}])(?:(?:pick (?:it|them|this|that) up|pick up|collect (?:it|them|this|myself)|pickup)|איסוף עצמי|(?:אאסוף|אבוא לקחת|אקח לבד)|ambil sendiri|jemput sendiri)(?![\p{L}])/iu;

/** "besok pagi", "מחר בבוקר": what part of the day named before it. */
const PART_OF_DAY =
  /^\s+(?:di |in the |around )?(?:pagi|siang|sore|malam|morning|noon|lunchtime|afternoon|evening|night|בבוקר|בצהריים|אחר הצהריים|אחה"צ|בערב|בלילה)(?![\p{L}])/iu;

/**
 * When and how the customer wants it, in their own words ("saturday, pickup"), for the order's note; null when they say
 * nothing of the kind.
 */
export function wishesIn(text: string): string | null {
  const dates = findDates(text)
    .toSorted((left, right) => left.start - right.start)
    .map((date) => `${text.slice(date.start, date.end)}${PART_OF_DAY.exec(text.slice(date.end))?.[0] ?? ''}`.trim());
  const pickup = PICKUP.exec(text)?.[0].trim();
  const wishes = [...new Set([...dates, ...(pickup === undefined ? [] : [pickup])])];
  return wishes.length === 0 ? null : wishes.join(', ');
}
