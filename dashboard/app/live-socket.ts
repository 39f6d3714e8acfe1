import { accessToken, refreshAccessToken } from '#dashboard/api/access-token.ts';

/** One fact of the shop's feed: ids only, what it is about is asked of the API. */
export interface LiveFact {
  readonly id?: string;
  readonly type: string;
  readonly conversation_id?: string;
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly at?: string;
  /** Who types. */
  readonly user_id?: string;
}

interface LiveSocketEvents {
  onFact(fact: LiveFact): void;
  onConnected(connected: boolean): void;
}

export interface LiveSocket {
  send(frame: object): void;
  close(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** The server's codes 4401 and 4403: the token is not (or no longer) good. */
const TOKEN_REFUSED = new Set([4401, 4403]);

/**
 * Listens to the feed for as long as it is open: connects again by itself, each time a little later, and goes on after
 * the last fact that came.
 */
export function openLiveSocket(events: LiveSocketEvents): LiveSocket {
  let socket: WebSocket | undefined;
  let last: string | undefined;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const connect = () => {
    const url = new URL('/v1/live', location.origin.replace(/^http/, 'ws'));
    const opened = new WebSocket(url);
    socket = opened;
    opened.addEventListener('open', () => {
      opened.send(JSON.stringify({ type: 'auth', token: accessToken() ?? '' }));
      opened.send(JSON.stringify({ type: 'resume', ...(last !== undefined && { after: last }) }));
    });
    opened.addEventListener('message', ({ data }) => {
      const fact = parse(data);
      if (fact === undefined) return;
      failures = 0;
      events.onConnected(true);
      if (fact.id !== undefined) last = fact.id;
      events.onFact(fact);
    });
    opened.addEventListener('close', ({ code }) => {
      events.onConnected(false);
      if (closed) return;
      const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
      failures += 1;
      timer = setTimeout(() => {
        // A token lives for minutes, the socket for hours.
        void (TOKEN_REFUSED.has(code) ? refreshAccessToken() : Promise.resolve()).then(() => {
          if (!closed) connect();
        });
      }, wait);
    });
  };
  connect();

  return {
    send(frame) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close() {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}

function parse(data: unknown): LiveFact | undefined {
  if (typeof data !== 'string') return undefined;
  const value: unknown = JSON.parse(data);
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
    ? (value as LiveFact)
    : undefined;
}
