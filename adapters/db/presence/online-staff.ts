import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

/** Connections say every 20 s that they are open. */
export const FRESH = `(seen_at > now() - interval '45 seconds')`;

const ONLINE: Statement = {
  name: 'online_staff',
  text: `SELECT DISTINCT user_id AS id FROM presence WHERE tenant_id = $1 AND state = 'online' AND ${FRESH} ORDER BY user_id`,
};

/** Ids of the people of the shop who are there and not away. */
export async function onlineStaff(tx: Tx, tenantId: string): Promise<readonly string[]> {
  return (await tx.rows<{ id: string }>(ONLINE, [tenantId])).map(({ id }) => id);
}
