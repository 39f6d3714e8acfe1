import type { WidgetMessageView, WidgetStateView } from '#api/routes/widget/schema.ts';
import type { Client } from '#widget/net/client.ts';
import { ApiError } from '#widget/net/api-error.ts';
import { recordedItem } from './item.ts';
import type { Store } from './store.ts';
import { put } from './transcript.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** A page that nobody looks at gives its connection back: browsers have six for a server. */
const HIDDEN_MS = 60_000;

/** A colleague who writes says so every few seconds; silent for so long, they have stopped, ms. */
const TYPING_MS = 6_000;

/** Follows the conversation, again and again, for as long as the page is looked at. */
export function listen(client: Client, store: Store): { open(): void } {
  let current: AbortController | undefined;
  let pause = FIRST_PAUSE_MS;
  let timer = 0;

  function open(): void {
    window.clearTimeout(timer);
    current?.abort();
    current = new AbortController();
    void run(current);
  }

  async function run(own: AbortController): Promise<void> {
    try {
      for await (const { event, data } of client.events(store.get().transcript.lastSeq, own.signal)) {
        if (own.signal.aborted) return;
        pause = FIRST_PAUSE_MS;
        if (!store.get().isOnline) store.set({ isOnline: true });
        if (event === 'message') take(store, data as WidgetMessageView);
        if (event === 'state') changeState(store, data as WidgetStateView);
        if (event === 'typing') showTyping();
      }
    } catch (error) {
      if (own.signal.aborted) return;
      // A refusal is no lost connection, and comes again as often as one asks.
      if (error instanceof ApiError && !error.isPassing) return;
      store.set({ isOnline: false });
    }
    if (own.signal.aborted) return;
    timer = window.setTimeout(open, pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  let silence = 0;
  function showTyping(): void {
    window.clearTimeout(silence);
    store.set({ isTyping: true });
    silence = window.setTimeout(() => {
      if (store.get().status === 'human') store.set({ isTyping: false });
    }, TYPING_MS);
  }

  let hidden = 0;
  document.addEventListener('visibilitychange', () => {
    window.clearTimeout(hidden);
    if (document.visibilityState === 'hidden') {
      hidden = window.setTimeout(() => {
        window.clearTimeout(timer);
        current?.abort();
      }, HIDDEN_MS);
    } else if (current?.signal.aborted === true) open();
  });
  return { open };
}

function take(store: Store, message: WidgetMessageView): void {
  const { transcript, isTyping } = store.get();
  const answered = message.author !== 'visitor';
  store.set({ transcript: put(transcript, recordedItem(message)), isTyping: isTyping && !answered });
}

function changeState(store: Store, { status, agent }: WidgetStateView): void {
  store.set({ status, agent, ...(status === 'human' && { isTyping: false }) });
}
