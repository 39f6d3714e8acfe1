import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** What the thread is told: where to post what, and whom to wake. */
export interface AskOrder {
  readonly url: string;
  readonly body: string;
  readonly done: SharedArrayBuffer;
}

/** What it comes back with. */
export type AskAnswer = { readonly status: number; readonly text: string } | { readonly failure: string };

const LIMIT_MS = 20_000;
let thread: Worker | undefined;

/**
 * Posts and waits for the answer, blocking: a test reads a fake of another process as it reads a variable. The HTTP is
 * spoken by a thread, since this one is asleep meanwhile.
 * @throws when the fake does not answer, or refuses the wish
 */
export function askAtOnce(url: string, body: string): string {
  thread ??= startThread();
  const done = new SharedArrayBuffer(4);
  const { port1, port2 } = new MessageChannel();
  const order: AskOrder = { url, body, done };
  thread.postMessage({ order, port: port2 }, [port2]);
  const woken = Atomics.wait(new Int32Array(done), 0, 0, LIMIT_MS);
  const answer = receiveMessageOnPort(port1)?.message as AskAnswer | undefined;
  port1.close();
  if (answer === undefined) throw new Error(`the fake at ${url} did not answer within ${LIMIT_MS} ms (${woken})`);
  if ('failure' in answer) throw new Error(`the fake at ${url} could not be asked: ${answer.failure}`);
  if (answer.status !== 200) throw new Error(`the fake at ${url} refused: ${answer.text}`);
  return answer.text;
}

function startThread(): Worker {
  const started = new Worker(new URL('./ask-thread-main.ts', import.meta.url));
  started.unref();
  return started;
}
