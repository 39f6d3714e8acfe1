import type { Deadline } from '#domain/turn/receipt.ts';

/** Whose clock it is: a row of one tenant that knows by itself when something is due. */
export interface DeadlineRef extends Deadline {
  readonly tenantId: string;
}

/**
 * One kind of row with deadlines. The row is the truth and the workflow `deadline` only the clock, so every method looks
 * at the row as it is now and may be called again after a crash.
 */
export interface DeadlineSubject {
  /** When the row wants to be looked at next, ISO 8601 UTC (the past = now); null = never again. */
  next(tenantId: string, id: string): Promise<string | null>;
  /** Does what is due by now, and nothing when nothing is. */
  meet(tenantId: string, id: string): Promise<void>;
  /** Rows of all tenants whose time passed a minute ago or more: their clock was never started, or was lost. */
  overdue(most: number): Promise<readonly { readonly tenantId: string; readonly id: string }[]>;
}

/** Starts the clock of a row that has a deadline, or has it look again. */
export type WakeDeadline = (ref: DeadlineRef) => Promise<void>;
