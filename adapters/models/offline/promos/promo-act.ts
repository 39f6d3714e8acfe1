import { openOrders, type Context } from '#adapters/models/offline/context.ts';
import { money } from '#adapters/models/offline/phrases/format.ts';
import { fieldsOf, text, toOrder } from '#adapters/models/offline/prompt.ts';
import { call, say, type Act } from '#adapters/models/offline/talk/act.ts';
import { stageOf } from '#adapters/models/offline/talk/social.ts';
import { PROMO_PHRASES, type PromoPhrases } from './promo-phrases.ts';

/** "code GLOW10", "kode promo: glow10", "קוד GLOW10". */
const CODE =
  /(?<![\p{L}\p{N}])(?:promo(?:tion)? code|coupon(?: code)?|voucher(?: code)?|discount code|code|kode(?: promo| voucher| diskon)?|voucher|kupon|קוד(?: הנחה| קופון)?|קופון)\s*(?:is|itu|ini|nya|:)?\s*["'“”#]?(?<code>[A-Za-z0-9][A-Za-z0-9_-]{1,39})(?![\p{L}\p{N}])/iu;

/** The customer names a promo code. Null = something else is meant. */
export function promoAct(context: Context): Act | null {
  if (!context.tools.has('apply_promo')) return null;
  const code = codeIn(context);
  if (code === null || alsoOrders(context, code)) return null;
  const order = openOrders(context).at(-1);
  const number = context.message.orderNumber ?? order?.number;
  if (number === undefined) return say(PROMO_PHRASES[context.language].noOrder(), stageOf(context));
  return call('apply_promo', { order_number: number, code });
}

/** "2 serum with code GLOW10": the order comes first; the figures of the code are none of its amounts. */
function alsoOrders({ intents, turn, message }: Context, code: string): boolean {
  const rest = turn.text.replaceAll(new RegExp(code, 'giu'), ' ');
  return intents.has('order') && message.items.length > 0 && /\d/u.test(rest);
}

/** A code behind the word for it, or one of those that the shop shows. */
function codeIn({ turn, prompt }: Context): string | null {
  const shown = prompt.promotions.find(
    ({ code }) => code !== '' && new RegExp(`(?<![A-Za-z0-9])${code}(?![A-Za-z0-9])`, 'iu').test(turn.text),
  );
  if (shown !== undefined) return shown.code;
  const named = CODE.exec(turn.text)?.groups?.['code'];
  // A word is a code when it looks like one: capitals or a digit.
  return named !== undefined && (/\d/u.test(named) || named === named.toUpperCase()) ? named : null;
}

/** Tells what `apply_promo` answered in this turn; null when it was not called. */
export function afterPromo(context: Context): Act | null {
  const event = context.turn.events.findLast(({ name }) => name === 'apply_promo');
  if (event === undefined) return null;
  const phrases = PROMO_PHRASES[context.language];
  const fields = fieldsOf(event.data);
  if (event.isError) return say(refusal(fieldsOf(fields['error']), phrases), stageOf(context));
  const order = toOrder(fields['order']);
  if (order === null) return say(context.phrases.failed(), stageOf(context));
  const discount = money(text(fieldsOf(fields['order'])['discount']), order.currency);
  const code = text(fieldsOf(fields['promo'])['code']);
  return say(phrases.applied(code, order.number, discount, money(order.total, order.currency)), 'closing');
}

function refusal(error: Readonly<Record<string, unknown>>, phrases: PromoPhrases): string {
  const least = fieldsOf(error['min_order']);
  switch (text(error['code'])) {
    case 'promo_min_order':
      return phrases.smallOrder(money(text(least['total']), text(least['currency'])));
    case 'promo_not_started':
    case 'promo_expired':
      return phrases.notNow();
    case 'promo_used_up':
    case 'promo_used_by_customer':
      return phrases.usedUp();
    case 'promo_already_applied':
      return phrases.other();
    case 'not_pending':
      return phrases.closed();
    default:
      return phrases.unknown();
  }
}
