import { z } from 'zod';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const TAG = 'Library';
const day = z.iso.date();
const words = (max: number) => z.string().trim().min(1).max(max);
const image = z
  .url({ protocol: /^https$/ })
  .max(2_000)
  .describe('https; sent with the words where the channel can.');
const params = z.object({ id: z.uuid() });
const minor = z.int().min(0).max(999_999_999_999);
const inOrder = (body: { valid_from: string | null; valid_until: string | null }) =>
  body.valid_from === null || body.valid_until === null || body.valid_from <= body.valid_until;
const IN_ORDER = { message: 'valid_until is before valid_from', path: ['valid_until'] };

const bounds = {
  valid_from: day.nullable().default(null).describe('First local day of the tenant, included.'),
  valid_until: day.nullable().default(null).describe('Last local day, included.'),
};

const testimonyBody = z
  .strictObject({
    author: z.string().trim().max(200).default(''),
    text: words(2_000),
    product: words(200).nullable().default(null),
    image_url: image.nullable().default(null),
    ...bounds,
  })
  .refine(inOrder, IN_ORDER);
export type TestimonyBody = z.output<typeof testimonyBody>;

const testimonyView = z.object({
  id: z.uuid(),
  author: z.string(),
  text: z.string(),
  product: z.string().nullable(),
  image_url: z.string().nullable(),
  valid_from: z.string().nullable(),
  valid_until: z.string().nullable(),
});
export type TestimonyView = z.infer<typeof testimonyView>;

const promoBody = z
  .strictObject({
    code: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9][A-Z0-9_-]{1,39}$/, 'expected 2 to 40 of A-Z, 0-9, - and _')
      .nullable()
      .default(null),
    text: words(2_000),
    image_url: image.nullable().default(null),
    percent: z.number().gt(0).max(100).multipleOf(0.01).nullable().default(null).describe('Taken off the items’ sum.'),
    amount_minor: minor
      .min(1)
      .nullable()
      .default(null)
      .describe('Taken off, in minor units; not together with percent.'),
    min_order_minor: minor.default(0),
    ...bounds,
    usage_limit: z.int().min(1).max(1_000_000).nullable().default(null),
    customer_limit: z.int().min(1).max(1_000).nullable().default(null),
  })
  .refine(inOrder, IN_ORDER)
  .refine((body) => body.percent === null || body.amount_minor === null, {
    message: 'expected percent or amount_minor, not both',
    path: ['amount_minor'],
  })
  .refine((body) => body.code !== null || (body.percent === null && body.amount_minor === null), {
    message: 'an offer that takes something off needs a code',
    path: ['code'],
  });
export type PromoBody = z.output<typeof promoBody>;

const promoView = z.object({
  id: z.uuid(),
  code: z.string().nullable(),
  text: z.string(),
  image_url: z.string().nullable(),
  percent: z.number().nullable(),
  amount_minor: z.int().nullable(),
  min_order_minor: z.int(),
  valid_from: z.string().nullable(),
  valid_until: z.string().nullable(),
  usage_limit: z.int().nullable(),
  customer_limit: z.int().nullable(),
  uses: z.int().describe('Orders that have it and are not cancelled.'),
});
export type PromoView = z.infer<typeof promoView>;

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant or entry' },
] as const;
const unfit = { status: 422, description: 'The input does not fit' } as const;
const twice = { status: 409, description: 'Another offer has this code' } as const;
const common = { tag: TAG, access: 'viewer', query: optionalTenantQuery } as const;

export const listTestimoniesSpec = {
  ...common,
  method: 'get',
  path: '/v1/testimonies',
  operationId: 'listTestimonies',
  summary: 'Customers’ words that the agent may quote, newest first',
  answers: [
    { status: 200, description: 'Testimonies', schema: z.object({ testimonies: z.array(testimonyView) }) },
    ...refusals,
  ],
} as const;

export const addTestimonySpec = {
  ...common,
  access: 'admin',
  method: 'post',
  path: '/v1/testimonies',
  operationId: 'addTestimony',
  summary: 'Add customers’ words',
  body: testimonyBody,
  answers: [{ status: 201, description: 'Added', schema: z.object({ testimony: testimonyView }) }, unfit, ...refusals],
} as const;

export const changeTestimonySpec = {
  ...common,
  access: 'admin',
  method: 'put',
  path: '/v1/testimonies/{id}',
  operationId: 'changeTestimony',
  summary: 'Replace customers’ words',
  params,
  body: testimonyBody,
  answers: [
    { status: 200, description: 'Replaced', schema: z.object({ testimony: testimonyView }) },
    unfit,
    ...refusals,
  ],
} as const;

export const removeTestimonySpec = {
  ...common,
  access: 'admin',
  method: 'delete',
  path: '/v1/testimonies/{id}',
  operationId: 'removeTestimony',
  summary: 'Take customers’ words away',
  params,
  answers: [{ status: 204, description: 'Gone' }, ...refusals],
} as const;

export const listPromosSpec = {
  ...common,
  method: 'get',
  path: '/v1/promos',
  operationId: 'listPromos',
  summary: 'Offers and promo codes with their uses, newest first',
  answers: [
    {
      status: 200,
      description: 'Offers',
      schema: z.object({ promos: z.array(promoView), currency: z.string().describe('ISO 4217 of the tenant.') }),
    },
    ...refusals,
  ],
} as const;

export const addPromoSpec = {
  ...common,
  access: 'admin',
  method: 'post',
  path: '/v1/promos',
  operationId: 'addPromo',
  summary: 'Add an offer',
  body: promoBody,
  answers: [{ status: 201, description: 'Added', schema: z.object({ promo: promoView }) }, unfit, twice, ...refusals],
} as const;

export const changePromoSpec = {
  ...common,
  access: 'admin',
  method: 'put',
  path: '/v1/promos/{id}',
  operationId: 'changePromo',
  summary: 'Replace an offer; orders that have it keep what it took off until they change',
  params,
  body: promoBody,
  answers: [
    { status: 200, description: 'Replaced', schema: z.object({ promo: promoView }) },
    unfit,
    twice,
    ...refusals,
  ],
} as const;

export const removePromoSpec = {
  ...common,
  access: 'admin',
  method: 'delete',
  path: '/v1/promos/{id}',
  operationId: 'removePromo',
  summary: 'Take an offer away',
  params,
  answers: [{ status: 204, description: 'Gone' }, ...refusals],
} as const;
