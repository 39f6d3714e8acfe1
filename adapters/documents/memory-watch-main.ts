import { workerData } from 'node:worker_threads';

/*
 * A thread that ends its process when it grows past the limit: the heap limit of V8 does not count what parsers keep
 * outside of it, and the main thread, being busy, could not look.
 */
const LOOK_EVERY_MS = 25;
const { memoryBytes } = workerData as { readonly memoryBytes: number };

setInterval(() => {
  if (process.memoryUsage.rss() > memoryBytes) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);
