import type { NewResource } from './resource.ts';

const WEEK = 7 * 1440;

/** What is wrong with a resource as somebody wrote it down, one English sentence each; empty when it can be kept. */
export function checkResource(resource: NewResource): readonly string[] {
  const { opening, slotMinutes, priceRules } = resource;
  const problems: string[] = [];
  for (const { weekday, from, to } of opening) {
    if (to <= from) problems.push(`opening of weekday ${weekday}: it closes before it opens`);
    if (to - from > 1440) problems.push(`opening of weekday ${weekday}: longer than a day`);
    if (to - from < slotMinutes)
      problems.push(`opening of weekday ${weekday}: shorter than one slot of ${slotMinutes} minutes`);
  }
  if (overlaps(opening.map(({ weekday, from, to }) => [weekday * 1440 + from, weekday * 1440 + to] as const)))
    problems.push('opening: two stretches overlap');
  for (const [place, rule] of priceRules.entries()) {
    if (rule.to <= rule.from) problems.push(`price rule ${place + 1}: it ends before it begins`);
  }
  return problems;
}

/** Stretches of the week, minutes; the last may run into the first day of the next week. */
function overlaps(stretches: readonly (readonly [number, number])[]): boolean {
  const sorted = [...stretches].sort((left, right) => left[0] - right[0]);
  const first = sorted[0];
  if (first === undefined) return false;
  return sorted.some(([, end], place) => {
    const next = sorted[place + 1]?.[0] ?? first[0] + WEEK;
    return end > next;
  });
}
