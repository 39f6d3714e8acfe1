import type { Logger } from 'pino';

/** A third of the time after which the API takes a silent worker for dead, ms. */
const EVERY_MS = 4_000;

/** Says again and again that this process lives. @returns how to end that */
export function startPulse(say: () => Promise<void>, log: Pick<Logger, 'debug'>): () => void {
  let saying = false;
  const beat = () => {
    // While Postgres is slow the words do not pile up.
    if (saying) return;
    saying = true;
    void say()
      .catch((error: unknown) => {
        log.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'nobody could be told that we live');
      })
      .finally(() => {
        saying = false;
      });
  };
  beat();
  const timer = setInterval(beat, EVERY_MS).unref();
  return () => clearInterval(timer);
}
