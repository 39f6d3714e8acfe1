import type { Client } from '#widget/net/client.ts';
import type { SessionStore } from '#widget/net/session-store.ts';
import { listen } from './listen.ts';
import { recordedItem } from './item.ts';
import { createSender } from './send.ts';
import type { Store } from './store.ts';
import { put } from './transcript.ts';

/** The conversation of this page's visitor. */
export interface Chat {
  /** Loads what was said and begins to listen; does nothing when it has. */
  start(): void;
  say(text: string): void;
  /** Sends a message that failed again, under its old id. */
  again(key: string): void;
  /** Tries now instead of later. */
  reconnect(): void;
}

/** A first load that did not work is tried again after this long, ms. */
const RETRY_MS = 10_000;

export function createChat(client: Client, store: Store, sessions: SessionStore): Chat {
  const sender = createSender(client, store, () => {
    const session = sessions.read();
    if (session !== undefined && !session.talked) sessions.write({ ...session, talked: true });
  });
  const line = listen(client, store);
  let started = false;
  let retry = 0;

  async function load(): Promise<void> {
    window.clearTimeout(retry);
    store.set({ phase: 'loading' });
    try {
      const { messages, status, agent } = await client.history();
      let { transcript } = store.get();
      for (const message of messages) transcript = put(transcript, recordedItem(message));
      store.set({ transcript, status, agent, phase: 'ready', isOnline: true });
      line.open();
    } catch {
      store.set({ phase: 'failed' });
      window.clearTimeout(retry);
      retry = window.setTimeout(() => void load(), RETRY_MS);
    }
  }

  function start(): void {
    if (started) return;
    started = true;
    void load();
  }

  function reconnect(): void {
    if (store.get().phase === 'failed') void load();
    else line.open();
    sender.resume();
  }
  window.addEventListener('online', () => {
    if (started) reconnect();
  });
  window.addEventListener('offline', () => {
    if (started) store.set({ isOnline: false });
  });
  return { ...sender, start, reconnect };
}
