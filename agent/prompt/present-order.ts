import { formatMoney } from '#domain/money/format-money.ts';
import type { Order } from '#domain/order/order.ts';
import type { Json } from '#domain/turn/receipt.ts';

/** An order as the model sees it, in prompt and tool results alike: amounts as decimal strings of major units. */
export function presentOrder(order: Order): { readonly [key: string]: Json } {
  return {
    number: order.number,
    status: order.status,
    items: order.lines.map((line) => ({
      product: line.name,
      quantity: line.quantityMilli / 1000,
      unit: line.unit,
      unit_price: formatMoney(line.unitPriceMinor, order.currency),
      total: formatMoney(line.totalMinor, order.currency),
    })),
    ...((order.discountMinor ?? 0) > 0 && {
      discount: formatMoney(order.discountMinor ?? 0, order.currency),
      promo_code: order.promoCode ?? null,
    }),
    total: formatMoney(order.totalMinor, order.currency),
    currency: order.currency,
    delivery_address: order.deliveryAddress,
    notes: order.notes,
  };
}
