import { openOrders, type Context } from '#adapters/models/offline/context.ts';
import { measureOfText } from '#adapters/models/offline/catalogue/units.ts';
import { VOCABULARY } from '#adapters/models/offline/lexicon/all.ts';
import { amountOf, readDraft, type DraftItem } from '#adapters/models/offline/order/draft.ts';
import { shopIntents } from '#adapters/models/offline/intents.ts';
import type { SaidItem } from '#adapters/models/offline/order/read-message.ts';
import { joined, unitName } from '#adapters/models/offline/phrases/format.ts';
import type { PromptOrder, PromptOrderItem } from '#adapters/models/offline/prompt.ts';
import { prefixVariants } from '#adapters/models/offline/text/stem.ts';
import { asksOfShop } from '#adapters/models/offline/faq.ts';
import { wishesIn } from '#adapters/models/offline/order/wishes.ts';
import { call, say, type Act } from './act.ts';
import { numbers } from './cancel.ts';
import { lookUp } from './results.ts';

/** "No cupcakes after all": said of what the order holds. */
const WITHOUT = /^\s*(?:no|without|minus|skip|בלי|ללא|tanpa|(?:ga|gak|nggak) (?:pake|usah))\s+(?![^?]*\?)/iu;

/** Words of a message that is about when and how only. */
const LONGEST_WISH = 10;

/** Changes to an order that was placed: amounts, products out, products swapped, address, note. Null when none is asked. */
export function changeAct(context: Context): Act | null {
  const order = targetOrder(context);
  if (order === null)
    return context.message.items.length === 0 && wantsDeliveryChange(context) ? withoutOrder(context) : null;
  return removeOrReplace(order, context) ?? newAmount(order, context) ?? deliveryChange(order, context);
}

/** The order meant: by number, by what it holds, else the latest open one. */
function targetOrder(context: Context): PromptOrder | null {
  const open = openOrders(context);
  const numbered = context.message.orderNumber;
  if (numbered !== null) return open.find((order) => order.number === numbered) ?? null;
  return open.findLast((order) => linesOf(order, context.message.items).length > 0) ?? open.at(-1) ?? null;
}

/** The said products that are in the order, with the order's own line. */
function linesOf(
  order: PromptOrder,
  said: readonly SaidItem[],
): readonly { readonly said: SaidItem; readonly line: PromptOrderItem }[] {
  return said.flatMap((item) => {
    const names = item.mention.products.map((product) => product.name);
    const lines = order.items.filter((line) => names.includes(line.product));
    return lines.length === 1 && lines[0] !== undefined ? [{ said: item, line: lines[0] }] : [];
  });
}

function removeOrReplace(order: PromptOrder, context: Context): Act | null {
  const { intents, message, phrases } = context;
  const inOrder = linesOf(order, message.items);
  const others = message.items.filter((item) => !inOrder.some((found) => found.said === item));
  const out = inOrder[0];
  if (intents.has('replace') && out !== undefined && others.length === 1 && inOrder.length === 1)
    return swap(order, out.line, others[0], out.said, context);
  const taking =
    intents.has('remove') || intents.has('cancel') || (WITHOUT.test(context.plain) && out?.said.quantity === null);
  const dropped = intents.has('add') ? inOrder.filter((found) => found.said.quantity === null) : inOrder;
  if (!taking || (intents.has('add') && (dropped.length === 0 || others.length === 0))) return null;
  if (dropped.length > 0)
    return takeOut(
      order,
      dropped.map((found) => found.line),
      dropped.map((found) => found.said),
      others,
      context,
    );
  const name = message.items[0]?.mention.products[0]?.name;
  const wishes = intents.has('order') || message.items.some((item) => item.quantity !== null);
  return name === undefined || wishes ? null : say(phrases.notInOrder(name, order.number), 'consultation');
}

function takeOut(
  order: PromptOrder,
  lines: readonly PromptOrderItem[],
  said: readonly SaidItem[],
  others: readonly SaidItem[],
  context: Context,
): Act {
  const partly = lines[0];
  const less =
    said[0] === undefined
      ? null
      : amountOf({ products: said[0].mention.products.slice(0, 1), doubtful: false, quantity: said[0].quantity });
  if (lines.length === 1 && partly !== undefined && less !== null && less < partly.quantity)
    return setAmount(order, partly, partly.quantity - less);
  const added = others.flatMap((item) =>
    toLine({ products: item.mention.products, doubtful: item.mention.doubtful, quantity: item.quantity }),
  );
  if (new Set(lines).size === order.items.length && added.length === 0)
    return say(context.phrases.lastItemCancel(order.number), 'consultation');
  return call('update_order', {
    order_number: order.number,
    remove_items: [...new Set(lines.map((line) => line.product))],
    ...(added.length > 0 ? { add_items: added } : {}),
  });
}

function swap(
  order: PromptOrder,
  out: PromptOrderItem,
  into: SaidItem | undefined,
  from: SaidItem,
  context: Context,
): Act | null {
  const product = into?.mention.products[0];
  if (into === undefined || product === undefined) return null;
  if (into.mention.products.length > 1 || into.mention.doubtful)
    return say(context.phrases.askWhich(into.mention.products.map((each) => each.name).join(' / ')), 'consultation');
  const asked = amountOf({ products: [product], doubtful: false, quantity: into.quantity ?? from.quantity });
  const alike = measureOfText(product.unit).dimension === measureOfText(out.unit).dimension;
  const quantity =
    asked ??
    (product.unit === out.unit || (alike && measureOfText(out.unit).dimension === 'count') ? out.quantity : null);
  if (quantity === null)
    return say(context.phrases.askQuantity(product.name, unitName(product.unit, context.phrases)), 'consultation');
  return call('update_order', {
    order_number: order.number,
    remove_items: [out.product],
    add_items: [{ product: product.name, quantity }],
  });
}

function newAmount(order: PromptOrder, context: Context): Act | null {
  const { intents, message } = context;
  const named = linesOf(order, message.items)[0];
  const single = order.items.length === 1 && message.looseQuantities.length === 1 && message.items.length === 0;
  const corrects =
    intents.has('correction') &&
    !intents.has('order') &&
    (single || (named !== undefined && named.said.quantity !== null));
  if ((!intents.has('change') && !corrects) || intents.has('add')) return null;
  const only = order.items.length === 1 && message.items.length === 0 ? order.items[0] : undefined;
  const line = named?.line ?? only;
  const quantity = named?.said.quantity ?? message.looseQuantities.at(-1) ?? null;
  if (line === undefined) return null;
  const product = context.index.products.find((each) => each.name === line.product);
  if (quantity === null || product === undefined)
    return named === undefined
      ? null
      : say(context.phrases.askQuantity(line.product, unitName(line.unit, context.phrases)), 'consultation');
  const amount = amountOf({ products: [product], doubtful: false, quantity });
  return amount === null
    ? say(context.phrases.unitMismatch(product.name, unitName(product.unit, context.phrases)), 'consultation')
    : setAmount(order, line, amount);
}

function setAmount(order: PromptOrder, line: PromptOrderItem, quantity: number): Act {
  const rounded = Math.round(quantity * 1_000) / 1_000;
  const items = order.items.map((item) => ({
    product: item.product,
    quantity: item === line ? rounded : item.quantity,
  }));
  return call('update_order', { order_number: order.number, items });
}

function toLine(item: DraftItem): readonly { product: string; quantity: number }[] {
  const quantity = amountOf(item);
  const product = item.products[0];
  return quantity === null || product === undefined || item.products.length > 1
    ? []
    : [{ product: product.name, quantity }];
}

function wantsDeliveryChange(context: Context): boolean {
  const { slots } = context.message;
  return (slots.address !== null || slots.note !== null) && !readDraft(context).wanted;
}

function deliveryChange(order: PromptOrder, context: Context): Act | null {
  const { message } = context;
  if (message.items.length > 0) return null;
  const { address } = message.slots;
  const note = message.slots.note ?? laterWish(order, context);
  const answer =
    address ?? (order.deliveryAddress === null && askedAddressLately(context) ? answeredAddress(context) : null);
  if (answer === null && note === null) return null;
  const several = openOrders(context).length > 1 && message.orderNumber === null && !context.asked.has('askAddress');
  if (several) return say(context.phrases.whichOrder(numbers(openOrders(context))), 'consultation');
  return call('update_order', {
    order_number: order.number,
    ...(answer === null ? {} : { delivery_address: answer }),
    ...(note === null ? {} : { notes: note }),
  });
}

/** "Tomorrow at nine, please" or "I'll pick it up" once the order stands: put to what its note says already. */
function laterWish(order: PromptOrder, context: Context): string | null {
  const { intents, message, plain } = context;
  const other = (
    ['question', 'available', 'catalogue', 'price', 'myOrders', 'bye', 'complaint', 'pastOrder'] as const
  ).some((intent) => intents.has(intent));
  const wish = wishesIn(plain);
  if (wish === null || (other && !intents.has('pickup')) || message.tokens.length > LONGEST_WISH) return null;
  return order.notes === null || order.notes === '' ? wish : `${order.notes}; ${wish}`;
}

/** Whether one of the shop's last two messages asked where to deliver. */
function askedAddressLately(context: Context): boolean {
  const shop = context.turn.history.filter((said) => said.by === 'shop').slice(-2);
  return shop.some((said) => shopIntents(said.text).has('askAddress'));
}

/** The whole message, when the shop had asked where to deliver and this is neither a question nor a refusal. */
function answeredAddress(context: Context): string | null {
  const { intents, prompt } = context;
  const said = context.turn.text.trim();
  if (intents.has('yes') && !intents.has('no') && said.length < 25) return prompt.customer.address;
  const other = (
    [
      'no',
      'human',
      'thanks',
      'bye',
      'cancel',
      'question',
      'price',
      'catalogue',
      'myOrders',
      'complaint',
      'tell',
      'recommend',
      'injection',
      'available',
    ] as const
  ).some((intent) => intents.has(intent));
  // A day, an hour or a matter of the shop is no place; nor is what counts nothing.
  const elsewhere = wishesIn(said) !== null || (!/\d/u.test(said) && asksOfShop(said)) || /^0\s/u.test(said);
  const strange = context.message.tokens.some(
    (token) => !prefixVariants(token.text).some((word) => VOCABULARY.has(word)),
  );
  const plausible =
    strange && /\p{L}{2}/u.test(said) && (/\d/u.test(said) || said.split(/\s+/u).length >= 2) && said.length <= 200;
  return other || elsewhere || !plausible || /[?؟]/u.test(said)
    ? null
    : said.replace(/^(?:(?:to|at|ke)\s+|ל(?=רחוב))/iu, '');
}

function withoutOrder(context: Context): Act | null {
  const changes = context.intents.has('change') || context.intents.has('orderWord');
  if (!changes) return null;
  return lookUp(context) ?? say(joined(context.phrases.noOpenOrder(), context.phrases.anythingElse()), 'consultation');
}
