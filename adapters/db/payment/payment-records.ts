import { validate } from 'uuid';
import type { PaymentStore } from '#domain/payment/payment-store.ts';
import type { Plan } from '#domain/payment/payment.ts';
import { inTenant, withoutTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import { createPaymentStore } from '#adapters/db/payment-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { listPlans, savePlan } from './plans.ts';

interface Owner {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

const BY_ACCOUNT: Statement = {
  name: 'tenant_of_stripe_account',
  text: 'SELECT id, slug, name FROM tenant_of_stripe_account($1)',
};
const BY_ID: Statement = { name: 'tenant_by_id', text: 'SELECT id, slug, name FROM tenants WHERE id = $1' };

/** Everything the API reads and writes of payments. */
export function openPaymentRecords(db: Database): {
  readonly store: PaymentStore;
  readonly plans: {
    list(tenantId: string): Promise<readonly Plan[]>;
    save(tenantId: string, plan: Omit<Plan, 'id' | 'currency'>): Promise<Plan>;
  };
  tenantOfAccount(accountId: string): Promise<Owner | undefined>;
  tenantById(tenantId: string): Promise<Owner | undefined>;
} {
  return {
    store: createPaymentStore(db),
    plans: {
      list: (tenantId) => inTenant(db, tenantId, listPlans),
      save: (tenantId, plan) => inTenant(db, tenantId, (tx) => savePlan(tx, plan)),
    },
    tenantOfAccount: async (accountId) =>
      (await withoutTenant<Owner & Record<string, unknown>>(db, BY_ACCOUNT, [accountId]))[0],
    async tenantById(tenantId) {
      if (!validate(tenantId)) return undefined;
      const rows = await inTenant(db, tenantId, (tx) => tx.rows<Owner & Record<string, unknown>>(BY_ID, [tenantId]));
      return rows[0];
    },
  };
}
