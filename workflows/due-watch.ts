import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow';

/** What a conversation may have to do at its hour. */
export type DueName =
  | 'idle'
  | 'nudge'
  | 'handoffUnclaimed'
  | 'assigneeSilent'
  | 'firstResponse'
  | 'nextResponse'
  | 'resolution';

/** Something that falls due. */
export interface Due {
  readonly name: DueName;
  /**
   * When, in ms since the epoch; null while it can't fall due. Computed from the conversation's state alone: it is asked
   * in each workflow task, and no news is needed when the state changes.
   */
  at(): number | null;
  /** Does it, in the conversation's one loop. Has to move or clear `at`; what stays due is met again after a pause. */
  meet(): Promise<void>;
}

/** What is still due after it was met waits so long, ms: no tight circle, whatever a `meet` forgets. */
const PAUSE_MS = 60_000;

/**
 * Watches several due times with one timer, set for the earliest. When that moves on, the timer stays and looks again as
 * it fires: a turn costs no event. Only when something falls due before the timer is it set anew.
 */
export class DueWatch {
  /** When something last happened. */
  quietSince = Date.now();
  private readonly dues: Due[] = [];
  private readonly notBefore = new Map<DueName, number>();

  add(due: Due): void {
    this.dues.push(due);
  }

  /** Something happened; silence begins anew. */
  touch(): void {
    this.quietSince = Date.now();
  }

  get isDue(): boolean {
    const now = Date.now();
    return this.times().some((time) => time.at <= now);
  }

  /** Does what has been due longest. */
  async meet(): Promise<void> {
    const [first] = this.times().toSorted((left, right) => left.at - right.at);
    if (first === undefined || first.at > Date.now()) return;
    const { due } = first;
    const before = due.at();
    await due.meet();
    if (due.at() === before) this.notBefore.set(due.name, Date.now() + PAUSE_MS);
    else this.notBefore.delete(due.name);
  }

  /** Runs for the life of the workflow run; wakes the workflow when something falls due. */
  async run(): Promise<void> {
    try {
      for (;;) await this.wait(this.next());
    } catch (error) {
      ignoreCancellation(error);
    }
  }

  private async wait(at: number): Promise<void> {
    const scope = new CancellationScope({ cancellable: true });
    const timer = at === Infinity ? [] : [scope.run(() => sleep(at - Date.now(), { summary: 'next due' }))];
    const sooner = scope.run(() => condition(() => this.next() < at));
    await Promise.race([...timer, sooner]);
    scope.cancel();
    await Promise.all([...timer, sooner].map((ended) => ended.catch(ignoreCancellation)));
  }

  /** The earliest time to come; what is due already has woken the loop. */
  private next(): number {
    const now = Date.now();
    return Math.min(...this.times().flatMap(({ at }) => (at > now ? [at] : [])));
  }

  private times(): { readonly due: Due; readonly at: number }[] {
    return this.dues.flatMap((due) => {
      const at = due.at();
      return at === null ? [] : [{ due, at: Math.max(at, this.notBefore.get(due.name) ?? 0) }];
    });
  }
}

function ignoreCancellation(error: unknown): void {
  if (!isCancellation(error)) throw error;
}
