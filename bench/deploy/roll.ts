import { setTimeout as sleep } from 'node:timers/promises';

/** A process of ours that a deploy replaces. */
export interface Replaceable {
  /** SIGTERM; answers the exit code, null when it had to be killed. */
  stop(): Promise<number | null>;
  start(): Promise<void>;
}

/** How one process took its leave. */
export interface Departure {
  readonly name: string;
  /** A worker has no door that it could say to be closed. */
  readonly isApi: boolean;
  readonly exitCode: number | null;
  /** From SIGTERM to the end of the process, ms. */
  readonly exitMs: number;
  /** From SIGTERM to the first 503 of `/readyz`, ms; NaN when it never came. */
  readonly notReadyMs: number;
}

/** Stops the API process at `url` as a deploy does, and watches it go. */
export async function apiDeparture(name: string, url: string, process: Replaceable): Promise<Departure> {
  const from = performance.now();
  let isGone = false;
  const exit = process.stop().then((exitCode) => {
    isGone = true;
    return { exitCode, exitMs: performance.now() - from };
  });
  let notReadyMs = Number.NaN;
  while (!isGone && Number.isNaN(notReadyMs)) {
    if ((await statusOf(`${url}/readyz`)) === 503) notReadyMs = performance.now() - from;
    else await sleep(20);
  }
  return { name, isApi: true, notReadyMs, ...(await exit) };
}

export async function workerDeparture(name: string, stop: Replaceable['stop']): Promise<Departure> {
  const from = performance.now();
  const exitCode = await stop();
  return { name, isApi: false, exitCode, exitMs: performance.now() - from, notReadyMs: Number.NaN };
}

async function statusOf(url: string): Promise<number> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
