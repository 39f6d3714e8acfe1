import type { Context } from '#adapters/models/offline/context.ts';
import { inProductUnit } from '#adapters/models/offline/catalogue/units.ts';
import { customerIntents, shopIntents } from '#adapters/models/offline/intents.ts';
import type { CustomerIntent, ShopIntent } from '#adapters/models/offline/lexicon/types.ts';
import type { PromptProduct } from '#adapters/models/offline/prompt.ts';
import { asksFirst, isAsking, isQuality, wishesOnly } from './asking.ts';
import { pickOrdinal } from './ordinals.ts';
import type { Quantity } from './quantities.ts';
import { readMessage, type ReadMessage } from './read-message.ts';
import { unknownProductIn } from './unknown-product.ts';
import { wishesIn } from './wishes.ts';

export interface DraftItem {
  /** One when clear; several or a doubtful one must be asked about. */
  readonly products: readonly PromptProduct[];
  readonly doubtful: boolean;
  readonly quantity: Pick<Quantity, 'value' | 'unit' | 'article'> | null;
}

/** An order as far as the talk has settled it: this message and the answers to the shop's questions before it. */
export interface Draft {
  readonly items: readonly DraftItem[];
  /** Products the customer only asked about; an answer like "half a kilo, please" means them. */
  readonly focus: readonly DraftItem[];
  readonly address: string | null;
  readonly note: string | null;
  /** The customer has agreed to the items the shop read back. */
  readonly confirmed: boolean;
  /** The customer asked to add to what was ordered before. */
  readonly adding: boolean;
  /** The customer showed that they want to buy, not only to know. */
  readonly wanted: boolean;
}

interface Step {
  readonly read: ReadMessage;
  readonly intents: ReadonlySet<CustomerIntent>;
  /** What the shop said just before it. */
  readonly shop: string;
  readonly asked: ReadonlySet<ShopIntent>;
}

const ORDER_QUESTIONS: readonly ShopIntent[] = ['askQuantity', 'askConfirm', 'askWhich', 'offerOrder'];
const LONGEST_CHAIN = 6;

/** Reads the draft out of the conversation: nothing is remembered between calls. */
export function readDraft(context: Context): Draft {
  let draft: Draft = {
    items: [],
    focus: [],
    address: null,
    note: null,
    confirmed: false,
    adding: false,
    wanted: false,
  };
  for (const step of chainOf(context)) draft = extend(draft, step, context);
  return draft;
}

function chainOf(context: Context): readonly Step[] {
  const steps: Step[] = [
    { read: context.message, intents: context.intents, shop: context.lastShop, asked: context.asked },
  ];
  const history = [...context.turn.history];
  while (steps.length < LONGEST_CHAIN) {
    const first = steps[0];
    if (
      first === undefined ||
      /#\d/u.test(first.shop) ||
      !ORDER_QUESTIONS.some((question) => first.asked.has(question))
    )
      break;
    const shopAt = history.findLastIndex((said) => said.by === 'shop');
    history.splice(shopAt);
    const texts: string[] = [];
    while (history.at(-1)?.by === 'customer') texts.unshift(history.pop()?.text ?? '');
    if (texts.length === 0) break;
    const shop = history.at(-1)?.text ?? '';
    const text = texts.join('\n');
    steps.unshift({
      read: readMessage(text, context.index),
      intents: customerIntents(text, context.index.isKnown),
      shop,
      asked: shopIntents(shop),
    });
  }
  return steps;
}

function extend(draft: Draft, step: Step, context: Context): Draft {
  const { read, intents } = step;
  const ordering = (intents.has('order') || intents.has('add')) && !wishesOnly(step) && !asksFirst(step);
  const asking = isAsking(intents) && !ordering && !answersWithAmount(step);
  const refused = intents.has('no') && read.items.length === 0 && read.looseQuantities.length === 0;
  const agreed = intents.has('yes') && !intents.has('no');
  const base: Draft = refused ? { ...draft, items: [], focus: [], confirmed: false, wanted: false } : draft;
  const delivery = {
    address: read.slots.address ?? base.address,
    note: read.slots.note ?? (asking ? null : wishesIn(read.text)) ?? base.note,
  };
  if (asking)
    return {
      ...base,
      ...delivery,
      focus: read.items.length > 0 ? saidItems(step).map(withoutArticle) : base.focus,
      confirmed: false,
    };
  const said = read.items.length > 0 || read.looseQuantities.length > 0;
  const items = mergeItems(base, step, context, agreed);
  const answers = agreed && ORDER_QUESTIONS.some((question) => step.asked.has(question));
  const wanted =
    intents.has('order') ||
    intents.has('add') ||
    (said && (read.looseQuantities.length > 0 || read.items.some((item) => item.quantity !== null))) ||
    answers ||
    (step.asked.has('askWhich') && !asking && items !== base.items);
  return {
    items,
    focus: base.focus,
    ...delivery,
    confirmed: agreed && step.asked.has('askConfirm') && !said,
    adding: base.adding || intents.has('add'),
    wanted: (base.wanted && !refused) || wanted,
  };
}

/** "2 kilos?" after "how much would you like?" is an answer, whatever question words stand around it. */
function answersWithAmount(step: Step): boolean {
  const quantities = step.read.looseQuantities.length > 0 && step.read.items.length === 0;
  return quantities && step.asked.has('askQuantity');
}

function mergeItems(draft: Draft, step: Step, context: Context, agreed: boolean): readonly DraftItem[] {
  const { read } = step;
  const before = draft.items;
  if (step.asked.has('askWhich')) {
    const chosen = chooseAsked(before, step, context, agreed);
    if (chosen !== null) return chosen;
  }
  const said = saidItems(step);
  if (said.length > 0) return said.reduce(upsert, goneOnFrom(before, said, askedAbout(before, step, context)));
  const unknown =
    unknownProductIn(read, context.index) !== null && (read.looseQuantities.length > 0 || step.intents.has('order'));
  const loose = read.looseQuantities[0];
  if (unknown) return before;
  const known =
    [before, draft.focus.length === 1 ? draft.focus : []].find((items) => items.length > 0) ?? offered(step, context);
  if (loose === undefined) return agreed || step.intents.has('order') ? known : before;
  const open = known.findIndex((item) => item.quantity === null);
  const asked = askedAbout(known, step, context);
  const target = asked >= 0 ? asked : open >= 0 ? open : known.length === 1 ? 0 : -1;
  return known.map((item, place) => (place === target ? { ...item, quantity: loose } : item));
}

/** Amounts of other things say that what had none yet is no longer wanted: nobody is asked for it for ever. */
function goneOnFrom(before: readonly DraftItem[], said: readonly DraftItem[], asked: number): readonly DraftItem[] {
  const settled = said.every((item) => item.quantity !== null);
  return settled ? before.filter((item, place) => isSettled(item) && place !== asked) : before;
}

function isSettled(item: DraftItem): boolean {
  return item.quantity !== null && item.products.length === 1 && !item.doubtful;
}

/** The item whose amount the shop asked for, by the product its question named; -1 when it named none of them. */
function askedAbout(known: readonly DraftItem[], step: Step, context: Context): number {
  if (!step.asked.has('askQuantity')) return -1;
  const named = new Set(
    readMessage(step.shop, context.index).items.flatMap((item) => item.mention.products.slice(0, 1)),
  );
  return named.size === 1 ? known.findIndex((item) => item.products.some((product) => named.has(product))) : -1;
}

function saidItems(step: Step): readonly DraftItem[] {
  const items = step.read.items.filter(
    (item) => item.quantity !== null || !isQuality(item, step.read) || item.mention.score >= 0.8,
  );
  return items.map((item) => ({
    products: item.mention.products,
    doubtful: item.mention.doubtful,
    quantity: item.quantity ?? each(step),
  }));
}

/** The products the shop's last words named, when they named one, or the items it read back. Its own name is none. */
function offered(step: Step, context: Context): readonly DraftItem[] {
  if (step.shop === '' || /#\d/u.test(step.shop)) return [];
  const { name } = context.prompt.shop;
  const shop = name === '' ? step.shop : step.shop.replaceAll(name, ' ');
  const question = shop.split(/(?<=[.!\n])\s+/u).findLast((sentence) => sentence.includes('?')) ?? shop;
  const inQuestion = itemsOf(question, context);
  const items = inQuestion.length > 0 ? inQuestion : itemsOf(shop, context);
  const names = new Set(items.flatMap((item) => item.products));
  if (step.asked.has('askConfirm') && items.some((item) => item.quantity !== null))
    return items.filter((item) => item.quantity !== null);
  return names.size === 1
    ? items.slice(0, 1).map((item) => (step.asked.has('askConfirm') ? item : { ...item, quantity: null }))
    : [];
}

function itemsOf(text: string, context: Context): readonly DraftItem[] {
  return readMessage(text, context.index).items.map((item) => ({
    products: item.mention.products.slice(0, 1),
    doubtful: false,
    quantity: item.quantity,
  }));
}

/** The names to choose from: the heads of a bulleted list, or else all that was said. */
function choicesIn(shop: string): string {
  const bullets = shop.split('\n').filter((line) => line.startsWith('•'));
  return bullets.length === 0 ? shop : bullets.map((line) => line.split(':')[0] ?? '').join('\n');
}

/** The answer to "which one?": a name, "the second", or "yes" when one was offered. */
function chooseAsked(
  before: readonly DraftItem[],
  step: Step,
  context: Context,
  agreed: boolean,
): readonly DraftItem[] | null {
  const candidates = [
    ...new Set(
      readMessage(choicesIn(step.shop), context.index).items.flatMap((item) => item.mention.products.slice(0, 1)),
    ),
  ];
  const open = before.findIndex((item) => item.products.length !== 1 || item.doubtful);
  const mentioned = step.read.items
    .flatMap((item) => item.mention.products)
    .filter((product) => candidates.includes(product));
  const ordinal = pickOrdinal(
    step.read.tokens.map((token) => token.text),
    candidates.length,
  );
  const picked =
    new Set(mentioned).size >= 1 && step.read.items.length === 1
      ? mentioned[0]
      : agreed && candidates.length === 1 && step.read.items.length === 0
        ? candidates[0]
        : ordinal === null
          ? undefined
          : candidates[ordinal];
  if (picked === undefined) return null;
  const quantity =
    step.read.items[0]?.quantity ??
    (ordinal === null ? step.read.looseQuantities[0] : undefined) ??
    before[open]?.quantity ??
    null;
  const chosen: DraftItem = { products: [picked], doubtful: false, quantity };
  return open < 0 ? upsert(before, chosen) : before.map((item, place) => (place === open ? chosen : item));
}

/** "is there a carrot cake?" asks about cake, not about one of them. */
function withoutArticle(item: DraftItem): DraftItem {
  return item.quantity?.article === true ? { ...item, quantity: null } : item;
}

function each(step: Step): DraftItem['quantity'] {
  return step.intents.has('each') && step.read.items.filter((item) => item.quantity !== null).length === 1
    ? (step.read.items.find((item) => item.quantity !== null)?.quantity ?? null)
    : null;
}

function upsert(items: readonly DraftItem[], said: DraftItem): readonly DraftItem[] {
  const same = items.findIndex((item) => item.products[0] === said.products[0]);
  if (same < 0) return [...items, said];
  return items.map((item, place) => (place === same ? { ...said, quantity: said.quantity ?? item.quantity } : item));
}

/** The amount in the product's unit; null when it was not said or can't be compared with it. */
export function amountOf(item: DraftItem): number | null {
  const product = item.products[0];
  if (product === undefined || item.quantity === null) return null;
  return inProductUnit(item.quantity.value, item.quantity.unit, product.unit);
}
