import { z } from 'zod';
import { mayChange } from '#domain/order/order.ts';
import { presentOrder } from '#agent/prompt/present-order.ts';
import { noSuchOrder, notPending } from './refusals.ts';
import { orderNumber } from './schemas.ts';
import { defineTool } from './tool.ts';

export const cancelOrder = defineTool({
  name: 'cancel_order',
  description:
    "Cancels one of this customer's pending orders, whole. Call it only when the customer clearly wants that.",
  schema: z.strictObject({ order_number: orderNumber }),
  run: async ({ order_number: number }, { desk }) => {
    const order = await desk.lockOrder(number);
    if (!order) return noSuchOrder('cancel_order', number);
    if (!mayChange(order)) return notPending('cancel_order', order);
    const cancelled = await desk.setOrderStatus(order.id, 'cancelled');
    // Its payment page is closed at once, not when it runs out.
    const payment = await desk.payments.latest({ kind: 'order', number });
    return {
      ok: true,
      data: { order: presentOrder(cancelled) },
      effect: {
        kind: 'order_cancelled',
        orderNumber: number,
        ...(payment?.status === 'open' && { watch: { subject: 'payment' as const, id: payment.id } }),
      },
      summary: `cancel_order #${number}`,
    };
  },
});
