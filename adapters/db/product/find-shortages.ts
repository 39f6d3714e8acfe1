import type { OrderLine } from '#domain/order/order.ts';
import type { Shortage } from '#domain/order/placed-order.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

/** In the order of ids, so that two orders never wait for each other; held until the transaction ends. */
const LOCK: Statement = {
  name: 'lock_stock',
  text: `
SELECT p.id, p.stock_milli::float8 AS "stockMilli", p.out_of_stock = 'backorder' AS backorder FROM products p
WHERE p.tenant_id = $1 AND p.id = ANY ($2::uuid[]) AND p.stock_milli IS NOT NULL ORDER BY p.id FOR NO KEY UPDATE`,
};

interface Counted {
  id: string;
  stockMilli: number;
  backorder: boolean;
}

/** Locks what the lines need, and says of what there is too little. `before` is what the order holds now. */
export async function findShortages(
  tx: Tx,
  lines: readonly OrderLine[],
  before: readonly Pick<OrderLine, 'productId' | 'quantityMilli'>[],
): Promise<readonly Shortage[]> {
  const held = totals(before);
  const wanted = totals(lines);
  const ids = [...new Set([...held.keys(), ...wanted.keys()])];
  const counted = await tx.rows<Counted>(LOCK, [tx.tenantId, ids]);
  const left = new Map(counted.map((row) => [row.id, row]));
  return lines.flatMap((line) => {
    const stock = left.get(line.productId);
    if (stock === undefined || stock.backorder) return [];
    const had = held.get(line.productId) ?? 0;
    const leftMilli = Math.max(0, stock.stockMilli) + had;
    const more = (wanted.get(line.productId) ?? 0) - had;
    if (more <= 0 || more <= stock.stockMilli) return [];
    return [{ productId: line.productId, name: line.name, unit: line.unit, leftMilli }];
  });
}

function totals(lines: readonly Pick<OrderLine, 'productId' | 'quantityMilli'>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(line.productId, (sums.get(line.productId) ?? 0) + line.quantityMilli);
  return sums;
}
