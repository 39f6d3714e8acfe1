import { localTime } from '#domain/time/local-time.ts';

/** A period of time, ISO 8601; the end is not part of it. */
export interface Period {
  readonly starts_at: string;
  readonly ends_at: string;
}

/** The part of a period that lies on one local day, in minutes of its wall clock. */
export interface Segment {
  readonly day: string;
  readonly from: number;
  /** At most 1440. */
  readonly to: number;
}

/** What of a period is seen on these local days. */
export function segmentsOf({ starts_at, ends_at }: Period, days: readonly string[], timeZone: string): Segment[] {
  const [start, end] = [localTime(starts_at, timeZone), localTime(ends_at, timeZone)];
  return days.flatMap((day) => {
    if (day < start.date || day > end.date) return [];
    const from = day === start.date ? start.minute : 0;
    const to = day === end.date ? end.minute : 1440;
    return to > from ? [{ day, from, to }] : [];
  });
}

/** Where a block stands beside those that overlap it. */
export interface Lane {
  readonly lane: number;
  /** Lanes of its group: blocks that overlap one another, directly or through others. */
  readonly lanes: number;
}

/** Puts overlapping blocks of one column side by side; answers one lane for each block, in their order. */
export function lanesOf(blocks: readonly { readonly from: number; readonly to: number }[]): readonly Lane[] {
  const order = [...blocks.keys()].toSorted((a, b) => startOf(blocks, a) - startOf(blocks, b));
  const lanes: Lane[] = blocks.map(() => ({ lane: 0, lanes: 1 }));
  let group: number[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const index of group) lanes[index] = { lane: lanes[index]?.lane ?? 0, lanes: ends.length };
    group = [];
    ends = [];
  };
  for (const index of order) {
    const block = blocks[index];
    if (block === undefined) continue;
    if (ends.every((end) => end <= block.from)) close();
    const free = ends.findIndex((end) => end <= block.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = block.to;
    lanes[index] = { lane, lanes: 1 };
    group.push(index);
  }
  close();
  return lanes;
}

function startOf(blocks: readonly { readonly from: number }[], index: number): number {
  return blocks[index]?.from ?? 0;
}

const USUAL = { from: 8 * 60, to: 20 * 60 };

/** The hours a calendar shows: from the first opening to the last closing, and around all that stands outside of them. */
export function hoursOf(
  opening: readonly { readonly from: string; readonly to: string }[],
  blocks: readonly { readonly from: number; readonly to: number }[],
): readonly number[] {
  const spans = [
    ...opening.map(({ from, to }) => ({
      from: minuteOf(from),
      to: minuteOf(to) > minuteOf(from) ? minuteOf(to) : 1440,
    })),
    ...blocks,
  ];
  const shown = spans.length === 0 ? [USUAL] : spans;
  const first = Math.floor(Math.min(...shown.map(({ from }) => from)) / 60);
  const last = Math.ceil(Math.max(...shown.map(({ to }) => to)) / 60);
  return Array.from({ length: Math.max(1, last - first) }, (_, index) => first + index);
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
