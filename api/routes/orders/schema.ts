import { z } from 'zod';
import { ORDER_STATUSES } from '#domain/order/order.ts';
import { ifMatchHeader } from '#api/http/etag.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

export const orderView = z.object({
  id: z.string(),
  number: z.int().describe('The number customers see.'),
  status: z.enum(ORDER_STATUSES),
  contact_id: z.string(),
  contact_name: z.string().nullable(),
  conversation_id: z.string(),
  items: z.array(
    z.object({
      product_id: z.string(),
      name: z.string(),
      unit: z.string(),
      quantity: z.number(),
      unit_price: z.number(),
      unit_price_minor: z.int(),
      total: z.number(),
      total_minor: z.int(),
    }),
  ),
  discount: z.number(),
  discount_minor: z.int(),
  promo_code: z.string().nullable(),
  total: z.number().describe('In the currency’s main unit.'),
  total_minor: z.int().describe('The exact total in minor units.'),
  currency: z.string().describe('ISO 4217.'),
  delivery_address: z.string().nullable(),
  notes: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

export const ordersReply = z.object({ orders: z.array(orderView), next_cursor: nextCursor });

const oneOrder = z.object({ order: orderView });
const params = z.object({ id: z.uuid() });
const KEY = { status: 401, description: 'No valid key' } as const;
const MISSING = { status: 404, description: 'No such order of this tenant' } as const;

export const ordersSpec = {
  method: 'get',
  path: '/v1/orders',
  operationId: 'listOrders',
  summary: 'The orders of a tenant, newest first',
  tag: 'Orders',
  access: 'viewer',
  query: optionalTenantQuery.extend({
    ...pageQuery,
    limit: pageQuery.limit.default(100),
    status: z.enum(ORDER_STATUSES).optional(),
    contact: z.uuid().optional().describe('A contact’s id.'),
    conversation: z.uuid().optional().describe('A conversation’s id.'),
    from: z.iso.datetime({ offset: true }).optional().describe('Made at this time or later.'),
    to: z.iso.datetime({ offset: true }).optional().describe('Made before.'),
    product: z.string().trim().min(1).max(100).optional().describe('A product’s id, or part of the name of an item.'),
    q: z.string().trim().min(1).max(100).optional().describe('The number, or part of the customer’s name or address.'),
  }),
  answers: [
    { status: 200, description: 'A page of orders', schema: ordersReply },
    KEY,
    { status: 404, description: 'Unknown tenant' },
    { status: 422, description: 'A filter or the cursor does not fit' },
  ],
} as const;

export const readOrderSpec = {
  method: 'get',
  path: '/v1/orders/{id}',
  operationId: 'getOrder',
  summary: 'One order; its ETag is its version',
  tag: 'Orders',
  access: 'viewer',
  query: optionalTenantQuery,
  params,
  answers: [{ status: 200, description: 'The order', schema: oneOrder }, KEY, MISSING],
} as const;

export const changeOrderSpec = {
  method: 'patch',
  path: '/v1/orders/{id}',
  operationId: 'changeOrder',
  summary: 'Takes an order forward or off, or changes its notes and address; cancelling gives the stock back',
  tag: 'Orders',
  access: 'agent',
  query: optionalTenantQuery,
  params,
  headers: ifMatchHeader,
  body: z
    .strictObject({
      status: z.enum(ORDER_STATUSES).optional(),
      notes: z.string().trim().max(2_000).nullable().optional(),
      delivery_address: z.string().trim().min(1).max(500).nullable().optional(),
    })
    .refine((body) => Object.keys(body).length > 0, 'expected something to change'),
  answers: [
    { status: 200, description: 'The order as it is now', schema: oneOrder },
    KEY,
    MISSING,
    { status: 409, description: 'Not from the status it has; nothing was changed' },
    { status: 412, description: 'It has changed since it was read; nothing was changed' },
    { status: 422, description: 'The body does not fit' },
  ],
} as const;
