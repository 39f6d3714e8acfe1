import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

const OPEN: Statement = {
  name: 'open_page_of',
  text: `SELECT id FROM payments WHERE tenant_id = $1 AND subject = $2 AND subject_id = $3 AND status = 'open'`,
};

/** The payment whose page still takes money for this order or booking: id, or null. */
export async function openPageOf(tx: Tx, subject: 'order' | 'booking', id: string): Promise<string | null> {
  const [row] = await tx.rows<{ id: string }>(OPEN, [tx.tenantId, subject, id]);
  return row?.id ?? null;
}
