import { isConceptWord } from '#adapters/models/offline/catalogue/concepts.ts';
import { STOPWORDS } from '#adapters/models/offline/lexicon/all.ts';
import type { CustomerIntent } from '#adapters/models/offline/lexicon/types.ts';
import type { ReadMessage, SaidItem } from './read-message.ts';

/** A message as far as it tells whether the customer asks or buys. */
export interface Asked {
  readonly read: ReadMessage;
  readonly intents: ReadonlySet<CustomerIntent>;
}

/** "I'd like something mild for the kids" wants advice: no amount, and only qualities are named. */
export function wishesOnly({ read, intents }: Asked): boolean {
  const amounts = read.looseQuantities.length > 0 || read.items.some((item) => item.quantity !== null);
  return !amounts && intents.has('recommend') && read.items.every((item) => isQuality(item, read));
}

/** "mau tanya …", "I want to ask about …": the wish is to know. */
export function asksFirst({ read, intents }: Asked): boolean {
  const amounts = read.looseQuantities.length > 0 || read.items.some((item) => item.quantity !== null);
  return !amounts && intents.has('asking');
}

/** Named by its qualities only ("חריף"), which no order can be made of. */
export function isQuality({ mention }: SaidItem, read: ReadMessage): boolean {
  const words = read.tokens.slice(mention.start, mention.end).filter((token) => !STOPWORDS.has(token.text));
  return words.every((token) => isConceptWord(token.text));
}

/** A question about products, which must not be taken for an order. */
export function isAsking(intents: ReadonlySet<CustomerIntent>): boolean {
  return (['price', 'tell', 'recommend', 'available', 'question', 'asking', 'catalogue'] as const).some((intent) =>
    intents.has(intent),
  );
}
