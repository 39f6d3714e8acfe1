import { z } from 'zod';
import { PLAN_INTERVALS } from '#domain/payment/payment.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const planView = z.object({
  code: z.string(),
  name: z.string(),
  amount: z.number(),
  amount_minor: z.int(),
  currency: z.string(),
  interval: z.enum(PLAN_INTERVALS).nullable().describe('Null = paid once.'),
  active: z.boolean(),
});
export type PlanView = z.infer<typeof planView>;

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant' },
] as const;

export const listPlansSpec = {
  method: 'get',
  path: '/v1/plans',
  operationId: 'listPlans',
  summary: 'What a tenant sells by subscription or as a fixed offer',
  tag: 'Payments',
  access: 'viewer',
  query: optionalTenantQuery,
  answers: [
    {
      status: 200,
      description: 'Plans by code',
      schema: z.object({ plans: z.array(planView), currency: z.string().describe('ISO 4217 of the tenant.') }),
    },
    ...refusals,
  ],
} as const;

export const savePlanSpec = {
  method: 'put',
  path: '/v1/plans/{code}',
  operationId: 'savePlan',
  summary: 'Create the plan of this code, or replace it; payments that were made keep their price',
  tag: 'Payments',
  access: 'admin',
  query: optionalTenantQuery,
  params: z.object({ code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected a code: a-z, 0-9 and -') }),
  body: z.strictObject({
    name: z.string().trim().min(1).max(200),
    amount_minor: z.int().min(1).max(999_999_999_999).describe('Minor units of the tenant’s currency.'),
    interval: z.enum(PLAN_INTERVALS).nullable().default(null),
    active: z.boolean().default(true),
  }),
  answers: [
    { status: 200, description: 'The plan', schema: z.object({ plan: planView }) },
    { status: 422, description: 'The input does not fit' },
    ...refusals,
  ],
} as const;
