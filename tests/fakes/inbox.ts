import type { Inbox } from '#adapters/db/inbox/inbox.ts';
import { NotFound } from '#domain/errors.ts';

/** An inbox in which nobody has written; what it reads from Postgres is tested there. */
export function fakeInbox(): Inbox {
  const empty = async () => ({ items: [], next: null });
  return {
    list: async () => ({ items: [], next: null, asOf: null }),
    detail: (_tenantId, id) => Promise.reject(new NotFound(`there is no conversation "${id}"`)),
    thread: empty,
    turns: empty,
    notes: empty,
    events: empty,
  };
}
