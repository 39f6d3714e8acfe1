import { formatMoney } from '#domain/money/format-money.ts';
import type { Stack } from './stack.ts';

interface Line {
  readonly product: string;
  readonly quantity: number;
}

interface Shown {
  readonly status: string;
  readonly total: string;
  readonly items: readonly Line[];
  readonly delivery_address: string | null;
  readonly notes: string | null;
}

interface Row {
  readonly number: number;
  readonly currency: string;
  readonly total_minor: number;
  readonly status: string;
  readonly delivery_address: string | null;
  readonly notes: string | null;
  readonly items: readonly Line[];
  /** The order in the last receipt that changed it. */
  readonly told: (Shown & { readonly currency: string }) | null;
  /** Receipts that say the order was placed. */
  readonly placed: number;
}

/**
 * Orders that are not what their last receipt says, or that were not placed by exactly one receipt; empty when the
 * order table and the ledger tell the same story. For tests in which only the bot touches orders.
 */
export async function ordersUnlikeReceipts(stack: Stack): Promise<string[]> {
  const rows = await stack.sql<Row>(`
    SELECT o.number, o.currency, o.total_minor::int, o.status, o.delivery_address, o.notes,
      (SELECT json_agg(json_build_object('product', i.name, 'quantity', i.quantity_milli / 1000.0) ORDER BY i.line)
         FROM order_items i WHERE i.tenant_id = o.tenant_id AND i.order_id = o.id) AS items,
      (SELECT r.result #> '{data,order}' FROM tool_receipts r JOIN conversations c ON (c.tenant_id, c.id) = (r.tenant_id, r.conversation_id)
         WHERE r.tenant_id = o.tenant_id AND c.contact_id = o.contact_id AND (r.result #>> '{effect,orderNumber}')::int = o.number
         ORDER BY r.created_at DESC LIMIT 1) AS told,
      (SELECT count(*)::int FROM tool_receipts r WHERE r.tenant_id = o.tenant_id
         AND r.result #>> '{effect,kind}' = 'order_created' AND (r.result #>> '{effect,orderNumber}')::int = o.number) AS placed
    FROM orders o ORDER BY o.tenant_id, o.number`);
  return rows.flatMap((row) => {
    const stored: Shown = {
      status: row.status,
      total: formatMoney(row.total_minor, row.currency),
      items: row.items,
      delivery_address: row.delivery_address,
      notes: row.notes,
    };
    const told = row.told && shownOf(row.told);
    if (row.placed === 1 && JSON.stringify(stored) === JSON.stringify(told)) return [];
    return [`order ${row.number}: ${JSON.stringify(stored)}; placed ${row.placed} times, told ${JSON.stringify(told)}`];
  });
}

function shownOf({ status, total, items, delivery_address, notes }: Shown): Shown {
  return {
    status,
    total,
    items: items.map(({ product, quantity }) => ({ product, quantity })),
    delivery_address,
    notes,
  };
}
