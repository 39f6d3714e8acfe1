import type { FieldProblem } from './product-input.ts';

/** A shop's catalogue at an address of its own, and how fetching it goes. */
export interface CatalogSource {
  readonly url: string;
  readonly everyMinutes: number;
  /** `waiting` until the first fetch; `failing`: the products of the last good copy stay on sale. */
  readonly state: 'waiting' | 'ok' | 'failing';
  /** When the last good copy was taken over, ISO 8601 UTC. */
  readonly fetchedAt: string | null;
  /** Products in it. */
  readonly products: number | null;
  /** Its rows that could not be read (the first 100). */
  readonly skipped: readonly { readonly row: number; readonly problems: readonly FieldProblem[] }[];
  readonly triedAt: string | null;
  /** Why the last try failed. */
  readonly error: string | null;
}

/** Shortest and longest time between two fetches. */
export const EVERY_MINUTES = { least: 5, most: 10_080, usual: 60 } as const;
