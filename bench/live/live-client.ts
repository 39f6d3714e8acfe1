import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** One fact as a client heard it. */
export interface Heard {
  readonly conversation: string;
  readonly subject: string;
  /** `performance.now()` of this process. */
  readonly at: number;
}

/** A dashboard as it should behave: it connects again by itself and goes on behind the last event it had. */
export interface LiveClient {
  readonly heard: readonly Heard[];
  readonly connects: number;
  /** The codes with which servers closed its connections; 1006 when one was cut. */
  readonly closes: readonly number[];
  close(): void;
}

/** @param urls API processes; it takes the next one when the one it had is gone */
export async function openLiveClient(urls: readonly string[], first: number, token: string): Promise<LiveClient> {
  const heard: Heard[] = [];
  let turn = first;
  let last: string | null = null;
  let socket: WebSocket | undefined;
  let isClosed = false;
  let connects = 0;
  const closes: number[] = [];
  let failures = 0;
  const ready = Promise.withResolvers<void>();

  const connect = (): void => {
    const opened = new WebSocket(`${urls[turn % urls.length]?.replace(/^http/, 'ws') ?? ''}/v1/live`);
    socket = opened;
    let wasOpen = false;
    opened.on('open', () => {
      wasOpen = true;
      connects += 1;
      opened.send(JSON.stringify({ type: 'auth', token }));
      opened.send(JSON.stringify({ type: 'resume', after: last }));
    });
    opened.on('message', (data) => {
      const at = performance.now();
      const frame = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '{}') as Partial<
        Record<'type' | 'id' | 'after' | 'conversation_id', string>
      > & {
        readonly subject?: { readonly id: string };
      };
      if (frame.type === 'ready') {
        failures = 0;
        last = frame.after ?? last;
        ready.resolve();
      }
      if (frame.id === undefined) return;
      last = frame.id;
      if (frame.type === 'message.received' && frame.conversation_id !== undefined && frame.subject) {
        heard.push({ conversation: frame.conversation_id, subject: frame.subject.id, at });
      }
    });
    opened.on('error', () => undefined);
    opened.on('close', (code) => {
      if (isClosed) return;
      // One that was never open was refused, not closed.
      if (wasOpen) closes.push(code);
      turn += 1;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
      failures += 1;
      void sleep(pause * (0.5 + Math.random())).then(() => {
        if (!isClosed) connect();
      });
    });
  };
  connect();
  await ready.promise;
  return {
    heard,
    closes,
    get connects() {
      return connects;
    },
    close() {
      isClosed = true;
      socket?.close();
    },
  };
}
