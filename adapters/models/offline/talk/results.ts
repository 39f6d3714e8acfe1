import type { Context } from '#adapters/models/offline/context.ts';
import { openOrders } from '#adapters/models/offline/context.ts';
import { PAYMENT_PHRASES } from '#adapters/models/offline/payments/payment-phrases.ts';
import { itemList, joined, money } from '#adapters/models/offline/phrases/format.ts';
import { fieldsOf, text, toOrder, type PromptOrder } from '#adapters/models/offline/prompt.ts';
import type { ToolEvent } from '#adapters/models/offline/turn.ts';
import { call, say, type Act } from './act.ts';

/** The reply to a finished write tool, from its result only. */
export function afterWrite(event: ToolEvent, context: Context): Act {
  if (event.name === 'request_handoff')
    return event.isError
      ? say(context.phrases.failed(), stageOf(context))
      : say(context.phrases.handoff(), stageOf(context));
  if (event.isError) return refused(event, context);
  const order = toOrder(fieldsOf(event.data)['order']);
  if (order === null) return say(context.phrases.failed(), 'consultation');
  const { phrases } = context;
  if (event.name === 'cancel_order')
    return say(joined(phrases.orderCancelled(order.number), phrases.anythingElse()), 'closing');
  const head =
    event.name === 'create_order'
      ? phrases.orderCreated(order.number, context.name)
      : phrases.orderUpdated(order.number);
  const pay = event.name === 'create_order' && context.tools.has('create_payment_link');
  return say(
    joined(
      head,
      receipt(order, context),
      addressQuestion(order, context),
      pay ? PAYMENT_PHRASES[context.language].canPay() : null,
    ),
    'closing',
  );
}

/** Items, total, address and note of an order, as the result gave them. */
export function receipt(order: PromptOrder, context: Context): string {
  const { phrases } = context;
  return joined(
    phrases.items(itemList(order.items, phrases)),
    phrases.total(money(order.total, order.currency)),
    order.deliveryAddress === null ? null : phrases.address(order.deliveryAddress),
    order.notes === null ? null : phrases.note(order.notes),
  );
}

/** The customer's orders as a list, cancelled ones included. */
export function orderLines(orders: readonly PromptOrder[], context: Context): string {
  const { phrases } = context;
  return orders
    .map((order) =>
      phrases.orderLine(order.number, order.status, itemList(order.items, phrases), money(order.total, order.currency)),
    )
    .join('\n');
}

/** Calls `get_customer_orders` when it can still be called in this turn; null when it has been or may not be. */
export function lookUp(context: Context): Act | null {
  return context.looked || !context.tools.has('get_customer_orders') ? null : call('get_customer_orders');
}

function addressQuestion(order: PromptOrder, context: Context): string {
  if (order.deliveryAddress !== null) return '';
  const known = context.prompt.customer.address;
  return known === null ? context.phrases.askAddress() : context.phrases.askAddressKnown(known);
}

function refused(event: ToolEvent, context: Context): Act {
  const { phrases } = context;
  const error = fieldsOf(fieldsOf(event.data)['error'] ?? event.data);
  const product = text(error['product']) || text(error['name']) || saidProduct(context);
  const number =
    typeof error['order_number'] === 'number'
      ? error['order_number']
      : typeof error['number'] === 'number'
        ? error['number']
        : null;
  switch (text(error['code'])) {
    case 'unknown_product': {
      const names = Array.isArray(error['did_you_mean'])
        ? error['did_you_mean'].map(text).filter((name) => name !== '')
        : [];
      return say(
        names.length > 0
          ? phrases.didYouMean(product, names.join(' / '))
          : joined(phrases.notCarried(product), phrases.offerPerson()),
        'consultation',
      );
    }
    case 'unavailable_product':
      return say(joined(phrases.unavailable(product), phrases.anythingElse()), 'consultation');
    case 'bad_quantity':
      return say(
        phrases.badQuantity(product, typeof error['step'] === 'number' ? String(error['step']) : '1'),
        'consultation',
      );
    case 'not_pending': {
      const known = number ?? context.message.orderNumber ?? context.orders.at(-1)?.number;
      const status = text(error['status']);
      if (known === undefined || status === '')
        return lookUp(context) ?? say(joined(phrases.honest(), orderLines(context.orders, context)), 'consultation');
      return say(
        status.startsWith('cancel') ? phrases.alreadyCancelled(known) : phrases.notPending(known, status),
        'consultation',
      );
    }
    case 'no_such_order':
      return (
        lookUp(context) ??
        say(
          joined(
            phrases.noSuchOrder(),
            context.orders.length > 0 ? orderLines(context.orders, context) : phrases.noOrders(),
          ),
          'consultation',
        )
      );
    case 'empty_order': {
      const open = openOrders(context).at(-1);
      return say(open === undefined ? phrases.failed() : phrases.lastItemCancel(open.number), 'consultation');
    }
    default:
      return say(phrases.failed(), 'consultation');
  }
}

function saidProduct(context: Context): string {
  return context.message.items[0]?.mention.products[0]?.name ?? context.plain.trim().slice(0, 60);
}

function stageOf(context: Context): 'consultation' | 'opening' {
  return context.lastShop === '' ? 'opening' : 'consultation';
}
