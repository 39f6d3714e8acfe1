import {
  ApplicationFailure,
  condition,
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { DeadlineActivities, DeadlineClockActivities } from '#activities/index.ts';
import { changedSignal } from './deadline-messages.ts';
import type { DeadlineRef } from '#domain/deadline.ts';
import { queuesOf } from './messages.ts';

/** A row that stays due after it was met is looked at again after this long, then twice as long, up to the longest. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
/** Rounds of one run: some ten events each. */
const ROUNDS_PER_RUN = 200;

/**
 * The clock of one row with deadlines (a hold that expires, a reminder, an unpaid page). Truth is in the row: the clock
 * asks it when, waits for that or for the signal that the row has changed, has the due thing done, and asks again. Ends
 * when nothing will be due any more. Should it fail, the sweep starts it anew.
 */
export async function deadline(start: DeadlineRef): Promise<void> {
  if (!isStart(start)) throw ApplicationFailure.nonRetryable('the input is not a deadline start', 'InvalidInput');
  const { nextDeadline, meetDeadline } = createClock();
  let changed = false;
  setHandler(changedSignal, () => {
    changed = true;
  });

  let met: string | undefined;
  let pause = FIRST_PAUSE_MS;
  for (let round = 1; ; round += 1) {
    changed = false;
    const at = await nextDeadline(start);
    setCurrentDetails(at === null ? 'nothing is due any more' : `next look: ${at}`);
    if (at === null) {
      if (isSet()) continue;
      return;
    }
    const wait = Date.parse(at) - Date.now();
    if (wait > 0 && (await condition(isSet, wait))) continue;
    // The database's clock may be a little behind ours, or something holds the row up: no tight circle.
    pause = at === met ? Math.min(pause * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
    if (at === met) await sleep(pause, { summary: 'due again' });
    await meetDeadline.executeWithOptions({ summary: `${start.subject} due` }, [start]);
    met = at;
    if (round >= ROUNDS_PER_RUN || workflowInfo().continueAsNewSuggested) await continueAsNew<typeof deadline>(start);
  }

  function isSet(): boolean {
    return changed;
  }
}

function createClock() {
  const { nextDeadline } = proxyLocalActivities<DeadlineClockActivities>({
    startToCloseTimeout: '10 s',
    localRetryThreshold: '2 s',
    retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '30 s' },
  });
  const { meetDeadline } = proxyActivities<DeadlineActivities>({
    taskQueue: queuesOf(workflowInfo().taskQueue).tools,
    startToCloseTimeout: '60 s',
    // So that a dead worker is noticed soon.
    heartbeatTimeout: '5 s',
    retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '60 s' },
  });
  return { nextDeadline, meetDeadline };
}

/** Input of a client without our keys arrives as a tombstone; see the payload codec. */
function isStart(start: Partial<DeadlineRef> | null | undefined): boolean {
  return typeof start?.tenantId === 'string' && typeof start.id === 'string' && typeof start.subject === 'string';
}
