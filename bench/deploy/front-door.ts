import { setTimeout as sleep } from 'node:timers/promises';

/** A balancer before API processes: whoever says that it is ready gets its share of the requests. */
export interface FrontDoor {
  /**
   * The process whose turn it is.
   * @throws Error when none is ready
   */
  next(): string;
  /** Resolves when the process is served again. */
  served(url: string): Promise<void>;
  close(): Promise<void>;
}

const ASK_EVERY_MS = 200;
/** So many refusals in a row and a process gets nothing more; at once when it says that it is going away. */
const FALL = 3;
const PATIENCE_MS = 5_000;

/** Opens when every process is ready. */
export async function openFrontDoor(urls: readonly string[]): Promise<FrontDoor> {
  const ready = new Set<string>();
  let isOpen = true;
  let turn = 0;
  const watch = async (url: string): Promise<void> => {
    for (let refusals = 0; isOpen;) {
      const state = await stateOf(url);
      refusals = state === 'ready' ? 0 : refusals + 1;
      if (state === 'ready') ready.add(url);
      if (state === 'leaving' || refusals >= FALL) ready.delete(url);
      await sleep(ASK_EVERY_MS);
    }
  };
  const watching = urls.map(watch);
  const served = async (url: string): Promise<void> => {
    while (!ready.has(url) && isOpen) await sleep(20);
  };
  await Promise.all(urls.map(served));
  return {
    next() {
      const serving = urls.filter((url) => ready.has(url));
      const url = serving[(turn += 1) % serving.length];
      if (url === undefined) throw new Error(`none of ${urls.length} API processes is ready`);
      return url;
    },
    served,
    async close() {
      isOpen = false;
      await Promise.all(watching);
    },
  };
}

async function stateOf(url: string): Promise<'ready' | 'leaving' | 'refusing'> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { checks } = (await response.json()) as { readonly checks: Readonly<Record<string, unknown>> };
    if (response.ok) return 'ready';
    return 'process' in checks ? 'leaving' : 'refusing';
  } catch {
    return 'refusing';
  }
}
