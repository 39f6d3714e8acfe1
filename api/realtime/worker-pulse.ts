import type { Clock } from '#domain/ports.ts';

/** Workers tell that they live every few seconds; who has not been heard for this long is gone, ms. */
const SILENT_MS = 12_000;

/** What this API process has heard of the workers. */
export interface WorkerPulse {
  /** A worker of this queue lives. */
  heard(taskQueue: string): void;
  /** Listening begins now, for the first time or again: what was said before may have been missed. */
  listening(): void;
  /** True when a worker would have been heard and none was. False also while nobody could have been heard. */
  isSilent(taskQueue: string): boolean;
}

export function createWorkerPulse(clock: Clock): WorkerPulse {
  const lastHeard = new Map<string, number>();
  let since: number | undefined;
  return {
    heard: (taskQueue) => void lastHeard.set(taskQueue, clock().getTime()),
    listening() {
      since = clock().getTime();
    },
    isSilent(taskQueue) {
      if (since === undefined) return false;
      return clock().getTime() - Math.max(since, lastHeard.get(taskQueue) ?? 0) > SILENT_MS;
    },
  };
}
