import type { ModelRequest } from '#domain/ports.ts';
import type { CatalogueIndex } from './catalogue/index-catalogue.ts';
import { customerIntents, shopIntents } from './intents.ts';
import { detectLanguage, firstKnownLanguage } from './language.ts';
import type { CustomerIntent, Language, ShopIntent } from './lexicon/types.ts';
import { readMessage, type ReadMessage } from './order/read-message.ts';
import { PHRASES } from './phrases/format.ts';
import type { Phrases } from './phrases/types.ts';
import { fieldsOf, toOrder, type Prompt, type PromptOrder } from './prompt.ts';
import { readTurn, type Turn } from './turn.ts';

const ORDER_WRITES: ReadonlySet<string> = new Set(['create_order', 'update_order', 'cancel_order']);

/** Everything the dialogue rules look at for one model call. */
export interface Context {
  readonly prompt: Prompt;
  readonly index: CatalogueIndex;
  readonly turn: Turn;
  readonly language: Language;
  readonly phrases: Phrases;
  readonly message: ReadMessage;
  /** The customer's words without address, note and name. */
  readonly plain: string;
  readonly intents: ReadonlySet<CustomerIntent>;
  /** The shop's last words, empty when it has said nothing yet, and what they asked. */
  readonly lastShop: string;
  readonly asked: ReadonlySet<ShopIntent>;
  /** Orders from the prompt, overlaid with this turn's results. Newest last. */
  readonly orders: readonly PromptOrder[];
  readonly tools: ReadonlySet<string>;
  /** Whether `get_customer_orders` has answered in this turn. */
  readonly looked: boolean;
  readonly name: string | null;
}

export function readContext(request: ModelRequest, prompt: Prompt, index: CatalogueIndex): Context {
  const turn = readTurn(request.messages);
  const language = languageOf(turn, prompt, index);
  const orders = knownOrders(prompt, turn);
  const message = withOrderNumber(readMessage(turn.text, index), orders);
  const plain = withoutSlots(message);
  const lastShop = orderedBefore(turn) ?? turn.history.findLast((said) => said.by === 'shop')?.text ?? '';
  return {
    prompt,
    index,
    turn,
    language,
    phrases: PHRASES[language],
    message,
    plain,
    intents: customerIntents(plain, index.isKnown),
    lastShop,
    asked: shopIntents(lastShop),
    orders,
    tools: request.toolChoice === 'none' ? new Set() : new Set(request.tools.map((tool) => tool.name)),
    looked: turn.events.some((event) => event.name === 'get_customer_orders'),
    name: message.slots.name ?? prompt.customer.name ?? statedName(turn, index),
  };
}

/**
 * The customer wrote on while their order was written: what they say now follows that order, which the shop will tell
 * first, and no longer answers what it said before.
 */
function orderedBefore({ earlierEvents }: Turn): string | null {
  const written = earlierEvents.findLast((event) => ORDER_WRITES.has(event.name) && !event.isError);
  const order = written && toOrder(fieldsOf(written.data)['order']);
  return order ? `#${order.number}` : null;
}

/** The message without the parts that slots took, so that an address never looks like an intent. */
export function withoutSlots(message: ReadMessage): string {
  let plain = '';
  let from = 0;
  for (const range of [...message.slots.taken].sort((a, b) => a.start - b.start)) {
    plain += `${message.text.slice(from, range.start)} `;
    from = Math.max(from, range.end);
  }
  return plain + message.text.slice(from);
}

/** A bare number that is one of the customer's order numbers ("cancel 1001") is that order, not an amount. */
function withOrderNumber(message: ReadMessage, orders: readonly PromptOrder[]): ReadMessage {
  const named = message.looseQuantities.find(
    (quantity) => quantity.unit === null && orders.some((order) => order.number === quantity.value),
  );
  if (message.orderNumber !== null || named === undefined) return message;
  return {
    ...message,
    orderNumber: named.value,
    looseQuantities: message.looseQuantities.filter((quantity) => quantity !== named),
  };
}

/** Open orders, oldest first. */
export function openOrders(context: Context): readonly PromptOrder[] {
  return context.orders.filter((order) => order.status === 'pending');
}

function languageOf(turn: Turn, prompt: Prompt, index: CatalogueIndex): Language {
  const said = [
    turn.text,
    ...turn.history
      .filter((entry) => entry.by === 'customer')
      .map((entry) => entry.text)
      .reverse()
      .slice(0, 6),
  ];
  for (const text of said) {
    const language = detectLanguage(text, index.isNameWord);
    if (language !== null) return language;
  }
  return firstKnownLanguage([prompt.customer.language, prompt.shop.language]);
}

function statedName(turn: Turn, index: CatalogueIndex): string | null {
  for (const said of [...turn.history].reverse()) {
    if (said.by !== 'customer') continue;
    const name = readMessage(said.text, index).slots.name;
    if (name !== null) return name;
  }
  return null;
}

function knownOrders(prompt: Prompt, turn: Turn): readonly PromptOrder[] {
  const orders = new Map(prompt.orders.map((order) => [order.number, order]));
  for (const event of [...turn.earlierEvents, ...turn.events]) {
    if (event.isError) continue;
    const data = fieldsOf(event.data);
    const listed = Array.isArray(data['orders']) ? data['orders'] : [data['order']];
    for (const order of listed.map(toOrder)) if (order !== null) orders.set(order.number, order);
  }
  return [...orders.values()].sort((a, b) => a.number - b.number);
}
