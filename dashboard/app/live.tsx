import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
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
const LiveContext = createContext<Live | undefined>(undefined);

/** News of the shop for all pages below: what a fact is about is read anew. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const cache = useQueryClient();
  const [connected, setConnected] = useState(false);
  const [ears] = useState(() => new Set<(fact: LiveFact) => void>());
  const socket = useRef<LiveSocket>(undefined);

  useEffect(() => {
    const opened = openLiveSocket({
      onConnected: setConnected,
      onFact(fact) {
        readAnew(cache, fact);
        for (const hear of ears) hear(fact);
      },
    });
    socket.current = opened;
    return () => opened.close();
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

/** Query keys begin with what they are of: `['conversation', id, …]`, `['orders', …]`. */
function readAnew(cache: QueryClient, { type, conversation_id: id }: LiveFact): void {
  const [subject = ''] = type.split('.', 1);
  const keys = [
    ...(id === undefined ? [] : [['conversation', id], ['conversations']]),
    ...(KEYS_OF[subject] ?? []).map((key) => [key]),
  ];
  for (const queryKey of keys) void cache.invalidateQueries({ queryKey });
}

const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  order: ['orders', 'order'],
  booking: ['bookings', 'booking'],
  payment: ['payments', 'payment'],
  lead: ['leads'],
  presence: ['users'],
};
