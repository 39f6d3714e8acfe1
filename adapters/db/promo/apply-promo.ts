import { checkPromo, discountOf } from '#domain/promo/check-promo.ts';
import type { PromoOutcome } from '#domain/promo/promo-desk.ts';
import { promoCode } from '#domain/promo/promo.ts';
import type { Promo } from '#domain/promo/promo.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { PROMO_JSON } from './promo-json.ts';

/** Locked: of two customers who want the last use, the second waits for the first and then sees it taken. */
const LOCK: Statement = {
  name: 'lock_promo',
  text: `SELECT p.id FROM promos p WHERE p.tenant_id = $1 AND p.code = $2 AND p.removed_at IS NULL FOR UPDATE`,
};

const FACTS: Statement = {
  name: 'promo_facts',
  text: `
SELECT ${PROMO_JSON} AS promo, o.currency,
  (SELECT coalesce(sum(i.total_minor), 0) FROM order_items i WHERE i.tenant_id = $1 AND i.order_id = o.id) AS subtotal,
  (SELECT count(*)::int FROM promo_uses u JOIN orders x ON x.tenant_id = u.tenant_id AND x.id = u.order_id
    WHERE u.tenant_id = $1 AND u.promo_id = p.id AND u.contact_id = o.contact_id AND x.status <> 'cancelled') AS mine,
  (SELECT q.promo_id FROM promo_uses q WHERE q.tenant_id = $1 AND q.order_id = o.id) AS applied
FROM promos p, orders o WHERE p.tenant_id = $1 AND p.id = $2 AND o.tenant_id = $1 AND o.id = $3`,
};

const USE: Statement = {
  name: 'use_promo',
  text: `
WITH used AS (
  INSERT INTO promo_uses (tenant_id, order_id, promo_id, contact_id)
  SELECT $1, o.id, $3, o.contact_id FROM orders o WHERE o.tenant_id = $1 AND o.id = $2
)
UPDATE orders SET discount_minor = $4, total_minor = $5, updated_at = now() WHERE tenant_id = $1 AND id = $2`,
};

/** The offer is no longer shown once its last use is taken. */
const TOUCH: Statement = {
  name: 'touch_promo',
  text: `UPDATE promos SET updated_at = now() WHERE tenant_id = $1 AND id = $2`,
};

interface Facts {
  promo: Promo;
  currency: string;
  subtotal: string;
  mine: number;
  applied: string | null;
}

/** Takes an offer off an order that the caller has locked. */
export async function applyPromo(tx: Tx, orderId: string, said: string, today: string): Promise<PromoOutcome> {
  const [found] = await tx.rows<{ id: string }>(LOCK, [tx.tenantId, promoCode(said)]);
  if (found === undefined) return { refusal: 'unknown_promo' };
  const [facts] = await tx.rows<Facts & Record<string, unknown>>(FACTS, [tx.tenantId, found.id, orderId]);
  if (facts === undefined) return { refusal: 'unknown_promo' };
  const { promo, currency, mine, applied } = facts;
  if (applied !== null) return applied === promo.id ? { promo, isNew: false } : { refusal: 'promo_already_applied' };
  const subtotalMinor = Number(facts.subtotal);
  const checked = checkPromo(promo, { subtotalMinor, currency, today, uses: promo.uses, customerUses: mine });
  if ('refusal' in checked) return { refusal: checked.refusal, promo };
  const { discountMinor } = checked;
  await tx.rows(USE, [tx.tenantId, orderId, promo.id, discountMinor, subtotalMinor - discountMinor]);
  if (promo.usageLimit !== null && promo.uses + 1 >= promo.usageLimit) await tx.rows(TOUCH, [tx.tenantId, promo.id]);
  return { promo, isNew: true };
}

const APPLIED: Statement = {
  name: 'applied_promo',
  text: `
SELECT ${PROMO_JSON} AS promo, o.currency,
  (SELECT coalesce(sum(i.total_minor), 0) FROM order_items i WHERE i.tenant_id = $1 AND i.order_id = o.id) AS subtotal
FROM promo_uses u JOIN promos p ON p.tenant_id = u.tenant_id AND p.id = u.promo_id
JOIN orders o ON o.tenant_id = u.tenant_id AND o.id = u.order_id WHERE u.tenant_id = $1 AND u.order_id = $2`,
};

const REPRICE: Statement = {
  name: 'reprice_order',
  text: `UPDATE orders SET discount_minor = $3, total_minor = $4 WHERE tenant_id = $1 AND id = $2`,
};

const DROP_USE: Statement = {
  name: 'drop_promo_use',
  text: `DELETE FROM promo_uses WHERE tenant_id = $1 AND order_id = $2`,
};

/** After the items of an order have changed: its offer is computed anew, and falls away below its smallest order. */
export async function repriceOrder(tx: Tx, orderId: string): Promise<void> {
  const [row] = await tx.rows<{ promo: Promo; currency: string; subtotal: string }>(APPLIED, [tx.tenantId, orderId]);
  if (row === undefined) return;
  const subtotal = Number(row.subtotal);
  const { discount, minOrderMinor } = row.promo;
  const keeps = discount !== null && subtotal >= minOrderMinor;
  const off = keeps ? discountOf(discount, subtotal, row.currency) : 0;
  if (!keeps) await tx.rows(DROP_USE, [tx.tenantId, orderId]);
  await tx.rows(REPRICE, [tx.tenantId, orderId, off, subtotal - off]);
}
