/** Entries of one batch at most. */
const LIMIT = 100;

interface Waiting<T> {
  readonly entry: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes entries of one key together: the first goes at once, what comes while it is being written goes with the next write.
 * Alone an entry waits for nothing; of a flood many share a transaction.
 * @returns a function that resolves when its entry is written, and rejects with what its batch's write throws
 */
export function inBatches<K, T>(write: (key: K, entries: readonly T[]) => Promise<void>) {
  const queues = new Map<K, Waiting<T>[]>();

  async function run(key: K, queue: Waiting<T>[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, LIMIT);
      try {
        await write(
          key,
          batch.map(({ entry }) => entry),
        );
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    queues.delete(key);
  }

  return (key: K, entry: T): Promise<void> =>
    new Promise((resolve, reject) => {
      const waiting = { entry, resolve, reject };
      const queue = queues.get(key);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const fresh = [waiting];
      queues.set(key, fresh);
      void run(key, fresh);
    });
}
