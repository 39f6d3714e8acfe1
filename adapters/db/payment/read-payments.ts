import type { Payment } from '#domain/payment/payment.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import { PAYMENT_JSON } from './payment-json.ts';

const ONE: Statement = {
  name: 'read_payment',
  text: `SELECT ${PAYMENT_JSON} AS payment FROM payments p WHERE p.tenant_id = $1 AND p.id = $2`,
};

const LIST: Statement = {
  name: 'list_payments',
  text: `
SELECT ${PAYMENT_JSON} AS payment, p.created_at::text AS since FROM payments p
WHERE p.tenant_id = $1 AND ($3::text IS NULL OR p.status = $3)
  AND ($4::timestamptz IS NULL OR (p.created_at <= $4 AND (p.created_at < $4 OR p.id > $5::uuid)))
ORDER BY p.created_at DESC, p.id LIMIT $2`,
};

const OF_CONTACT: Statement = {
  name: 'payment_of_contact',
  text: `
SELECT ${PAYMENT_JSON} AS payment FROM payments p
WHERE p.tenant_id = $1 AND p.contact_id = $2 AND ($3::text IS NULL OR (p.subject = $3 AND p.number = $4))
  AND p.status <> 'cancelled'
ORDER BY p.created_at DESC, p.id DESC LIMIT 1`,
};

interface Row {
  payment: Payment;
}

export async function readPayment(tx: Tx, id: string): Promise<Payment | undefined> {
  return (await tx.rows<Row & Record<string, unknown>>(ONE, [tx.tenantId, id]))[0]?.payment;
}

/** Newest first. */
export async function listPayments(tx: Tx, status: string | null, page: PageRequest): Promise<Page<Payment>> {
  const [since = null, after = null] = page.after ?? [];
  const values = [tx.tenantId, rowsWanted(page), status, since, after];
  const rows = await tx.rows<Row & { since: string } & Record<string, unknown>>(LIST, values);
  return pageOf(
    rows,
    page,
    ({ payment }) => payment,
    (row) => [row.since, row.payment.id],
  );
}

export async function latestPayment(
  tx: Tx,
  contactId: string,
  wanted: { readonly kind: 'order' | 'booking'; readonly number: number } | null,
): Promise<Payment | undefined> {
  const values = [tx.tenantId, contactId, wanted?.kind ?? null, wanted?.number ?? null];
  return (await tx.rows<Row & Record<string, unknown>>(OF_CONTACT, values))[0]?.payment;
}
