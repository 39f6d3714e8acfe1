import { v7 as uuid } from 'uuid';
import type { Plan } from '#domain/payment/payment.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { storable } from '#adapters/db/to-jsonb.ts';

const PLAN = `id, code, name, amount_minor::float8 AS "amountMinor", currency, period AS interval, active`;

const LIST: Statement = { name: 'list_plans', text: `SELECT ${PLAN} FROM plans WHERE tenant_id = $1 ORDER BY code` };

/** A changed price is for later payments: those that are made keep theirs. */
const SAVE: Statement = {
  name: 'save_plan',
  text: `
INSERT INTO plans (tenant_id, id, code, name, amount_minor, currency, period, active)
SELECT $1, $2, $3, $4, $5, t.currency, $6, $7 FROM tenants t WHERE t.id = $1
ON CONFLICT (tenant_id, code) DO UPDATE SET name = excluded.name, amount_minor = excluded.amount_minor,
  currency = excluded.currency, period = excluded.period, active = excluded.active, updated_at = now()
RETURNING ${PLAN}`,
};

export async function listPlans(tx: Tx): Promise<readonly Plan[]> {
  return tx.rows<Plan & Record<string, unknown>>(LIST, [tx.tenantId]);
}

/** Creates the plan of this code, or replaces it. Its currency is the shop's. */
export async function savePlan(tx: Tx, plan: Omit<Plan, 'id' | 'currency'>): Promise<Plan> {
  const [saved] = await tx.rows<Plan & Record<string, unknown>>(SAVE, [
    tx.tenantId,
    uuid(),
    plan.code,
    storable(plan.name),
    plan.amountMinor,
    plan.interval,
    plan.active,
  ]);
  if (saved === undefined) throw new Error(`plan ${plan.code} was not returned by its own insert`);
  return saved;
}
