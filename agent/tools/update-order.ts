import { z } from 'zod';
import { orderTotal } from '#domain/order/order-lines.ts';
import { mayChange, type Order, type OrderLine } from '#domain/order/order.ts';
import type { Product } from '#domain/product/product.ts';
import { presentOrder } from '#agent/prompt/present-order.ts';
import { foldName } from '#agent/text/fold-text.ts';
import { buildLines, type Lines } from './build-lines.ts';
import { findProduct } from './find-product.ts';
import { noSuchOrder, notPending, refuse, tooLittleStock, unknownProduct } from './refusals.ts';
import { deliveryAddress, items, MAX_ITEMS, orderNotes, orderNumber, productName } from './schemas.ts';
import { defineTool } from './tool.ts';
import { totalOf } from './total-of.ts';

const TOOL = 'update_order';

const schema = z.strictObject({
  order_number: orderNumber,
  items: items
    .optional()
    .describe('The full new list; replaces all items. Not together with add_items or remove_items'),
  add_items: items.optional().describe('Quantities to add to what is in the order'),
  remove_items: z.array(productName).min(1).max(MAX_ITEMS).optional().describe('Products to take out whole'),
  delivery_address: deliveryAddress.optional().describe('New address; omit to keep the present one'),
  notes: orderNotes.optional().describe('New notes; omit to keep the present ones'),
});
type Input = z.output<typeof schema>;

export const updateOrder = defineTool({
  name: TOOL,
  description:
    "Changes one of this customer's pending orders: products, quantities, address or notes. What you omit stays as it is.",
  schema,
  run: async (input, { desk }) => {
    const unclear = unclearChange(input);
    if (unclear !== undefined) return refuse(TOOL, 'invalid_arguments', unclear, { issues: [unclear] });
    const order = await desk.lockOrder(input.order_number);
    if (!order) return noSuchOrder(TOOL, input.order_number);
    if (!mayChange(order)) return notPending(TOOL, order);
    const changed = changedLines(input, order, await desk.products(namesIn(input)));
    if ('refusal' in changed) return changed.refusal;
    if (changed.lines.length === 0) {
      return refuse(
        TOOL,
        'empty_order',
        'Nothing would be left. Ask whether to cancel the order, then use cancel_order.',
      );
    }
    const total = totalOf(TOOL, () => orderTotal(changed.lines));
    if (typeof total !== 'number') return total;
    const placed = await desk.replaceOrder(order.id, {
      lines: changed.lines,
      totalMinor: total,
      currency: order.currency,
      deliveryAddress: input.delivery_address === undefined ? order.deliveryAddress : input.delivery_address || null,
      notes: input.notes === undefined ? order.notes : input.notes || null,
    });
    if ('shortages' in placed) return tooLittleStock(TOOL, placed.shortages);
    const { order: saved } = placed;
    return {
      ok: true,
      data: { order: presentOrder(saved) },
      effect: { kind: 'order_updated', orderNumber: saved.number },
      summary: `${TOOL} #${saved.number}`,
    };
  },
});

function namesIn({ items: whole = [], add_items: added = [], remove_items: removed = [] }: Input): string[] {
  return [...whole.map((item) => item.product), ...added.map((item) => item.product), ...removed];
}

function unclearChange(input: Input): string | undefined {
  if (input.items && (input.add_items ?? input.remove_items))
    return 'items is the full list: leave out add_items and remove_items';
  const { order_number: _number, ...changes } = input;
  return Object.values(changes).every((change) => change === undefined) ? 'nothing to change was given' : undefined;
}

function changedLines(input: Input, order: Order, products: readonly Product[]): Lines {
  const base = { tool: TOOL, products, currency: order.currency };
  if (input.items) return buildLines({ ...base, items: input.items, before: order.lines, mode: 'replace' });
  const rest = removeLines(order.lines, input.remove_items ?? [], products);
  if ('refusal' in rest || !input.add_items) return rest;
  return buildLines({ ...base, items: input.add_items, before: rest.lines, mode: 'add' });
}

/** Names are looked up among the order's own lines first: a product may have been renamed since. */
function removeLines(lines: readonly OrderLine[], names: readonly string[], products: readonly Product[]): Lines {
  let rest = lines;
  for (const said of names) {
    const byLine = lines.find((line) => foldName(line.name) === foldName(said));
    const found = byLine ? undefined : findProduct(said, products);
    const productId = byLine?.productId ?? (found && 'product' in found ? found.product.id : undefined);
    if (!lines.some((line) => line.productId === productId)) {
      return {
        refusal: unknownProduct(
          TOOL,
          said,
          lines.map((line) => line.name),
        ),
      };
    }
    rest = rest.filter((line) => line.productId !== productId);
  }
  return { lines: rest };
}
