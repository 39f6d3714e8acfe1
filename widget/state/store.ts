import { EMPTY } from './transcript.ts';
import type { Transcript } from './transcript.ts';

export interface ChatState {
  readonly transcript: Transcript;
  /** `failed`: the first load did not work and a person may try again. */
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly isOnline: boolean;
  /** Somebody is about to answer. */
  readonly isTyping: boolean;
  readonly status: string;
  /** Who holds the conversation, when a person does. */
  readonly agent: string | null;
}

export interface Store {
  get(): ChatState;
  set(change: Partial<ChatState>): void;
  /** Calls `listener` after each change, at most once a frame. */
  subscribe(listener: (state: ChatState, before: ChatState) => void): void;
}

export function createStore(): Store {
  let state: ChatState = {
    transcript: EMPTY,
    phase: 'loading',
    isOnline: true,
    isTyping: false,
    status: 'bot',
    agent: null,
  };
  let shown = state;
  let planned = false;
  const listeners: ((state: ChatState, before: ChatState) => void)[] = [];
  const tell = () => {
    planned = false;
    const before = shown;
    shown = state;
    for (const listener of listeners) listener(state, before);
  };
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      if (!planned) {
        planned = true;
        // Not a frame: a page in the background has none, and its unread count must still rise.
        window.setTimeout(tell, 16);
      }
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
