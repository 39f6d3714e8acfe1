import { inTenant } from '#adapters/db/in-tenant.ts';
import { createLeadDesk } from '#adapters/db/lead/leads.ts';
import type { Database } from '#adapters/db/pool.ts';
import { applyPromo } from '#adapters/db/promo/apply-promo.ts';
import { openLibrary } from '#adapters/db/promo/open-library.ts';
import type { Order } from '#domain/order/order.ts';

/** A row in every table of testimonies, offers and leads, for a tenant whose customer has an order. */
export async function fillLibrary(
  db: Database,
  tenantId: string,
  talk: { readonly conversationId: string; readonly contactId: string },
): Promise<void> {
  const library = openLibrary(db);
  const always = { imageUrl: null, validFrom: null, validUntil: null };
  await library.testimonies.add(tenantId, { author: 'Ann', text: 'Lovely', product: null, ...always });
  await library.promos.add(tenantId, {
    code: 'TEN',
    text: 'Ten percent',
    discount: { kind: 'percent', percentBp: 1_000 },
    minOrderMinor: 0,
    usageLimit: null,
    customerLimit: null,
    ...always,
  });
  await inTenant(db, tenantId, async (tx) => {
    const [order] = await tx.rows<Pick<Order, 'id'>>({ name: 'any_order', text: 'SELECT id FROM orders LIMIT 1' });
    await applyPromo(tx, order?.id ?? '', 'TEN', '2026-11-21');
    const lead = { name: 'Ann', email: 'ann@example.com', whatsapp: null, interest: null };
    await createLeadDesk(tx, talk).capture(lead, new Date());
  });
}
