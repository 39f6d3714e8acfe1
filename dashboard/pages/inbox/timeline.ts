import type { ConversationEvent, Message, Note } from './queries.ts';

/** One line of a thread, whoever it is from. */
export type TimelineItem =
  | { readonly kind: 'message'; readonly key: string; readonly at: string; readonly message: Message }
  | { readonly kind: 'marker'; readonly key: string; readonly at: string; readonly text: string }
  | { readonly kind: 'note'; readonly key: string; readonly at: string; readonly note: Note }
  | { readonly kind: 'event'; readonly key: string; readonly at: string; readonly event: ConversationEvent };

interface Parts {
  /** Pages as the API gives them: the newest page first, and in each the newest message first. */
  readonly pages: readonly { readonly messages: readonly Message[] }[];
  readonly notes: readonly Note[];
  readonly events: readonly ConversationEvent[];
  /** Older messages are not loaded yet: what was noted before the oldest one waits for them. */
  readonly hasOlder: boolean;
}

/** Steps of a handoff that a thread shows between its messages. */
const SHOWN_EVENTS = /^handoff_(?!returned)/;

/** Everything of a thread in the order in which it happened. Messages keep their own order, whatever their clocks say. */
export function timelineOf({ pages, notes, events, hasOlder }: Parts): readonly TimelineItem[] {
  const messages = pages.flatMap((page) => page.messages).toSorted((a, b) => a.seq - b.seq);
  const from = hasOlder ? (messages[0]?.at ?? '') : '';
  const beside: TimelineItem[] = [
    ...notes.map((note) => ({ kind: 'note', key: note.id, at: note.at, note }) as const),
    ...events
      .filter(({ type }) => SHOWN_EVENTS.test(type))
      .map((event) => ({ kind: 'event', key: event.id, at: event.at, event }) as const),
  ].filter(({ at }) => at >= from);
  beside.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

  const items: TimelineItem[] = [];
  let next = 0;
  for (const message of messages) {
    for (let item = beside[next]; item !== undefined && item.at < message.at; item = beside[next]) {
      items.push(item);
      next += 1;
    }
    items.push(itemOf(message));
  }
  return [...items, ...beside.slice(next)];
}

function itemOf(message: Message): TimelineItem {
  const { id: key, at } = message;
  // What the system writes is for the model and for colleagues, never for the customer.
  return message.author === 'system'
    ? { kind: 'marker', key, at, text: message.text }
    : { kind: 'message', key, at, message };
}
