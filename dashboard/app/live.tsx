import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { openLiveSocket } from './live-socket.ts';
import type { LiveFact, LiveSocket } from './live-socket.ts';

interface Live {
  readonly connected: boolean;
  /** How often a page asks by itself, for `refetchInterval`: never while news comes by itself. */
  readonly pollMs: number | false;
  /** Hears every fact; answers how to stop. */
  readonly listen: (hear: (fact: LiveFact) => void) => () => void;
  readonly send: (frame: object) => void;
}

const POLL_MS = 4_000;
const GATHER_MS = 150;
const LiveContext = createContext<Live | undefined>(undefined);

/** News of the shop for all pages below: what a fact is about is read anew. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const cache = useQueryClient();
  const [connected, setConnected] = useState(false);
  const [ears] = useState(() => new Set<(fact: LiveFact) => void>());
  const socket = useRef<LiveSocket>(undefined);

  useEffect(() => {
    // Facts come in bursts; what they are about is read once.
    const anew = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const key of anew) void cache.invalidateQueries({ queryKey: key.split(' ') });
        anew.clear();
      }, GATHER_MS);
    };
    const opened = openLiveSocket({
      onConnected: setConnected,
      onFact(fact) {
        // What happened while nobody listened is known to the API only.
        if (fact.type === 'authenticated') for (const key of OPEN_PAGES) anew.add(key);
        for (const key of keysOf(fact)) anew.add(key);
        readSoon();
        for (const hear of ears) hear(fact);
      },
    });
    socket.current = opened;
    const tellPresence = () => opened.send({ type: 'presence', state: document.hidden ? 'away' : 'online' });
    document.addEventListener('visibilitychange', tellPresence);
    return () => {
      document.removeEventListener('visibilitychange', tellPresence);
      clearTimeout(timer);
      opened.close();
    };
  }, [cache, ears]);

  const live = useMemo<Live>(
    () => ({
      connected,
      pollMs: connected ? false : POLL_MS,
      listen(hear) {
        ears.add(hear);
        return () => ears.delete(hear);
      },
      send: (frame) => socket.current?.send(frame),
    }),
    [connected, ears],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = use(LiveContext);
  if (live === undefined) throw new Error('useLive was used outside of LiveProvider');
  return live;
}

/** Query keys, with spaces between their parts; they begin with what they are of: `conversation <id>`, `orders`. */
function keysOf({ type, conversation_id: id }: LiveFact): readonly string[] {
  const [subject = ''] = type.split('.', 1);
  const ofConversation = id === undefined || type === 'typing' ? [] : [`conversation ${id}`, 'conversations'];
  return [...ofConversation, ...(KEYS_OF[subject] ?? [])];
}

const OPEN_PAGES = ['conversations', 'conversation'];

const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  order: ['orders', 'order'],
  booking: ['bookings', 'booking'],
  payment: ['payments', 'payment'],
  lead: ['leads'],
  presence: ['presence'],
};
