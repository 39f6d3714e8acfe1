import { conceptsOf } from '#adapters/models/offline/catalogue/concepts.ts';
import { openOrders, type Context } from '#adapters/models/offline/context.ts';
import { findAnswer } from '#adapters/models/offline/faq.ts';
import { CONFIRM_FIRST } from '#adapters/models/offline/lexicon/all.ts';
import { asksFirst, isAsking, wishesOnly } from '#adapters/models/offline/order/asking.ts';
import { amountOf, readDraft, type Draft, type DraftItem } from '#adapters/models/offline/order/draft.ts';
import { pickOrdinal } from '#adapters/models/offline/order/ordinals.ts';
import { unknownProductIn } from '#adapters/models/offline/order/unknown-product.ts';
import { itemList, joined, unitName } from '#adapters/models/offline/phrases/format.ts';
import type { PromptOrderItem } from '#adapters/models/offline/prompt.ts';
import { spaced, tokenise } from '#adapters/models/offline/text/tokens.ts';
import { call, say, type Act } from './act.ts';
import { lookUp } from './results.ts';

/** Places an order or adds to one, or asks for what is still missing. Null when the customer wants neither. */
export function orderAct(context: Context): Act | null {
  const draft = readDraft(context);
  const step = { read: context.message, intents: context.intents };
  if ((wishesOnly(step) || asksFirst(step)) && !draft.confirmed) return null;
  const asking =
    isAsking(context.intents) &&
    !context.intents.has('order') &&
    !context.intents.has('add') &&
    context.message.looseQuantities.length === 0;
  if (!draft.wanted || (asking && !draft.confirmed) || !contributes(context)) return null;
  const unknown = unknownProduct(context);
  if (unknown !== null && context.message.items.length === 0) {
    // "Food for ten, for the grill": what it is to be like says more than a word we do not know.
    if (context.message.looseQuantities.length === 0 && conceptsOf(context.plain).wanted.size > 0) return null;
    const answered = context.message.looseQuantities.length === 0 && findAnswer(context.plain, context.prompt) !== null;
    return answered ? null : notCarried(unknown, context);
  }
  if (draft.items.length === 0) return null;
  const question = openQuestion(draft.items, context);
  if (question !== null) return question;
  const items = draft.items.flatMap(toLine);
  if (items.length < draft.items.length) return null;
  if (unknown !== null && !draft.confirmed)
    return say(
      joined(context.phrases.notCarried(unknown), context.phrases.offerOrderOf(itemList(items, context.phrases))),
      'consultation',
    );
  return place(items, draft, context);
}

/** True when this very message moves the order on; a draft from earlier messages alone never places one. */
function contributes(context: Context): boolean {
  const { message, intents, asked } = context;
  const answers =
    message.items.length > 0 ||
    message.looseQuantities.length > 0 ||
    message.slots.address !== null ||
    message.slots.note !== null;
  const chosen =
    asked.has('askWhich') &&
    pickOrdinal(
      message.tokens.map((token) => token.text),
      message.tokens.length + 1,
    ) !== null;
  return answers || chosen || intents.has('order') || intents.has('add') || (intents.has('yes') && !intents.has('no'));
}

function place(items: readonly PromptOrderItem[], draft: Draft, context: Context): Act | null {
  const { phrases } = context;
  const open = openOrders(context).at(-1);
  const joining = (draft.adding || goesOn(context)) && !refersToNew(context);
  if (joining && open === undefined && context.intents.has('orderWord') && !draft.confirmed) {
    return lookUp(context) ?? say(phrases.newOrderInstead(itemList(items, phrases)), 'consultation');
  }
  if ((context.intents.has('injection') || bargains(items, context)) && !draft.confirmed)
    return say(joined(phrases.priceIsFixed(), phrases.offerOrderOf(itemList(items, phrases))), 'consultation');
  const onlyArticles = draft.items.every((item) => item.quantity?.article === true);
  if (onlyArticles && !draft.confirmed && !joining)
    return say(phrases.offerOrderOf(itemList(items, phrases)), 'consultation');
  if (mustConfirm(context) && !draft.confirmed)
    return say(phrases.confirmOrder(itemList(items, phrases), draft.address, draft.note), 'consultation');
  const lines = items.map(({ product, quantity }) => ({ product, quantity }));
  const delivery = {
    ...(draft.address === null ? {} : { delivery_address: draft.address }),
    ...(draft.note === null ? {} : { notes: draft.note }),
  };
  if (joining && open !== undefined && context.tools.has('update_order'))
    return call('update_order', { order_number: open.number, add_items: lines, ...delivery });
  return context.tools.has('create_order')
    ? call('create_order', { items: lines, ...delivery })
    : say(phrases.failed(), 'consultation');
}

/** "And three waters", right after an order was placed or changed. */
function goesOn(context: Context): boolean {
  return /^\s*(?:and|plus|sama|dan|terus|וגם|ועוד)\s/iu.test(context.plain) && /#\d/u.test(context.lastShop);
}

/** The customer named a price that none of the items has: what is sold is only sold at the list price, so ask. */
function bargains(items: readonly PromptOrderItem[], context: Context): boolean {
  const prices = context.index.products
    .filter((product) => items.some((item) => item.product === product.name))
    .map((product) => Number(product.price));
  return context.message.statedPrices.some((stated) => !prices.includes(stated));
}

function refersToNew(context: Context): boolean {
  return /(?<![\p{L}])(?:new|separate|another) order|הזמנה (?:חדשה|נוספת|נפרדת)|pesanan baru/iu.test(context.plain);
}

function mustConfirm(context: Context): boolean {
  return [...context.prompt.policies, ...context.prompt.persona].some((line) =>
    CONFIRM_FIRST.test(spaced(tokenise(line).map((token) => token.text))),
  );
}

function openQuestion(items: readonly DraftItem[], context: Context): Act | null {
  const { phrases } = context;
  for (const item of items) {
    const [product] = item.products;
    if (product === undefined || item.products.length > 1 || item.doubtful) {
      return say(
        phrases.askWhich(
          item.products
            .slice(0, 5)
            .map((each) => each.name)
            .join(' / '),
        ),
        'consultation',
      );
    }
    if (!product.available)
      return say(joined(phrases.unavailable(product.name), phrases.anythingElse()), 'consultation');
    if (item.quantity === null)
      return say(phrases.askQuantity(product.name, unitName(product.unit, phrases)), 'consultation');
    if (amountOf(item) === null)
      return say(phrases.unitMismatch(product.name, unitName(product.unit, phrases)), 'consultation');
  }
  return null;
}

function toLine(item: DraftItem): readonly PromptOrderItem[] {
  const quantity = amountOf(item);
  const product = item.products[0];
  return quantity === null || quantity <= 0 || product === undefined
    ? []
    : [{ product: product.name, quantity, unit: product.unit }];
}

/** What the customer called something that the shop does not list, or null. */
export function unknownProduct(context: Context): string | null {
  const { message, intents } = context;
  const expected = message.looseQuantities.length > 0 || intents.has('order') || intents.has('available');
  return expected ? unknownProductIn(message, context.index) : null;
}

function notCarried(said: string, context: Context): Act {
  const searched = context.turn.events.some((event) => event.name === 'search_products');
  if (!searched && context.tools.has('search_products'))
    return call('search_products', { query: said.slice(0, 200), limit: 5 });
  return say(joined(context.phrases.notCarried(said), context.phrases.catalogueEnd()), 'consultation');
}
