import { Context } from '@temporalio/activity';

/**
 * How often an activity that waits tells the server that its worker lives; also how soon it hears of a cancellation. Its
 * worker is given up after 2 s of silence. Most activities end before the first one, which costs the server a write.
 */
const HEARTBEAT_MS = 900;

/** Runs `work` with heartbeats, so that a dead worker's activity starts elsewhere within seconds. */
export async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
