import type { Response } from 'express';
import type { EventStream } from '#api/realtime/event-stream.ts';
import type { FeedMember } from './feed-member.ts';

/** What may wait for a slow client, bytes; with more its stream ends, and it comes again behind its last event. */
const MOST_BUFFERED = 1_048_576;
const FEW_BUFFERED = 65_536;
const LOOK_MS = 20;
const PATIENCE_MS = 15_000;

/** A stream of server-sent events as a client of the feed. `cut` ends it. */
export function streamMember(response: Response, events: EventStream, cut: () => void): FeedMember {
  const isGone = () => response.writableEnded || response.destroyed;
  return {
    started: (cursor, reset) =>
      events.sendNumbered(cursor, JSON.stringify({ type: reset ? 'reset' : 'ready', after: cursor })),
    send(batch) {
      if (response.writableLength > MOST_BUFFERED) return cut();
      for (const { id, bytes } of batch) events.sendNumbered(id, bytes.toString());
    },
    isGone,
    flushed: () =>
      new Promise((resolve) => {
        const start = performance.now();
        const timer = setInterval(() => {
          const isFull = response.writableLength > FEW_BUFFERED;
          if (!isGone() && isFull && performance.now() - start < PATIENCE_MS) return;
          clearInterval(timer);
          resolve();
        }, LOOK_MS);
      }),
  };
}
