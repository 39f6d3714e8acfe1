import { InvalidInput } from '#domain/errors.ts';
import type { DeadlineRef, DeadlineSubject } from '#domain/deadline.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { withHeartbeat } from '#activities/with-heartbeat.ts';
import { createDeadlineSubjects } from './registry.ts';

/** A moment in the database; run as a local activity. */
export interface DeadlineClockActivities {
  /** See `DeadlineSubject.next`. */
  nextDeadline(ref: DeadlineRef): Promise<string | null>;
}

export interface DeadlineActivities {
  meetDeadline(ref: DeadlineRef): Promise<void>;
  /** Wakes the clocks of rows that are overdue; answers how many. */
  sweepDeadlines(): Promise<number>;
}

/** Clocks that one sweep starts for each subject; the next sweep takes the others. */
const SWEPT = 500;

export function createDeadlineActivities(deps: ActivityDeps): {
  readonly clock: DeadlineClockActivities;
  readonly deadlines: DeadlineActivities;
} {
  const subjects = createDeadlineSubjects(deps);
  const subjectOf = ({ subject }: DeadlineRef): DeadlineSubject => {
    const found = subjects[subject];
    if (found === undefined) throw new InvalidInput(`deadline: there is no subject "${String(subject)}"`);
    return found;
  };
  return {
    clock: { nextDeadline: (ref) => subjectOf(ref).next(ref.tenantId, ref.id) },
    deadlines: {
      meetDeadline: (ref) => withHeartbeat(() => subjectOf(ref).meet(ref.tenantId, ref.id)),
      async sweepDeadlines() {
        let woken = 0;
        for (const subject of Object.keys(subjects) as (keyof typeof subjects)[]) {
          for (const row of (await subjects[subject]?.overdue(SWEPT)) ?? []) {
            await deps.wakeDeadline({ ...row, subject });
            woken += 1;
          }
        }
        return woken;
      },
    },
  };
}
