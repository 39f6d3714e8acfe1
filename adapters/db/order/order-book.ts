import { Conflict, NotFound } from '#domain/errors.ts';
import { mayChangeAddress, mayMoveTo } from '#domain/order/staff-change.ts';
import type { OrderBook, OrderChanges, OrderFilter, VersionedOrder } from '#domain/order/staff-change.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import { ORDER_JSON } from '#adapters/db/conversation/json.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { lockVersion } from '#adapters/db/lock-version.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import { openPageOf } from '#adapters/db/payment/open-page-of.ts';
import type { Database } from '#adapters/db/pool.ts';
import { orNull } from '#adapters/db/to-jsonb.ts';

type Found = VersionedOrder['order'];

const SEEN = `${ORDER_JSON}::jsonb || jsonb_build_object('contactName', p.name, 'updatedAt', iso_utc(o.updated_at))`;
const WITH_CONTACT = 'orders o JOIN contacts p ON p.tenant_id = o.tenant_id AND p.id = o.contact_id';

/** What is searched for is data: its wildcards stand for themselves. */
const LIST: Statement = {
  name: 'order_book_list',
  text: `
SELECT ${SEEN} AS "order" FROM ${WITH_CONTACT}
WHERE o.tenant_id = $1 AND ($3::int IS NULL OR o.number < $3) AND ($4::text IS NULL OR o.status = $4)
  AND ($5::uuid IS NULL OR o.contact_id = $5) AND ($6::uuid IS NULL OR o.conversation_id = $6)
  AND ($7::timestamptz IS NULL OR o.created_at >= $7) AND ($8::timestamptz IS NULL OR o.created_at < $8)
  AND ($9::text IS NULL OR o.number = $10::int OR strpos(lower(p.name), lower($9)) > 0
    OR strpos(lower(o.delivery_address), lower($9)) > 0)
  AND ($11::text IS NULL OR EXISTS (SELECT FROM order_items i WHERE i.tenant_id = $1 AND i.order_id = o.id
    AND (i.product_id::text = $11 OR strpos(lower(i.name), lower($11)) > 0)))
ORDER BY o.number DESC LIMIT $2`,
};
// The row's own version: every change of an order writes its row, whoever makes it.
const ONE: Statement = {
  name: 'order_book_one',
  text: `SELECT ${SEEN} AS "order", o.xmin::text AS version FROM ${WITH_CONTACT} WHERE o.tenant_id = $1 AND o.id = $2`,
};
const LOCK: Statement = {
  name: 'order_book_lock',
  text: `SELECT o.xmin::text AS version FROM orders o WHERE o.tenant_id = $1 AND o.id = $2 FOR UPDATE`,
};
const CHANGE: Statement = {
  name: 'order_book_change',
  text: `UPDATE orders SET status = $3, notes = $4, delivery_address = $5, updated_at = now() WHERE tenant_id = $1 AND id = $2`,
};
export function createOrderBook(db: Database): OrderBook {
  return {
    list: (tenantId, filter, page) => inTenant(db, tenantId, (tx) => list(tx, filter, page)),
    read: (tenantId, id) => inTenant(db, tenantId, (tx) => read(tx, id)),
    change: (tenantId, id, changes, versions) => inTenant(db, tenantId, (tx) => change(tx, id, changes, versions)),
  };
}

async function list(tx: Tx, filter: OrderFilter, page: PageRequest): Promise<Page<Found>> {
  const { status = null, contact = null, conversation = null, from = null, to = null, product, q } = filter;
  const number = /^#?(\d{1,9})$/.exec(q ?? '')?.[1] ?? null;
  const before = page.after?.[0] ?? null;
  const values = [
    tx.tenantId,
    rowsWanted(page),
    before,
    status,
    contact,
    conversation,
    from,
    to,
    orNull(q),
    number,
    orNull(product),
  ];
  const rows = await tx.last<{ order: Found }>(LIST, values);
  return pageOf(
    rows,
    page,
    (row) => row.order,
    (row) => [String(row.order.number)],
  );
}

async function read(tx: Tx, id: string): Promise<VersionedOrder> {
  const [found] = await tx.rows<{ order: Found; version: string }>(ONE, [tx.tenantId, id]);
  if (found === undefined) throw new NotFound(`there is no order "${id}"`);
  return found;
}

async function change(tx: Tx, id: string, changes: OrderChanges, versions: readonly string[] | null) {
  await lockVersion(tx, LOCK, id, versions, 'order');
  const { order } = await read(tx, id);
  const status = changes.status ?? order.status;
  if (!mayMoveTo(order.status, status))
    throw new Conflict(`order #${order.number} is ${order.status} and can not become ${status}`);
  const { notes = order.notes, deliveryAddress = order.deliveryAddress } = changes;
  if (deliveryAddress !== order.deliveryAddress && !mayChangeAddress(order.status))
    throw new Conflict(`order #${order.number} is ${order.status}: its address can not change any more`);
  await tx.rows(CHANGE, [tx.tenantId, id, status, orNull(notes), orNull(deliveryAddress)]);
  const openPayment = status === 'cancelled' ? await openPageOf(tx, 'order', id) : null;
  return { ...(await read(tx, id)), openPayment };
}
