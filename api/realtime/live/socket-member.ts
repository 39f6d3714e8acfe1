import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE } from './close-codes.ts';
import type { FeedMember } from './feed-member.ts';

/** What may wait for a slow client, bytes; with more it is let go and resumes. */
const MOST_BUFFERED = 1_048_576;
/** A client that catches up gets the next page when this little is left, bytes. */
const FEW_BUFFERED = 65_536;
const LOOK_MS = 20;
/** One that takes nothing for so long is not waited for, ms. */
const PATIENCE_MS = 15_000;

const AS_TEXT = { binary: false };

/** A socket as a client of the feed: one text frame an event. `wire` is the connection below it. */
export function socketMember(socket: WebSocket, wire: Duplex): FeedMember {
  const isOpen = () => socket.readyState === socket.OPEN;
  return {
    started(cursor, reset) {
      if (isOpen()) socket.send(JSON.stringify({ type: reset ? 'reset' : 'ready', after: cursor }));
    },
    send(events) {
      if (!isOpen()) return;
      if (socket.bufferedAmount > MOST_BUFFERED) {
        // Goes out behind what is buffered; a client that takes nothing at all is cut by the library in half a minute.
        socket.close(CLOSE.tooSlow, 'too slow: connect again and resume');
        return;
      }
      // All of them in one packet.
      wire.cork();
      for (const { bytes } of events) socket.send(bytes, AS_TEXT);
      wire.uncork();
    },
    isGone: () => !isOpen(),
    flushed: () =>
      new Promise((resolve) => {
        const start = performance.now();
        const timer = setInterval(() => {
          if (isOpen() && socket.bufferedAmount > FEW_BUFFERED && performance.now() - start < PATIENCE_MS) return;
          clearInterval(timer);
          resolve();
        }, LOOK_MS);
      }),
  };
}
