/**
 * One thing a customer says: the words, the tool that must be called last (null = none), and what its arguments and the
 * reply must hold together, as `<arguments>\n<reply>`.
 */
export type Row = readonly [said: string, tool: string | null, holds: RegExp];

/** A talk with one shop, from the first message on. */
export interface Talk {
  readonly shop: string;
  readonly rows: readonly Row[];
}
