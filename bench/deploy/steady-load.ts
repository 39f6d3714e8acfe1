import { setTimeout as sleep } from 'node:timers/promises';
import type { FrontDoor } from './front-door.ts';

/** One request of many. */
export interface Asked {
  readonly path: string;
  readonly init: RequestInit;
  /** Called when it was answered with 2xx. */
  readonly taken?: () => void;
}

export interface SteadyLoad {
  /** Milliseconds from when a request was due to its whole answer. */
  readonly latencies: readonly number[];
  /** From the first request to the last answer. */
  readonly tookMs: number;
  /** Requests that got no 2xx, counted by what happened to them. */
  readonly failures: ReadonlyMap<string, number>;
}

/** Requests under way at once; what comes above waits at the door, as balancers hold it. */
const AT_ONCE = 64;

/** Sends at this pace, whatever the answers take, until `least` were sent and `until` has come. */
export async function runSteadyLoad(
  door: Pick<FrontDoor, 'next'>,
  ask: (index: number) => Asked,
  plan: { readonly perSecond: number; readonly least: number; readonly until: Promise<unknown> },
): Promise<SteadyLoad> {
  const latencies: number[] = [];
  const failures = new Map<string, number>();
  const running: Promise<void>[] = [];
  const places = createPlaces(AT_ONCE);
  let isOver = false;
  const over = plan.until.finally(() => (isOver = true));
  const start = performance.now();
  const send = async (index: number, due: number): Promise<void> => {
    const { path, init, taken } = ask(index);
    await places.take();
    const outcome = await outcomeOf(() => fetch(`${door.next()}${path}`, init));
    places.leave();
    latencies.push(performance.now() - due);
    if (outcome === undefined) taken?.();
    else {
      const what = `${init.method ?? 'GET'} ${path.replace(/[?].*/, '').replace(/[0-9a-f-]{36}/, '{id}')}: ${outcome}`;
      failures.set(what, (failures.get(what) ?? 0) + 1);
    }
  };
  for (let index = 0; index < plan.least || !isOver; index += 1) {
    const due = start + (index * 1_000) / plan.perSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    running.push(send(index, due));
  }
  await Promise.all(running);
  const tookMs = performance.now() - start;
  await over;
  return { latencies, tookMs, failures };
}

function createPlaces(count: number) {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async take(): Promise<void> {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave(): void {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}

/** What went wrong; undefined of a 2xx that was read to its end. */
async function outcomeOf(request: () => Promise<Response>): Promise<string | undefined> {
  try {
    const response = await request();
    await response.arrayBuffer();
    return response.ok ? undefined : String(response.status);
  } catch (error) {
    const { message, cause } = error as Error & { readonly cause?: Error };
    return cause?.message ?? message;
  }
}
