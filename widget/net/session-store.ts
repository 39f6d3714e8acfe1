/** What a browser remembers of its visitor. */
export interface StoredSession {
  readonly token: string;
  readonly visitorId: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
  /** Whether anything was said: only then there is something to listen to. */
  readonly talked: boolean;
}

export interface SessionStore {
  read(): StoredSession | undefined;
  write(session: StoredSession): void;
  clear(): void;
}

/** Keeps a session in localStorage; where the browser forbids that, for as long as the page is open. */
export function createSessionStore(tenant: string, now: () => number = Date.now): SessionStore {
  const key = `colloquy:${tenant}`;
  let kept: string | null = null;
  const attempt = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch {
      return null;
    }
  };
  return {
    read() {
      const text = attempt(() => localStorage.getItem(key)) ?? kept;
      const value = text === null ? null : attempt(() => JSON.parse(text) as Partial<StoredSession> | null);
      if (typeof value?.token !== 'string' || typeof value.visitorId !== 'string') return undefined;
      const { token, visitorId, expiresAt = '', talked = false } = value;
      return Date.parse(expiresAt) > now() ? { token, visitorId, expiresAt, talked } : undefined;
    },
    write(session) {
      kept = JSON.stringify(session);
      const text = kept;
      attempt(() => localStorage.setItem(key, text));
    },
    clear() {
      kept = null;
      attempt(() => localStorage.removeItem(key));
    },
  };
}
