import type { StaffMember } from '#domain/handoff/staff.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { onlineStaff } from '#adapters/db/presence/online-staff.ts';

const ALONE: Statement = {
  name: 'assign_alone',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('assign:' || $1, 0))`,
};

/** A viewer may read, not speak. */
const MAY_HOLD: Statement = {
  name: 'staff_who_may_hold',
  text: `
SELECT id::text, name FROM users
WHERE tenant_id = $1 AND id::text = ANY ($2) AND role IN ('agent', 'admin') AND deactivated_at IS NULL ORDER BY id`,
};

const LEAST_LOADED: Statement = {
  name: 'least_loaded',
  text: `
SELECT o.id FROM unnest($2::text[]) WITH ORDINALITY AS o (id, place)
LEFT JOIN handoffs h ON h.tenant_id = $1 AND h.holder_id = o.id
GROUP BY o.id, o.place
ORDER BY count(*) FILTER (WHERE h.id IS NOT NULL AND h.closed_at IS NULL), max(h.claimed_at) NULLS FIRST, o.place LIMIT 1`,
};

/**
 * Who gets a handoff by itself: of those online the one who holds the fewest, then the one who got their last the longest
 * ago. Two handoffs of a tenant choose one after the other, so that both don't go to the same colleague.
 * @param tried those who had this one and did not answer
 */
export async function findCandidate(tx: Tx, tried: readonly string[]): Promise<StaffMember | null> {
  await tx.rows(ALONE, [tx.tenantId]);
  const online = await onlineStaff(tx, tx.tenantId);
  const staff = await tx.rows<{ id: string; name: string }>(MAY_HOLD, [
    tx.tenantId,
    online.filter((id) => !tried.includes(id)),
  ]);
  if (staff.length === 0) return null;
  const [chosen] = await tx.rows<{ id: string }>(LEAST_LOADED, [tx.tenantId, staff.map(({ id }) => id)]);
  return staff.find(({ id }) => id === chosen?.id) ?? null;
}
