import type { ParsedInbound, ParsedWebhook } from '#domain/channel-port.ts';
import type { ChannelEvent } from '#domain/message/channel-event.ts';
import { cleanText } from '#domain/message/clean-text.ts';

/** Collects what one delivery holds, item by item. */
export interface WebhookFindings {
  message(inbound: ParsedInbound): void;
  event(event: ChannelEvent): void;
  ignore(reason: string): void;
  /** Runs one item's reader; an item that can't be read is counted and does not sink the others. */
  item(read: () => void): void;
  done(): ParsedWebhook;
}

/** Another parser's worth of reasons must not become a memory of everything senders invent. */
const MOST_REASONS = 50;

export function collectFindings(): WebhookFindings {
  const messages: ParsedInbound[] = [];
  const events: ChannelEvent[] = [];
  const ignored: Record<string, number> = Object.create(null) as Record<string, number>;
  const ignore = (reason: string) => {
    const name = cleanText(reason, 64);
    const key = name in ignored || Object.keys(ignored).length < MOST_REASONS ? name : 'other';
    ignored[key] = (ignored[key] ?? 0) + 1;
  };
  return {
    message: (inbound) => void messages.push(inbound),
    event: (event) => void events.push(event),
    ignore,
    item(read) {
      try {
        read();
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
        ignore('malformed_item');
      }
    },
    done: () => ({ messages, events, ignored: { ...ignored } }),
  };
}
