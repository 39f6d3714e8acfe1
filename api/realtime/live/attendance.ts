import type { Logger } from 'pino';
import { StoreUnavailable } from '#domain/errors.ts';
import type { PresenceBook, PresentConnection } from '#domain/live/presence.ts';

/** How often open connections are said to be open, ms; the record forgets them after 45 s. */
const AGAIN_MS = 20_000;

/** Who of the staff is connected to this process. */
export interface Attendance {
  /** Answers what to call when the connection ends. */
  enter(tenantId: string, connection: PresentConnection): () => void;
  change(tenantId: string, connection: PresentConnection): void;
  /** Takes everybody out of the record. */
  stop(): Promise<void>;
}

export function createAttendance(book: PresenceBook, log: Logger): Attendance {
  const tenants = new Map<string, Map<string, PresentConnection>>();
  let timer: NodeJS.Timeout | undefined;
  // One statement after the other: a state must not overtake the one before it.
  let last: Promise<void> = Promise.resolve();

  const write = (work: () => Promise<void>) => {
    last = last.then(work).catch((error: unknown) => {
      // The next round says it again.
      if (!(error instanceof StoreUnavailable)) log.error('presence could not be recorded');
    });
    return last;
  };
  const again = () => {
    for (const [tenantId, connections] of tenants) void write(() => book.seen(tenantId, [...connections.values()]));
  };
  const put = (tenantId: string, connection: PresentConnection) => {
    const connections = tenants.get(tenantId) ?? new Map<string, PresentConnection>();
    tenants.set(tenantId, connections.set(connection.connectionId, connection));
    timer ??= setInterval(again, AGAIN_MS);
    void write(() => book.seen(tenantId, [connection]));
  };
  const take = (tenantId: string, connectionId: string) => {
    const connections = tenants.get(tenantId);
    if (!connections?.delete(connectionId)) return;
    if (connections.size === 0) tenants.delete(tenantId);
    if (tenants.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    void write(() => book.left(tenantId, [connectionId]));
  };
  return {
    enter(tenantId, connection) {
      put(tenantId, connection);
      return () => take(tenantId, connection.connectionId);
    },
    change: put,
    async stop() {
      clearInterval(timer);
      timer = undefined;
      const all = [...tenants];
      tenants.clear();
      for (const [tenantId, connections] of all) void write(() => book.left(tenantId, [...connections.keys()]));
      await last;
    },
  };
}
