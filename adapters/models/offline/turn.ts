import type { ModelMessage } from '#domain/ports.ts';
import { parseJson } from './prompt.ts';

/** A tool call of this turn with its answer. */
export interface ToolEvent {
  readonly name: string;
  readonly data: unknown;
  readonly isError: boolean;
}

/** The messages, split into what was said before and what this turn is about. */
export interface Turn {
  /** Earlier messages, oldest first. */
  readonly history: readonly Said[];
  /** The customer's words that are still to be answered; messages of one burst are joined by line breaks. */
  readonly text: string;
  /** Tool calls made since those words. */
  readonly events: readonly ToolEvent[];
  /** Tool calls of this turn before the customer wrote again; their receipts must still be told. */
  readonly earlierEvents: readonly ToolEvent[];
  /** What happened outside the talk and is to be told, one line of facts each. */
  readonly news: readonly string[];
  /** Why the last draft was refused, one reason each refused draft of this turn. */
  readonly corrections: readonly string[];
}

export interface Said {
  readonly by: 'customer' | 'shop';
  readonly text: string;
}

const CORRECTION = /^<correction>\s*([\s\S]*?)\s*<\/correction>\s*$/u;

const EVENT = /^<event>\s*([\s\S]*?)\s*<\/event>\s*$/u;

const HANDED_BACK =
  /(?:, a colleague, has given the conversation back to|The conversation is back with) the assistant\.$/u;

/** Reads the turn from the end backwards: it began after the shop's last finished message. */
export function readTurn(messages: readonly ModelMessage[]): Turn {
  const start = startOfTurn(messages);
  const history = messages.slice(0, start).flatMap(toSaid);
  let texts: string[] = [];
  let events: ToolEvent[] = [];
  const earlierEvents: ToolEvent[] = [];
  const corrections: string[] = [];
  const news: string[] = [];
  for (const message of messages.slice(start)) {
    if (message.role === 'tool') {
      events.push({ name: message.name, data: parseJson(message.result), isError: message.isError });
    } else if (message.role === 'user') {
      const correction = CORRECTION.exec(message.text);
      if (correction !== null) {
        corrections.push(correction[1] ?? '');
        continue;
      }
      const told = EVENT.exec(message.text);
      if (told !== null) {
        // Who holds the conversation is no news for the customer, who has just talked to that person.
        if (!HANDED_BACK.test(told[1] ?? '')) news.push(told[1] ?? '');
        continue;
      }
      if (events.length > 0) {
        earlierEvents.push(...events);
        [texts, events] = [[], []];
      }
      texts.push(heard(message.text));
    }
  }
  return { history, text: texts.join('\n'), events, earlierEvents, news, corrections };
}

/** The words of a voice note are words like any other. */
function heard(text: string): string {
  return text.replaceAll(/^\[(?:voice|audio)\] (?=\S)/gmu, '');
}

function startOfTurn(messages: readonly ModelMessage[]): number {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message?.role !== 'assistant' || (message.toolCalls?.length ?? 0) > 0) continue;
    const next = messages[index + 1];
    const refused = next?.role === 'user' && CORRECTION.test(next.text);
    if (!refused) return index + 1;
  }
  return 0;
}

function toSaid(message: ModelMessage): readonly Said[] {
  if (message.role === 'user')
    return CORRECTION.test(message.text) || EVENT.test(message.text)
      ? []
      : [{ by: 'customer', text: heard(message.text) }];
  if (message.role === 'assistant' && message.text.trim() !== '') return [{ by: 'shop', text: message.text }];
  return [];
}
