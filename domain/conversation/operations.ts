/** A step of a conversation that has not come to its end. */
export interface PendingStep {
  readonly name: string;
  readonly attempt: number;
  /** Type of the last failure, e.g. `ChannelUnavailable`; null while it runs for the first time. */
  readonly failure: string | null;
  /** When it is tried again, ISO 8601; null while it runs. */
  readonly nextAt: string | null;
}

/** What an operator sees of a conversation's run. */
export interface RunState {
  readonly workflowId: string;
  readonly runId: string;
  /** `RUNNING`, `COMPLETED`, `TERMINATED`, … */
  readonly status: string;
  readonly events: number;
  readonly pending: readonly PendingStep[];
}

/** What operators do with runs that do not go on by themselves; every method throws NotFound when there is no run. */
export interface RunOperations {
  look(workflowId: string): Promise<RunState>;
  /** Tries every step that waits for its next attempt at once. @returns their names */
  retry(workflowId: string): Promise<readonly string[]>;
  /** Has the run end by itself; what waits goes to a new one. */
  end(workflowId: string): Promise<void>;
  /** Begins again at the last finished workflow task before `eventId`; without it, at the latest one that can be had. @returns the new run */
  reset(workflowId: string, reason: string, eventId?: number): Promise<string>;
  terminate(workflowId: string, reason: string): Promise<void>;
  /** Signals of the latest run, as they came in, those it was begun with first. */
  signals(workflowId: string): Promise<readonly unknown[]>;
}

/** Messages that were given up, newest first; never what they say. */
export interface DeadLetter {
  readonly id: string;
  readonly workflowId: string;
  readonly messageIds: readonly string[];
  readonly reason: string;
  readonly createdAt: string;
  readonly replayedAt: string | null;
}
