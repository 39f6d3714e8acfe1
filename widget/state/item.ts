import type { WidgetMessageView } from '#api/routes/widget/schema.ts';

/** One bubble. */
export interface Item {
  /** The same message keeps its key from the first keystroke to the record. */
  readonly key: string;
  readonly author: WidgetMessageView['author'];
  readonly agent: string | null;
  readonly text: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Place in the record; null until it is recorded. */
  readonly seq: number | null;
  /** `streaming` is a reply that is still coming in. */
  readonly state: 'sending' | 'sent' | 'failed' | 'streaming';
  readonly attachments: WidgetMessageView['attachments'];
  readonly cards: WidgetMessageView['cards'];
  readonly choices: WidgetMessageView['choices'];
  readonly links: WidgetMessageView['links'];
}

/** A bubble before it is recorded. */
export function localItem(key: string, author: Item['author'], text: string, state: Item['state']): Item {
  const at = new Date().toISOString();
  return { key, author, agent: null, text, at, seq: null, state, attachments: [], cards: [], choices: [], links: [] };
}

/** A recorded message. */
export function recordedItem(message: WidgetMessageView): Item {
  const { author, agent, text, at, seq, attachments, cards, choices, links } = message;
  return { key: keyOf(message), author, agent, text, at, seq, state: 'sent', attachments, cards, choices, links };
}

export const visitorKey = (messageId: string): string => `visitor:${messageId}`;
export const replyKey = (turn: number): string => `reply:${turn}`;

function keyOf({ author, message_id, turn, seq }: WidgetMessageView): string {
  if (author === 'visitor' && message_id !== null) return visitorKey(message_id);
  return author === 'bot' ? replyKey(turn) : `seq:${seq}`;
}
