import type { Client } from '#widget/net/client.ts';
import { ApiError, toApiError } from '#widget/net/api-error.ts';
import { localItem, replyKey, visitorKey } from './item.ts';
import type { Item } from './item.ts';
import { randomId } from './random-id.ts';
import type { Store } from './store.ts';
import { put, remove } from './transcript.ts';

/** Pauses before a message is sent again by itself, ms; then its writer is asked. */
const PAUSES_MS = [1_000, 3_000];

export interface Sender {
  say(text: string): void;
  again(key: string): void;
  /** Sends again whatever failed for want of a connection. */
  resume(): void;
}

export function createSender(client: Client, store: Store, onAccepted: () => void): Sender {
  /** Replies that are awaited. */
  let awaited = 0;
  const cutOff = new Set<string>();
  const place = (item: Item) => store.set({ transcript: put(store.get().transcript, item) });
  const change = (key: string, state: Item['state']) => {
    const item = store.get().transcript.items.find((one) => one.key === key);
    if (item !== undefined && item.seq === null) place({ ...item, state });
  };

  /** One attempt. Answers whether the server has the message, whatever became of the reply. */
  async function attempt(id: string, text: string): Promise<boolean> {
    const draft = `draft:${id}`;
    let accepted = false;
    let reply = '';
    try {
      for await (const { event, data } of client.say(text, id, new AbortController().signal)) {
        if (event === 'thinking') {
          accepted = true;
          onAccepted();
          change(visitorKey(id), 'sent');
          store.set({ isTyping: store.get().status !== 'human' });
        } else if (event === 'content') {
          reply += (data as { text: string }).text;
          store.set({ isTyping: false });
          place(localItem(draft, 'bot', reply, 'streaming'));
        } else if (event === 'done') {
          finish(draft, data as { turn: number; reply: string });
          reply = '';
        } else if (event === 'error') {
          const problem = data as { status?: number };
          // The message is kept, and its reply will come with the events.
          if (problem.status !== 504) throw toApiError(problem.status ?? 500, data);
        }
      }
      return accepted;
    } catch (error) {
      if (accepted) return true;
      throw error;
    } finally {
      // Half a reply is none: the whole one comes from the record.
      if (reply !== '') store.set({ transcript: remove(store.get().transcript, draft) });
    }
  }

  function finish(draft: string, { turn, reply }: { turn: number; reply: string }): void {
    const { transcript } = store.get();
    const known = transcript.items.some(({ key }) => key === replyKey(turn));
    const without = remove(transcript, draft);
    // Finished; the record will bring its place, cards and buttons.
    const item = localItem(replyKey(turn), 'bot', reply, 'sent');
    store.set({ transcript: known || reply === '' ? without : put(without, item), isTyping: false });
  }

  async function deliver(id: string, text: string): Promise<void> {
    awaited += 1;
    const key = visitorKey(id);
    change(key, 'sending');
    try {
      for (let tries = 0; ; tries += 1) {
        try {
          if (await attempt(id, text)) return;
          throw new TypeError('the answer ended before it began');
        } catch (error) {
          const pause = PAUSES_MS[tries];
          if (pause === undefined || (error instanceof ApiError && !error.isPassing)) throw error;
          await new Promise((resolve) => window.setTimeout(resolve, pause));
        }
      }
    } catch (error) {
      if (!(error instanceof ApiError)) cutOff.add(key);
      change(key, 'failed');
    } finally {
      awaited -= 1;
      if (awaited === 0) store.set({ isTyping: false });
    }
  }

  function again(key: string): void {
    const item = store.get().transcript.items.find((one) => one.key === key);
    cutOff.delete(key);
    if (item?.state === 'failed') void deliver(key.slice(visitorKey('').length), item.text);
  }

  return {
    say(text) {
      const id = randomId();
      place(localItem(visitorKey(id), 'visitor', text, 'sending'));
      void deliver(id, text);
    },
    again,
    resume() {
      for (const key of cutOff) again(key);
    },
  };
}
