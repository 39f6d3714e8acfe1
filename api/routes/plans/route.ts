import type { Plan } from '#domain/payment/payment.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { majorUnits } from '#api/http/money.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { listPlansSpec, savePlanSpec } from './schema.ts';
import type { PlanView } from './schema.ts';

export function planEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { payments, records } = deps;
  return [
    defineEndpoint(listPlansSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const [plans, currency] = await Promise.all([
        payments.plans.list(tenant.id),
        deps.products.currencyOf(tenant.id),
      ]);
      response.json({ plans: plans.map(presentPlan), currency });
    }),
    defineEndpoint(savePlanSpec, async ({ query, params, body, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { amount_minor: amountMinor, ...rest } = body;
      const plan = await payments.plans.save(tenant.id, { code: params.code, amountMinor, ...rest });
      response.json({ plan: presentPlan(plan) });
    }),
  ];
}

function presentPlan({ code, name, amountMinor, currency, interval, active }: Plan): PlanView {
  return {
    code,
    name,
    amount: majorUnits(amountMinor, currency),
    amount_minor: amountMinor,
    currency,
    interval,
    active,
  };
}
