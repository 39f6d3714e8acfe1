/** A promise with its figure. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** What the value may be at most (`<=`) or must be at least (`>=`). */
  readonly limit: number;
  readonly direction: '<=' | '>=';
  /** Printed behind the figures. */
  readonly unit: string;
}

/** What one bench found. */
export interface Outcome {
  /** Printable tables, in order. */
  readonly tables: readonly Table[];
  readonly bars: readonly Bar[];
  /** Broken invariants, one sentence each; any makes the run fail. */
  readonly violations: readonly string[];
  /** What is printed when nothing broke; empty = nothing. */
  readonly kept?: string;
  /** Everything measured, for `--json`. */
  readonly data: unknown;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A bar without a figure is missed: nothing was measured. */
export function holds(bar: Bar): boolean {
  return bar.direction === '<=' ? bar.value <= bar.limit : bar.value >= bar.limit;
}
