import type { Response } from 'express';

/** A comment keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;

/** One open stream of server-sent events; sending to a client that has gone does nothing. */
export interface EventStream {
  send(event: string, data: unknown): void;
  /** An event without a name: JSON as it is, with the id that a client sends as Last-Event-ID when it comes again. */
  sendNumbered(id: string, json: string): void;
  end(): void;
}

export function openEventStream(response: Response): EventStream {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx and its like must not collect the events.
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
  const stop = () => clearInterval(heartbeat);
  response.once('close', stop);
  const write = (text: string) => {
    if (!response.writableEnded && !response.destroyed) response.write(text);
  };
  return {
    sendNumbered: (id, json) => write(`id: ${id}\ndata: ${json}\n\n`),
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end() {
      stop();
      response.end();
    },
  };
}
