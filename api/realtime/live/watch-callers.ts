import { StoreUnavailable } from '#domain/errors.ts';
import type { Caller } from '#api/middleware/authenticate.ts';
import type { LiveContext } from './live-parts.ts';

/** Whoever is switched off, demoted or whose token runs out loses an open connection this soon, ms. */
const LOOK_MS = 3_000;
/** Tokens looked up at once. */
const AT_ONCE = 8;

/** An open connection that was proven by a token. */
export interface WatchedCaller {
  readonly token: string;
  /** Called with what the token is worth now; undefined = nothing. */
  proven(caller: Caller | undefined): void;
}

/** Proves the tokens of open connections again and again; a token of many connections once. */
export function watchCallers(context: Pick<LiveContext, 'identify' | 'log'>): {
  add(watched: WatchedCaller): () => void;
  stop(): void;
} {
  const all = new Set<WatchedCaller>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const prove = async (token: string, watched: readonly WatchedCaller[]) => {
    try {
      const caller = await context.identify(token);
      for (const one of watched) one.proven(caller);
    } catch (error) {
      // While Postgres is away nobody can be proven, and nothing is told either.
      if (!(error instanceof StoreUnavailable)) context.log.error('a live connection could not be proven again');
    }
  };
  const look = async () => {
    const waiting = [...Map.groupBy(all, (watched) => watched.token)];
    const work = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await prove(...next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  };
  const schedule = () => {
    if (stopped || timer !== undefined || all.size === 0) return;
    timer = setTimeout(() => {
      void look().finally(() => {
        timer = undefined;
        schedule();
      });
    }, LOOK_MS);
  };
  return {
    add(watched) {
      all.add(watched);
      schedule();
      return () => void all.delete(watched);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      all.clear();
    },
  };
}
