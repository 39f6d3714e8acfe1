import { z } from 'zod';
import { tenantSlug } from '#api/http/tenant.ts';

const answers = [
  { status: 200, description: 'The event is on record; what it changed is committed' },
  { status: 400, description: 'Signed, and still no event' },
  { status: 401, description: 'No signature, a wrong one, or one older than five minutes' },
  { status: 404, description: 'Unknown tenant' },
  { status: 413, description: 'Larger than 1 MB' },
  { status: 503, description: 'Payments are not configured, or Postgres can not be reached; send it again' },
] as const;

export const tenantEventSpec = {
  method: 'post',
  path: '/webhooks/stripe/{tenant}',
  operationId: 'receivePaymentEvent',
  summary: 'Take an event of the payment provider about one tenant',
  tag: 'Webhooks',
  access: 'public',
  params: z.object({ tenant: tenantSlug }),
  answers,
} as const;

export const platformEventSpec = {
  method: 'post',
  path: '/webhooks/stripe',
  operationId: 'receivePaymentEventOfPlatform',
  summary: 'The same for all tenants: whose event it is, its account or its mark says',
  tag: 'Webhooks',
  access: 'public',
  answers,
} as const;

export const donePageSpec = {
  method: 'get',
  path: '/payments/done',
  operationId: 'showPaymentDone',
  summary: 'Where customers and owners land after the provider’s pages',
  tag: 'Payments',
  access: 'public',
  query: z.object({ result: z.string().max(40).optional() }),
  answers: [{ status: 200, description: 'A word of thanks', contentType: 'text/plain' }],
} as const;
