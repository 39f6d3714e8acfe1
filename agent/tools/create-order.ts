import { z } from 'zod';
import { orderTotal } from '#domain/order/order-lines.ts';
import { presentOrder } from '#agent/prompt/present-order.ts';
import { buildLines } from './build-lines.ts';
import { tooLittleStock } from './refusals.ts';
import { totalOf } from './total-of.ts';
import { deliveryAddress, items, orderNotes } from './schemas.ts';
import { defineTool } from './tool.ts';

export const createOrder = defineTool({
  name: 'create_order',
  description:
    'Places a new order for this customer. Call it only after the customer has agreed to these products and quantities. ' +
    'Prices and totals are computed by the shop. A change to an order that is still pending is update_order, not a second order.',
  schema: z.strictObject({
    items,
    delivery_address: deliveryAddress.optional(),
    notes: orderNotes.optional(),
  }),
  run: async (input, { desk, tenant }) => {
    const products = await desk.products(input.items.map((item) => item.product));
    const built = buildLines({
      tool: 'create_order',
      items: input.items,
      products,
      currency: tenant.currency,
      before: [],
      mode: 'replace',
    });
    if ('refusal' in built) return built.refusal;
    const total = totalOf('create_order', () => orderTotal(built.lines));
    if (typeof total !== 'number') return total;
    const placed = await desk.createOrder({
      lines: built.lines,
      totalMinor: total,
      currency: tenant.currency,
      deliveryAddress: input.delivery_address || null,
      notes: input.notes || null,
    });
    if ('shortages' in placed) return tooLittleStock('create_order', placed.shortages);
    const { order } = placed;
    return {
      ok: true,
      data: { order: presentOrder(order) },
      effect: { kind: 'order_created', orderNumber: order.number },
      summary: `create_order #${order.number}`,
    };
  },
});
