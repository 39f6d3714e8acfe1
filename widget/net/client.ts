import type { BootstrapView, HistoryView, SessionView } from '#api/routes/widget/schema.ts';
import { toApiError } from './api-error.ts';
import { readEvents } from './read-events.ts';
import type { ServerEvent } from './read-events.ts';
import type { SessionStore, StoredSession } from './session-store.ts';

export interface Client {
  bootstrap(): Promise<BootstrapView>;
  /** The visitor's session, made when there is none. */
  session(): Promise<StoredSession>;
  history(): Promise<HistoryView>;
  /** What happens in the conversation; ends when `signal` aborts or the line goes silent. */
  events(after: number, signal: AbortSignal): AsyncGenerator<ServerEvent>;
  /** Says something; the same id again is the same message. */
  say(text: string, messageId: string, signal: AbortSignal): AsyncGenerator<ServerEvent>;
}

/** The server sends a sign of life every 15 s; after this long without one the line is dead, ms. */
const SILENT_MS = 40_000;
const ASK_MS = 15_000;
/** Sessions are prolonged when less than this is left, ms. */
const PROLONG_MS = 15 * 86_400_000;

/** Talks to the API of one tenant. Methods throw ApiError for refusals, TypeError or AbortError for the network. */
export function createClient(base: string, tenant: string, store: SessionStore): Client {
  const address = (path: string, query = '') => `${base}${path}?tenant=${encodeURIComponent(tenant)}${query}`;

  async function ask<T>(method: string, path: string, token?: string): Promise<T> {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const response = await fetch(address(path), {
      method,
      headers,
      signal: AbortSignal.timeout(ASK_MS),
      credentials: 'omit',
    });
    const body = (await response.json().catch(() => undefined)) as T;
    if (!response.ok) throw toApiError(response.status, body);
    return body;
  }

  async function session(): Promise<StoredSession> {
    const known = store.read();
    if (known !== undefined && Date.parse(known.expiresAt) - Date.now() > PROLONG_MS) return known;
    const fresh = await ask<SessionView>('POST', '/v1/widget/session', known?.token);
    const talked = known?.visitorId === fresh.visitor_id && known.talked;
    const next = { token: fresh.token, visitorId: fresh.visitor_id, expiresAt: fresh.expires_at, talked };
    store.write(next);
    return next;
  }

  /** A session that the server does not know any more is replaced, once. */
  async function withSession<T>(work: (session: StoredSession) => Promise<T>): Promise<T> {
    try {
      return await work(await session());
    } catch (error) {
      if (!isSessionLost(error)) throw error;
      store.clear();
      return work(await session());
    }
  }

  async function* stream(open: () => Promise<Response>, cut: () => void): AsyncGenerator<ServerEvent> {
    let timer = window.setTimeout(cut, SILENT_MS);
    const alive = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(cut, SILENT_MS);
    };
    try {
      const response = await open();
      if (!response.ok) throw toApiError(response.status, await response.json().catch(() => undefined));
      if (response.body !== null) yield* readEvents(response.body, alive);
    } finally {
      window.clearTimeout(timer);
    }
  }

  return {
    bootstrap: () => ask('GET', '/v1/widget/bootstrap'),
    session,
    history: () => withSession(({ token }) => ask<HistoryView>('GET', '/v1/widget/history', token)),
    events(after, signal) {
      const line = linked(signal);
      const open = () =>
        withSession(async ({ token }) => {
          const headers = { Authorization: `Bearer ${token}` };
          const url = address('/v1/widget/events', `&after=${after}`);
          return refused(await fetch(url, { headers, signal: line.signal, credentials: 'omit', cache: 'no-store' }));
        });
      return stream(open, () => line.abort());
    },
    say(text, messageId, signal) {
      const line = linked(signal);
      const open = () =>
        withSession(async ({ token, visitorId }) => {
          const body = JSON.stringify({ message: text, user_id: visitorId, message_id: messageId });
          const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
          const url = address('/v1/chat/stream');
          return refused(await fetch(url, { method: 'POST', headers, body, signal: line.signal, credentials: 'omit' }));
        });
      return stream(open, () => line.abort());
    },
  };
}

/** Throws for a lost session only, so that `withSession` sees it before the stream begins. */
async function refused(response: Response): Promise<Response> {
  if (response.status === 401) throw toApiError(401, await response.json().catch(() => undefined));
  return response;
}

function isSessionLost(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 401;
}

/** A controller that also ends with `signal`. */
function linked(signal: AbortSignal): AbortController {
  const own = new AbortController();
  if (signal.aborted) own.abort();
  signal.addEventListener('abort', () => own.abort(), { once: true });
  return own;
}
