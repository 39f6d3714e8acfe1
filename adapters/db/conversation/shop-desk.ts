import { v7 as uuid } from 'uuid';
import { NotFound } from '#domain/errors.ts';
import type { Order, OrderStatus } from '#domain/order/order.ts';
import type { Product } from '#domain/product/product.ts';
import type { PlacedOrder } from '#domain/order/placed-order.ts';
import type { NewOrder, ShopDesk } from '#domain/order/shop-desk.ts';
import type { ToolCallRef } from '#domain/store.ts';
import { createBookingBook } from '#adapters/db/booking/book.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { findPassages } from '#adapters/db/knowledge/find-passages.ts';
import { createLeadDesk } from '#adapters/db/lead/leads.ts';
import { createPaymentDesk } from '#adapters/db/payment/payment-desk.ts';
import { findProducts } from '#adapters/db/product/find-products.ts';
import { applyPromo, repriceOrder } from '#adapters/db/promo/apply-promo.ts';
import { findShortages } from '#adapters/db/product/find-shortages.ts';
import type { Shop } from '#adapters/db/tenant-cache.ts';
import { orNull, toJsonb } from '#adapters/db/to-jsonb.ts';
import { openHandoff } from './handoff.ts';
import { ORDER_JSON } from './json.ts';

const OF_CONTACT: Statement = {
  name: 'orders_of_contact',
  text: `SELECT ${ORDER_JSON} AS "order" FROM orders o WHERE o.tenant_id = $1 AND o.contact_id = $2
ORDER BY o.number DESC LIMIT $3`,
};
const LOCK: Statement = {
  name: 'lock_order',
  text: `SELECT o.id FROM orders o WHERE o.tenant_id = $1 AND o.contact_id = $2 AND o.number = $3 FOR UPDATE`,
};
const ONE: Statement = {
  name: 'order_by_id',
  text: `SELECT ${ORDER_JSON} AS "order" FROM orders o WHERE o.tenant_id = $1 AND o.contact_id = $2 AND o.id = $3`,
};
const LINES = `
SELECT $1, $2, l.ordinality, l."productId", l.name, l.unit, l."quantityMilli", l."unitPriceMinor", l."totalMinor"
FROM ROWS FROM (jsonb_to_recordset($3::jsonb) AS ("productId" uuid, name text, unit text, "quantityMilli" bigint,
  "unitPriceMinor" bigint, "totalMinor" bigint)) WITH ORDINALITY AS l`;
const ITEMS = `
INSERT INTO order_items (tenant_id, order_id, line, product_id, name, unit, quantity_milli, unit_price_minor, total_minor)`;
const CREATE: Statement = {
  name: 'create_order',
  text: `
WITH counted AS (
  INSERT INTO order_counters (tenant_id, last_number) VALUES ($1, 1001)
  ON CONFLICT (tenant_id) DO UPDATE SET last_number = order_counters.last_number + 1 RETURNING last_number
), made AS (
  INSERT INTO orders (tenant_id, id, number, conversation_id, contact_id, status, currency, total_minor, delivery_address, notes)
  SELECT $1, $2, last_number, $4, $5, 'pending', $6, $7, $8, $9 FROM counted
)
${ITEMS} ${LINES}`,
};
const CHANGE: Statement = {
  name: 'change_order',
  text: `UPDATE orders SET currency = $4, total_minor = $5, delivery_address = $6, notes = $7, updated_at = now()
WHERE tenant_id = $1 AND contact_id = $2 AND id = $3 RETURNING id`,
};
const DROP_ITEMS: Statement = {
  name: 'drop_order_items',
  text: `DELETE FROM order_items WHERE tenant_id = $1 AND order_id = $2`,
};
const ADD_ITEMS: Statement = { name: 'add_order_items', text: `${ITEMS} ${LINES}` };
const SET_STATUS: Statement = {
  name: 'set_order_status',
  text: `UPDATE orders SET status = $4, updated_at = now() WHERE tenant_id = $1 AND contact_id = $2 AND id = $3 RETURNING id`,
};

/** What one tool call may touch: every statement names tenant and customer, so no argument can reach further. */
export function createShopDesk(tx: Tx, shop: Shop, call: ToolCallRef): ShopDesk {
  const { contactId, conversationId } = call;
  const owner = [tx.tenantId, contactId];
  const read = async (orderId: string): Promise<Order> => {
    const [row] = await tx.rows<{ order: Order }>(ONE, [...owner, orderId]);
    if (row === undefined) throw new NotFound(`order ${orderId}: not found`);
    return row.order;
  };
  const mustExist = (rows: readonly unknown[], orderId: string) => {
    if (rows.length === 0) throw new NotFound(`order ${orderId}: not found`);
  };
  return {
    bookings: createBookingBook(tx, { contactId, conversationId }),
    payments: createPaymentDesk(tx, { contactId, conversationId }),
    leads: createLeadDesk(tx, { contactId, conversationId }),
    promos: { apply: (orderId, code, today) => applyPromo(tx, orderId, code, today) },
    search: {
      products: (question, limit) => findProducts(tx, question, limit),
      knowledge: (question, limit) => findPassages(tx, question, limit),
    },
    products: (named) => productsOf(tx, shop, named),
    orders: async (limit) => (await tx.rows<{ order: Order }>(OF_CONTACT, [...owner, limit])).map((row) => row.order),
    async lockOrder(number) {
      const [row] = await tx.rows<{ id: string }>(LOCK, [...owner, number]);
      // Read after the lock: what waited for it sees what the other has written.
      return row && (await read(row.id));
    },
    async createOrder(order) {
      const shortages = countsStock(shop) ? await findShortages(tx, order.lines, []) : [];
      if (shortages.length > 0) return { shortages };
      const id = uuid();
      const creating = tx.rows(CREATE, [
        tx.tenantId,
        id,
        toJsonb(order.lines),
        conversationId,
        contactId,
        ...facts(order),
      ]);
      const [, made] = await Promise.all([creating, read(id)]);
      return { order: made };
    },
    async replaceOrder(orderId, order): Promise<PlacedOrder> {
      // The order is locked by now: what it holds stays so.
      const before = countsStock(shop) ? (await read(orderId)).lines : [];
      const shortages = countsStock(shop) ? await findShortages(tx, order.lines, before) : [];
      if (shortages.length > 0) return { shortages };
      mustExist(await tx.rows(CHANGE, [...owner, orderId, ...facts(order)]), orderId);
      await tx.rows(DROP_ITEMS, [tx.tenantId, orderId]);
      await tx.rows(ADD_ITEMS, [tx.tenantId, orderId, toJsonb(order.lines)]);
      await repriceOrder(tx, orderId);
      return { order: await read(orderId) };
    },
    async setOrderStatus(orderId: string, status: OrderStatus) {
      mustExist(await tx.rows(SET_STATUS, [...owner, orderId, status]), orderId);
      return read(orderId);
    },
    requestHandoff: (reason, by) => openHandoff(tx, call, reason, by),
  };
}

/** Most shops count no stock: their orders skip the look at it. */
function countsStock(shop: Shop): boolean {
  return shop.shelf !== undefined || shop.catalogue.some((product) => product.stockCounted);
}

/** Names looked up at most; a tool takes no more items than this. */
const MOST_NAMES = 50;
const NEAREST = 8;

async function productsOf(tx: Tx, shop: Shop, named: readonly string[]): Promise<readonly Product[]> {
  if (!shop.shelf) return shop.catalogue;
  const names = [...new Set(named)].slice(0, MOST_NAMES);
  const found = await Promise.all(names.map((said) => findProducts(tx, { said, meaning: null }, NEAREST)));
  return [...new Map(found.flat().map((product) => [product.id, product])).values()];
}

function facts(order: NewOrder): unknown[] {
  return [order.currency, order.totalMinor, orNull(order.deliveryAddress), orNull(order.notes)];
}
