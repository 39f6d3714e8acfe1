/** The sort key of a row: what a next page begins after. Its values are ours, as text. */
export type PageKey = readonly string[];

/** A page that is asked for. */
export interface PageRequest {
  /** Rows at most. */
  readonly limit: number;
  /** The key of the last row of the page before; null = from the beginning. */
  readonly after: PageKey | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Null = there is nothing behind this page. */
  readonly next: PageKey | null;
}
