import { z } from 'zod';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const accountView = z.object({
  account_id: z.string(),
  status: z.enum(['onboarding', 'active', 'restricted', 'disconnected']),
  charges_enabled: z.boolean(),
  payouts_enabled: z.boolean(),
  details_submitted: z.boolean(),
});
export type AccountView = z.infer<typeof accountView>;

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant' },
] as const;

export const readAccountSpec = {
  method: 'get',
  path: '/v1/payment-account',
  operationId: 'readPaymentAccount',
  summary: 'How far the tenant’s own account at the payment provider is',
  tag: 'Payments',
  access: 'admin',
  query: optionalTenantQuery,
  answers: [
    {
      status: 200,
      description: 'The account; null = payments go to the platform’s account',
      schema: z.object({ account: accountView.nullable() }),
    },
    ...refusals,
  ],
} as const;

export const onboardSpec = {
  method: 'post',
  path: '/v1/payment-account/onboarding',
  operationId: 'onboardPaymentAccount',
  summary:
    'Make the tenant an account at the payment provider, if it has none, and a page where its owner completes it',
  tag: 'Payments',
  access: 'admin',
  query: optionalTenantQuery,
  answers: [
    {
      status: 201,
      description: 'The page works once and for minutes; call again for another',
      schema: z.object({ url: z.string(), expires_at: z.iso.datetime(), account: accountView }),
    },
    { status: 503, description: 'Payments are not configured, or the provider is away' },
    ...refusals,
  ],
} as const;
