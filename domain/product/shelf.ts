/** What is told of a catalogue that is too large to be told. */
export interface Shelf {
  /** How many products are on sale. */
  readonly size: number;
  /** The tags that most products have, the most frequent first. */
  readonly categories: readonly string[];
}

/** A shop with more products than this keeps them in the database; with fewer, in memory. */
export const LARGEST_IN_MEMORY = 200;
