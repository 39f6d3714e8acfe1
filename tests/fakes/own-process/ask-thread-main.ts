import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { AskAnswer, AskOrder } from './ask-at-once.ts';

/** The thread behind `askAtOnce`. */
parentPort?.on('message', ({ order, port }: { readonly order: AskOrder; readonly port: MessagePort }) => {
  void tell(order, port);
});

async function tell(order: AskOrder, port: MessagePort): Promise<void> {
  port.postMessage(await ask(order));
  const done = new Int32Array(order.done);
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}

async function ask({ url, body }: AskOrder): Promise<AskAnswer> {
  try {
    const response = await fetch(url, { method: 'POST', body });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
