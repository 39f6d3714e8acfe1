/** Tries of one delivery; with the usual first wait they take 22 hours. */
export const MOST_TRIES = 10;

const FACTOR = 4;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/**
 * How long to wait after this many tries have failed; undefined = no more of them.
 * @param firstMs the wait after the first
 */
export function retryWaitMs(tries: number, firstMs: number): number | undefined {
  return tries >= MOST_TRIES ? undefined : Math.min(firstMs * FACTOR ** (tries - 1), LONGEST_WAIT_MS);
}
