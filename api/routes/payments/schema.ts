import { z } from 'zod';
import { PAYMENT_STATUSES, PAYMENT_SUBJECTS, PLAN_INTERVALS } from '#domain/payment/payment.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const TAG = 'Payments';
const MOST_MINOR = 999_999_999_999;
export const number = z.int().min(1).max(2_147_483_647);
export const paymentParams = z.object({ id: z.uuid() });
const minor = z.int().min(1).max(MOST_MINOR);

export const paymentView = z.object({
  id: z.uuid(),
  for: z.enum(PAYMENT_SUBJECTS),
  subject_id: z.string(),
  number: z.int().nullable().describe('Number of the order or booking.'),
  description: z.string(),
  status: z.enum(PAYMENT_STATUSES),
  amount: z.number(),
  amount_minor: z.int(),
  refunded: z.number(),
  refunded_minor: z.int(),
  currency: z.string(),
  interval: z.enum(PLAN_INTERVALS).nullable(),
  url: z.string().nullable().describe('Where the customer pays.'),
  conversation_id: z.string().nullable(),
  contact_id: z.string().nullable(),
  expires_at: z.iso.datetime(),
  paid_at: z.iso.datetime().nullable(),
  disputed_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
const paymentReply = z.object({ payment: paymentView });

export const refundView = z.object({
  id: z.uuid(),
  payment_id: z.uuid(),
  amount: z.number(),
  amount_minor: z.int(),
  currency: z.string(),
  status: z.enum(['requested', 'done', 'failed']),
  created_at: z.iso.datetime(),
});

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant or payment' },
] as const;
const provider = [
  { status: 422, description: 'The input does not fit, or the provider refuses the amount' },
  { status: 503, description: 'Payments are not configured, or the provider is away' },
] as const;

export const createPaymentSpec = {
  method: 'post',
  path: '/v1/payments',
  operationId: 'createPayment',
  summary: 'Open a payment page for an order, a booking, a product or a plan; the amount is the shop’s own',
  tag: TAG,
  access: 'agent',
  query: optionalTenantQuery,
  body: z
    .strictObject({
      order: number.optional().describe('Number of an order.'),
      booking: number.optional().describe('Number of a booking.'),
      item: z
        .strictObject({
          product: z.string().trim().min(1).max(200).describe('Id or exact name.'),
          quantity: z.number().positive().max(1_000_000).default(1),
        })
        .optional(),
      plan: z.string().max(63).optional().describe('Code of a plan.'),
      conversation_id: z
        .uuid()
        .optional()
        .describe('Where the customer hears of it; default: that of the order or booking.'),
    })
    .refine(
      (body) => [body.order, body.booking, body.item, body.plan].filter((one) => one !== undefined).length === 1,
      {
        message: 'expected exactly one of order, booking, item and plan',
      },
    ),
  answers: [
    {
      status: 201,
      description: 'The page is open. The same Idempotency-Key answers the same payment',
      schema: paymentReply,
    },
    { status: 409, description: 'Nothing is left to pay, or the key was used for something else' },
    ...provider,
    ...refusals,
  ],
} as const;

export const listPaymentsSpec = {
  method: 'get',
  path: '/v1/payments',
  operationId: 'listPayments',
  summary: 'The payments of a tenant, newest first',
  tag: TAG,
  access: 'viewer',
  query: optionalTenantQuery.extend({
    status: z.enum(PAYMENT_STATUSES).optional(),
    ...pageQuery,
  }),
  answers: [
    {
      status: 200,
      description: 'Payments',
      schema: z.object({ payments: z.array(paymentView), next_cursor: nextCursor }),
    },
    ...refusals,
  ],
} as const;

export const readPaymentSpec = {
  method: 'get',
  path: '/v1/payments/{id}',
  operationId: 'readPayment',
  summary: 'One payment',
  tag: TAG,
  access: 'viewer',
  query: optionalTenantQuery,
  params: paymentParams,
  answers: [{ status: 200, description: 'The payment', schema: paymentReply }, ...refusals],
} as const;

export const qrSpec = {
  method: 'get',
  path: '/v1/payments/{id}/qr',
  operationId: 'readPaymentQr',
  summary: 'The page’s address as a QR code',
  tag: TAG,
  access: 'viewer',
  query: optionalTenantQuery.extend({ format: z.enum(['png', 'svg']).default('png') }),
  params: paymentParams,
  answers: [
    { status: 200, description: 'The picture; image/svg+xml with format=svg', contentType: 'image/png' },
    { status: 409, description: 'The page is closed' },
    ...refusals,
  ],
} as const;

export const sendPaymentSpec = {
  method: 'post',
  path: '/v1/payments/{id}/send',
  operationId: 'sendPayment',
  summary: 'Have the agent send the page’s address in a conversation, or to a WhatsApp number',
  tag: TAG,
  access: 'agent',
  query: optionalTenantQuery,
  params: paymentParams,
  body: z
    .strictObject({
      conversation_id: z.uuid().optional(),
      whatsapp: z.string().max(40).optional().describe('International number, like +6281234567890.'),
    })
    .refine((body) => (body.conversation_id === undefined) !== (body.whatsapp === undefined), {
      message: 'expected conversation_id or whatsapp, one of them',
    }),
  answers: [
    {
      status: 202,
      description: 'It is on its way; outside a channel’s reply window the channel may refuse it',
      schema: paymentReply,
    },
    { status: 409, description: 'The page is closed, or the shop has no WhatsApp connected' },
    ...provider,
    ...refusals,
  ],
} as const;

export const cancelPaymentSpec = {
  method: 'post',
  path: '/v1/payments/{id}/cancel',
  operationId: 'cancelPayment',
  summary: 'Close a page that nobody has paid',
  tag: TAG,
  access: 'agent',
  query: optionalTenantQuery,
  params: paymentParams,
  answers: [
    { status: 200, description: 'Closed', schema: paymentReply },
    { status: 409, description: 'It was paid meanwhile' },
    ...provider,
    ...refusals,
  ],
} as const;

export const refundSpec = {
  method: 'post',
  path: '/v1/payments/{id}/refunds',
  operationId: 'refundPayment',
  summary: 'Give money back, all that is left or a part; given back whole, the order or booking is cancelled',
  tag: TAG,
  access: 'admin',
  query: optionalTenantQuery,
  params: paymentParams,
  body: z.strictObject({ amount_minor: minor.optional().describe('Minor units; left out = all that is left.') }),
  answers: [
    {
      status: 201,
      description: 'The refund. The same Idempotency-Key answers the same refund',
      schema: z.object({ refund: refundView }),
    },
    { status: 409, description: 'It was not paid, or all of it was given back' },
    ...provider,
    ...refusals,
  ],
} as const;
