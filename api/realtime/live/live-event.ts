import type { FeedFact, FeedPlace, PlacedFact } from '#domain/live/feed-event.ts';

/** A fact as clients get it; `id` is also where a reader goes on. */
export interface LiveEvent {
  readonly id: string;
  readonly type: string;
  readonly conversation_id?: string;
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly at: string;
}

/** A fact ready to go out to any number of clients. */
export interface OutgoingEvent {
  /** Number of its transaction. */
  readonly xid: string;
  readonly id: string;
  /** The event as JSON: encoded once for all clients. */
  readonly bytes: Buffer;
}

/** Writes a place down for a client. */
export type WriteCursor = (place: FeedPlace) => string;

export function presentFact(fact: FeedFact, id: string): LiveEvent {
  return {
    id,
    type: fact.type,
    ...(fact.conversationId !== null && { conversation_id: fact.conversationId }),
    ...(fact.subject !== null && { subject: fact.subject }),
    at: fact.at,
  };
}

export function toOutgoing(facts: readonly PlacedFact[], cursorOf: WriteCursor): readonly OutgoingEvent[] {
  return facts.map((fact) => {
    const id = cursorOf(fact.place);
    return { xid: fact.key.split('-', 1)[0] ?? '', id, bytes: Buffer.from(JSON.stringify(presentFact(fact, id))) };
  });
}
