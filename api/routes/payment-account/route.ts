import type { ShopAccount } from '#domain/payment/payment-store.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { TenantRef } from '#api/records.ts';
import { gatewayOf } from '#api/routes/payments/service.ts';
import { onboardSpec, readAccountSpec } from './schema.ts';
import type { AccountView } from './schema.ts';

/** The tenant's own account at the payment provider. Its state comes by webhook; asking for a page reads it anew. */
export function paymentAccountEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { payments, records, settings } = deps;
  return [
    defineEndpoint(readAccountSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const account = await payments.store.account(tenant.id);
      response.json({ account: account && presentAccount(account) });
    }),
    defineEndpoint(onboardSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const gateway = gatewayOf(deps);
      const account = await accountOf(deps, tenant);
      const { url, expiresAt } = await gateway.onboardingLink({
        accountId: account.accountId,
        returnUrl: `${settings.publicUrl}/payments/done?result=onboarding`,
        refreshUrl: `${settings.publicUrl}/payments/done?result=expired`,
      });
      response.status(201).json({ url, expires_at: expiresAt, account: presentAccount(account) });
    }),
  ];
}

/** One that the shop has taken away from us is replaced by a new one. */
async function accountOf(deps: ApiDeps, tenant: TenantRef): Promise<ShopAccount> {
  const gateway = gatewayOf(deps);
  const { store } = deps.payments;
  const known = await store.account(tenant.id);
  // The provider's own times are whole seconds: news of this very second must not look older.
  const askedAt = new Date(Math.floor(deps.clock().getTime() / 1_000) * 1_000);
  const isOurs = known !== null && known.status !== 'disconnected';
  const state = isOurs
    ? await gateway.readAccount(known.accountId)
    : await gateway.createAccount({ tenantId: tenant.id, name: tenant.name, replaces: known?.accountId ?? null });
  return store.saveAccount(tenant.id, state, askedAt);
}

function presentAccount(account: ShopAccount): AccountView {
  return {
    account_id: account.accountId,
    status: account.status,
    charges_enabled: account.chargesEnabled,
    payouts_enabled: account.payoutsEnabled,
    details_submitted: account.detailsSubmitted,
  };
}
