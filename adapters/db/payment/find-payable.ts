import { lineTotal } from '#domain/money/line-total.ts';
import type { PaymentRequestRefusal, Wanted } from '#domain/payment/payment-store.ts';
import type { PaymentSubject, PlanInterval } from '#domain/payment/payment.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

/** Something with a price of ours: amounts come from the shop's rows only. */
export interface Payable {
  readonly subject: PaymentSubject;
  readonly subjectId: string;
  readonly number: number | null;
  readonly description: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly interval: PlanInterval | null;
  readonly conversationId: string | null;
  readonly contactId: string | null;
}

/** What has come in for a subject and was not given back. */
export const PAID_SUM = `(SELECT coalesce(sum(q.amount_minor - q.refunded_minor), 0) FROM payments q
  WHERE q.tenant_id = $1 AND q.subject = x.subject AND q.subject_id = x.id AND q.status IN ('paid', 'refunded'))`;

/** The row is locked: two requests for one order go one after the other. */
const ORDER: Statement = {
  name: 'payable_order',
  text: `
WITH x AS (SELECT 'order' AS subject, o.* FROM orders o
  WHERE o.tenant_id = $1 AND o.number = $2 AND ($3::uuid IS NULL OR o.contact_id = $3) FOR UPDATE)
SELECT x.id, x.number, x.currency, x.total_minor AS total, x.status <> 'cancelled' AS payable, x.conversation_id, x.contact_id,
  ${PAID_SUM} AS paid, 'Order #' || x.number || coalesce(': ' || (SELECT string_agg(i.name, ', ' ORDER BY i.line)
    FROM order_items i WHERE i.tenant_id = $1 AND i.order_id = x.id), '') AS description, NULL AS interval
FROM x`,
};

const BOOKING: Statement = {
  name: 'payable_booking',
  text: `
WITH x AS (SELECT 'booking' AS subject, b.* FROM bookings b
  WHERE b.tenant_id = $1 AND b.number = $2 AND ($3::uuid IS NULL OR b.contact_id = $3) FOR UPDATE)
SELECT x.id, x.number, x.currency, x.price_minor AS total, x.status IN ('held', 'confirmed')
    AND (x.held_until IS NULL OR x.held_until > now()) AS payable, x.conversation_id, x.contact_id,
  ${PAID_SUM} AS paid, 'Booking #' || x.number || ': ' || r.name AS description, NULL AS interval
FROM x JOIN resources r ON r.tenant_id = $1 AND r.id = x.resource_id`,
};

const ITEM: Statement = {
  name: 'payable_item',
  text: `
SELECT p.id, NULL::integer AS number, p.currency, p.price_minor AS total, p.available AS payable, p.step_milli,
  NULL::uuid AS conversation_id, NULL::uuid AS contact_id, 0 AS paid, p.name AS description, NULL AS interval
FROM products p WHERE p.tenant_id = $1 AND p.removed_at IS NULL AND (p.id::text = $2 OR p.name = $2)
ORDER BY p.id::text = $2 DESC LIMIT 1`,
};

const PLAN: Statement = {
  name: 'payable_plan',
  text: `
SELECT p.id, NULL::integer AS number, p.currency, p.amount_minor AS total, p.active AS payable,
  NULL::uuid AS conversation_id, NULL::uuid AS contact_id, 0 AS paid, p.name AS description, p.period AS interval
FROM plans p WHERE p.tenant_id = $1 AND p.code = $2`,
};

interface Row {
  id: string;
  number: number | null;
  currency: string;
  total: string;
  payable: boolean;
  step_milli?: number;
  conversation_id: string | null;
  contact_id: string | null;
  paid: string;
  description: string;
  interval: PlanInterval | null;
}

export async function findPayable(
  tx: Tx,
  wanted: Wanted,
  contactId: string | null,
): Promise<Payable | { readonly refused: PaymentRequestRefusal }> {
  const row = await rowOf(tx, wanted, contactId);
  if (row === undefined) return { refused: 'not_found' };
  const amountMinor = dueOf(wanted, row);
  if (!row.payable || amountMinor === undefined) return { refused: 'not_payable' };
  if (amountMinor <= 0) return { refused: Number(row.total) > 0 ? 'already_paid' : 'not_payable' };
  return {
    subject: wanted.kind,
    subjectId: row.id,
    number: row.number,
    description: wanted.kind === 'item' ? itemWords(row.description, wanted.quantityMilli) : shortened(row.description),
    amountMinor,
    currency: row.currency,
    interval: row.interval,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
  };
}

async function rowOf(tx: Tx, wanted: Wanted, contactId: string | null): Promise<Row | undefined> {
  switch (wanted.kind) {
    case 'order':
      return (await tx.rows<Row>(ORDER, [tx.tenantId, wanted.number, contactId]))[0];
    case 'booking':
      return (await tx.rows<Row>(BOOKING, [tx.tenantId, wanted.number, contactId]))[0];
    case 'item':
      return (await tx.rows<Row>(ITEM, [tx.tenantId, wanted.product]))[0];
    case 'plan':
      return (await tx.rows<Row>(PLAN, [tx.tenantId, wanted.code]))[0];
  }
}

function dueOf(wanted: Wanted, row: Row): number | undefined {
  if (wanted.kind !== 'item') return Number(row.total) - Number(row.paid);
  if (wanted.quantityMilli % (row.step_milli ?? 1_000) !== 0) return undefined;
  try {
    return lineTotal(Number(row.total), wanted.quantityMilli);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function itemWords(name: string, quantityMilli: number): string {
  return quantityMilli === 1_000 ? shortened(name) : shortened(`${quantityMilli / 1_000} × ${name}`);
}

/** What fits on a payment page. */
function shortened(text: string): string {
  return text.length <= 240 ? text : `${text.slice(0, 239).toWellFormed()}…`;
}
