import { z } from 'zod';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const tag = 'Outgoing webhooks';

const types = z
  .array(
    z
      .string()
      .regex(/^[a-z]+(?:\.(?:[a-z_]+|\*))?$/, 'expected a type like order.created, or order.* for all of a kind'),
  )
  .max(50)
  .describe('What it is told of: types, or `order.*` for all of a kind; empty = everything but presence.');

export const endpointView = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string(),
  types,
  status: z.enum(['active', 'off', 'disabled']).describe('disabled: by us, after it failed for three days.'),
  failing_since: z.iso.datetime().nullable(),
  last_error: z.string().nullable(),
  last_success_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

export const deliveryView = z.object({
  id: z.uuid(),
  endpoint_id: z.uuid(),
  event_id: z.uuid().describe('The webhook-id.'),
  type: z.string(),
  status: z.enum(['pending', 'delivered', 'dead']),
  attempts: z.int(),
  due_at: z.iso.datetime().nullable(),
  response_status: z.int().nullable(),
  error: z.string().nullable(),
  created_at: z.iso.datetime(),
  delivered_at: z.iso.datetime().nullable(),
});

const secret = z.string().describe('`whsec_…`, shown this once: what webhook-signature is made with.');
const one = z.object({ endpoint: endpointView });
const withSecret = z.object({ endpoint: endpointView, secret });
const endpointId = z.object({ id: z.uuid() });
const deliveryId = z.object({ id: z.uuid(), delivery: z.uuid() });
const url = z.string().min(1).max(2_000).describe('https, on the public internet.');
const description = z.string().max(200);
const missing = [
  { status: 401, description: 'No valid token or key' },
  { status: 403, description: 'Not an admin' },
  { status: 404, description: 'Unknown endpoint or delivery' },
] as const;
const path = '/v1/webhook-endpoints';
const base = { tag, access: 'admin', query: optionalTenantQuery } as const;

export const listEndpointsSpec = {
  ...base,
  method: 'get',
  path,
  operationId: 'listWebhookEndpoints',
  summary: 'Where the shop wants to be told of facts',
  answers: [
    { status: 200, description: 'Endpoints', schema: z.object({ endpoints: z.array(endpointView) }) },
    ...missing,
  ],
} as const;

export const createEndpointSpec = {
  ...base,
  method: 'post',
  path,
  operationId: 'createWebhookEndpoint',
  summary: 'Add an endpoint; it hears of what happens from now on',
  body: z.strictObject({ url, description: description.default(''), types: types.default([]) }),
  answers: [
    { status: 201, description: 'The endpoint and its secret', schema: withSecret },
    ...missing,
    { status: 409, description: 'There are 20 already' },
    { status: 422, description: 'The address is not one that webhooks may be sent to' },
  ],
} as const;

export const readEndpointSpec = {
  ...base,
  method: 'get',
  path: `${path}/{id}`,
  operationId: 'readWebhookEndpoint',
  summary: 'One endpoint',
  params: endpointId,
  answers: [{ status: 200, description: 'The endpoint', schema: one }, ...missing],
} as const;

export const changeEndpointSpec = {
  ...base,
  method: 'patch',
  path: `${path}/{id}`,
  operationId: 'changeWebhookEndpoint',
  summary: 'Change an endpoint, switch it off or on again',
  params: endpointId,
  body: z
    .strictObject({ url, description, types, status: z.enum(['active', 'off']) })
    .partial()
    .refine((body) => Object.keys(body).length > 0, 'expected something to change'),
  answers: [
    { status: 200, description: 'The endpoint', schema: one },
    ...missing,
    { status: 422, description: 'The change does not fit' },
  ],
} as const;

export const removeEndpointSpec = {
  ...base,
  method: 'delete',
  path: `${path}/{id}`,
  operationId: 'removeWebhookEndpoint',
  summary: 'Remove an endpoint and its deliveries',
  params: endpointId,
  answers: [{ status: 204, description: 'It is gone' }, ...missing],
} as const;

export const rotateSecretSpec = {
  ...base,
  method: 'post',
  path: `${path}/{id}/rotate-secret`,
  operationId: 'rotateWebhookSecret',
  summary: 'Make a new secret; for 24 hours webhooks are signed with both',
  params: endpointId,
  answers: [{ status: 200, description: 'The endpoint and its new secret', schema: withSecret }, ...missing],
} as const;

const queued = z.object({ queued: z.int() });

export const sendTestSpec = {
  ...base,
  method: 'post',
  path: `${path}/{id}/test`,
  operationId: 'testWebhookEndpoint',
  summary: 'Send it a webhook.test',
  params: endpointId,
  answers: [{ status: 202, description: 'It is on its way', schema: queued }, ...missing],
} as const;

export const listDeliveriesSpec = {
  ...base,
  method: 'get',
  path: `${path}/{id}/deliveries`,
  operationId: 'listWebhookDeliveries',
  summary: 'What was and is to be delivered, the newest first; status=dead shows what was given up',
  params: endpointId,
  query: optionalTenantQuery.extend({ ...pageQuery, status: z.enum(['pending', 'delivered', 'dead']).optional() }),
  answers: [
    {
      status: 200,
      description: 'Deliveries',
      schema: z.object({ deliveries: z.array(deliveryView), next_cursor: nextCursor }),
    },
    ...missing,
  ],
} as const;

export const readDeliverySpec = {
  ...base,
  method: 'get',
  path: `${path}/{id}/deliveries/{delivery}`,
  operationId: 'readWebhookDelivery',
  summary: 'One delivery with its body',
  params: deliveryId,
  answers: [
    {
      status: 200,
      description: 'The delivery',
      schema: z.object({ delivery: deliveryView.extend({ payload: z.record(z.string(), z.unknown()) }) }),
    },
    ...missing,
  ],
} as const;

export const replayDeliverySpec = {
  ...base,
  method: 'post',
  path: `${path}/{id}/deliveries/{delivery}/replay`,
  operationId: 'replayWebhookDelivery',
  summary: 'Send it again, under the same webhook-id',
  params: deliveryId,
  answers: [{ status: 202, description: 'It is on its way', schema: queued }, ...missing],
} as const;

export const replayDeadSpec = {
  ...base,
  method: 'post',
  path: `${path}/{id}/replay`,
  operationId: 'replayDeadWebhooks',
  summary: 'Send again what was given up since a time, at most 200; asked again, the next ones follow',
  params: endpointId,
  body: z.strictObject({ since: z.iso.datetime() }),
  answers: [
    { status: 202, description: 'How many are on their way', schema: queued },
    ...missing,
    { status: 422, description: 'The time does not fit' },
  ],
} as const;
