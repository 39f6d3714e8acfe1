import { openOrders, type Context } from '#adapters/models/offline/context.ts';
import { joined } from '#adapters/models/offline/phrases/format.ts';
import type { PromptOrder } from '#adapters/models/offline/prompt.ts';
import { call, say, type Act } from './act.ts';
import { lookUp, orderLines } from './results.ts';

const NOT_TO_CANCEL =
  /(?:don'?t|do not|never|please not|אל|jangan)\s+(?:\S+\s+)?(?:cancel|תבטל|batal)|(?:gak|ga|nggak|tidak)\s+jadi\s+(?:di)?batal/iu;
const ALL = /(?<![\p{L}])(?:all|every|everything|both|הכל|הכול|כל ה?הזמנות|שתי ה?הזמנות|semua)(?![\p{L}])/iu;
const LATEST = /(?<![\p{L}])(?:last|latest|newest|recent|האחרונה|terakhir|terbaru)(?![\p{L}])/iu;

/** "did you cancel it?" asks what happened; it is no wish. */
const ALREADY_DONE = /(?:did|have) (?:you|u) (?:\S+ )?cancel|(?:sudah|udah) (?:di)?batal(?:kan|in)?\s*\?/iu;

/** Cancels a whole order, or says honestly why there is nothing to cancel. Null when that is not asked. */
export function cancelAct(context: Context): Act | null {
  const agreed = context.asked.has('askCancel') && context.intents.has('yes') && !context.intents.has('no');
  if (!agreed && !asksToCancel(context)) return null;
  if (NOT_TO_CANCEL.test(context.plain)) return say(context.phrases.untouched(), 'consultation');
  const numbered = context.message.orderNumber ?? (agreed ? numberIn(context.lastShop) : null);
  const open = openOrders(context);
  const target = chooseOrder(open, numbered, context);
  if (target !== null && context.tools.has('cancel_order'))
    return call('cancel_order', { order_number: target.number });
  if (numbered === null && open.length > 1) return say(context.phrases.whichOrder(numbers(open)), 'consultation');
  return lookUp(context) ?? nothingToCancel(numbered, context);
}

/** The next open order when all were to be cancelled. */
export function cancelNext(context: Context): Act | null {
  const next = openOrders(context)[0];
  return next !== undefined && ALL.test(context.plain) && context.tools.has('cancel_order')
    ? call('cancel_order', { order_number: next.number })
    : null;
}

export function numberIn(text: string): number | null {
  const match = /#(\d{1,9})/u.exec(text);
  return match?.[1] === undefined ? null : Number(match[1]);
}

function asksToCancel(context: Context): boolean {
  const { intents, message } = context;
  if (context.message.orderNumber !== null && numberIn(context.lastShop) !== null && previousAskedWhich(context))
    return true;
  if (!intents.has('cancel') || intents.has('replace') || ALREADY_DONE.test(context.plain)) return false;
  if (/(?:policy|policies|מדיניות|kebijakan|syarat)/iu.test(context.plain)) return false;
  const named = message.items.some((item) => item.mention.score >= 0.4);
  return !named || (intents.has('orderWord') && !partOfOrder(context));
}

/** "2" or "#1002" after "which order do you mean?" that followed a wish to cancel. */
function previousAskedWhich(context: Context): boolean {
  const before = context.turn.history.findLast((said) => said.by === 'customer')?.text ?? '';
  return context.asked.has('askWhich') && /cancel|בטל|batal/iu.test(before);
}

/** "cancel the pastrami from my order": a product of the open order, named next to the wish. */
function partOfOrder(context: Context): boolean {
  const open = openOrders(context).at(-1);
  const named = context.message.items.flatMap((item) => item.mention.products.map((product) => product.name));
  return open !== undefined && open.items.length > 1 && open.items.some((item) => named.includes(item.product));
}

function chooseOrder(open: readonly PromptOrder[], numbered: number | null, context: Context): PromptOrder | null {
  if (numbered !== null) return open.find((order) => order.number === numbered) ?? null;
  if (open.length === 1 || LATEST.test(context.plain)) return open.at(-1) ?? null;
  return ALL.test(context.plain) ? (open[0] ?? null) : null;
}

function nothingToCancel(numbered: number | null, context: Context): Act {
  const { phrases, orders } = context;
  const about = numbered === null ? orders.at(-1) : orders.find((order) => order.number === numbered);
  if (about === undefined)
    return say(
      orders.length === 0 ? phrases.noOrders() : joined(phrases.noSuchOrder(), orderLines(orders, context)),
      'consultation',
    );
  return say(
    joined(
      about.status.startsWith('cancel')
        ? phrases.alreadyCancelled(about.number)
        : phrases.notPending(about.number, about.status),
      phrases.anythingElse(),
    ),
    'consultation',
  );
}

export function numbers(orders: readonly PromptOrder[]): string {
  return orders.map((order) => `#${order.number}`).join(', ');
}
