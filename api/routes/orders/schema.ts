import { z } from 'zod';
import { ORDER_STATUSES } from '#domain/order/order.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

export const ordersReply = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      number: z.int().describe('The number customers see.'),
      status: z.enum(ORDER_STATUSES),
      contact_id: z.string(),
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
    }),
  ),
});

export const ordersSpec = {
  method: 'get',
  path: '/v1/orders',
  operationId: 'listOrders',
  summary: 'The orders of a tenant, newest first',
  tag: 'Orders',
  access: 'viewer',
  query: optionalTenantQuery.extend({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
  answers: [
    { status: 200, description: 'Orders', schema: ordersReply },
    { status: 401, description: 'No valid key' },
    { status: 404, description: 'Unknown tenant' },
  ],
} as const;
