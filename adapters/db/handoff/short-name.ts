import { storable } from '#adapters/db/to-jsonb.ts';

const LONGEST = 100;

/** A colleague's name as it is kept: what comes from outside may be of any length and hold anything. */
export function shortName(name: string): string {
  return storable(name).slice(0, LONGEST).toWellFormed();
}
