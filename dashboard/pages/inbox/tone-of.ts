import type { Tone } from '#dashboard/components/status-badge.tsx';

const GOOD = new Set(['confirmed', 'delivered']);
const BAD = new Set(['cancelled', 'expired']);

/** What the status of an order or booking means for somebody who talks to its customer. */
export function toneOf(status: string): Tone {
  if (GOOD.has(status)) return 'good';
  return BAD.has(status) ? 'bad' : 'waiting';
}
