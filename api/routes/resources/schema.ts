import { z } from 'zod';
import { RESOURCE_KINDS } from '#domain/booking/resource.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';
import { clock, idParams, KEY, MISSING, WRONG } from '#api/routes/bookings/fields.ts';

const weekdays = z.array(z.int().min(0).max(6)).min(1).max(7).describe('0 = Sunday … 6 = Saturday.');
const price = z.number().min(0).max(1e12).describe('For one slot, in the currency’s main unit.');

export const resourceInput = z.strictObject({
  kind: z.enum(RESOURCE_KINDS),
  name: z.string().trim().min(1).max(200),
  category: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe('Resources of one category stand in for each other; left out = its name.'),
  aliases: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
  description: z.string().trim().max(2_000).default(''),
  slot_minutes: z.int().min(5).max(1_440).default(60),
  most_slots: z.int().min(1).max(96).default(4).describe('Most slots in one booking.'),
  opening: z
    .array(z.strictObject({ weekdays, from: clock, to: clock.describe('HH:MM; not after `from` = past midnight.') }))
    .max(50),
  price,
  price_rules: z
    .array(z.strictObject({ weekdays, from: clock, to: clock, price }))
    .max(50)
    .default([])
    .describe('The first that fits a slot’s weekday and start holds.'),
  active: z.boolean().default(true),
});

const interval = z.object({ weekday: z.int(), from: z.string(), to: z.string() });
const resourceReply = z.object({
  id: z.string(),
  kind: z.enum(RESOURCE_KINDS),
  name: z.string(),
  category: z.string(),
  aliases: z.array(z.string()),
  description: z.string(),
  slot_minutes: z.int(),
  most_slots: z.int(),
  opening: z.array(interval),
  price: z.number(),
  price_minor: z.int(),
  price_rules: z.array(z.object({ weekdays: z.array(z.int()), from: z.string(), to: z.string(), price: z.number() })),
  currency: z.string(),
  active: z.boolean(),
});
const one = z.object({ resource: resourceReply });
const blackoutReply = z.object({
  id: z.string(),
  resource_id: z.string().nullable(),
  starts_at: z.iso.datetime({ offset: true }),
  ends_at: z.iso.datetime({ offset: true }),
  reason: z.string(),
});
const TAKEN = { status: 409, description: 'Another resource has the name' } as const;
const spec = { tag: 'Bookings', access: 'viewer', query: optionalTenantQuery } as const;

export const listResourcesSpec = {
  ...spec,
  method: 'get',
  path: '/v1/resources',
  operationId: 'listResources',
  summary: 'What can be booked',
  answers: [
    { status: 200, description: 'Resources', schema: z.object({ resources: z.array(resourceReply) }) },
    KEY,
    MISSING,
  ],
} as const;

export const readResourceSpec = {
  ...spec,
  method: 'get',
  path: '/v1/resources/{id}',
  operationId: 'getResource',
  summary: 'One resource',
  params: idParams,
  answers: [{ status: 200, description: 'The resource', schema: one }, KEY, MISSING],
} as const;

export const createResourceSpec = {
  ...spec,
  access: 'admin',
  method: 'post',
  path: '/v1/resources',
  operationId: 'createResource',
  summary: 'Add something that can be booked',
  body: resourceInput,
  answers: [{ status: 201, description: 'Added', schema: one }, KEY, MISSING, TAKEN, WRONG],
} as const;

export const putResourceSpec = {
  ...spec,
  access: 'admin',
  method: 'put',
  path: '/v1/resources/{id}',
  operationId: 'replaceResource',
  summary: 'Replace a resource; bookings made stay as they are',
  params: idParams,
  body: resourceInput,
  answers: [{ status: 200, description: 'Replaced', schema: one }, KEY, MISSING, TAKEN, WRONG],
} as const;

export const retireResourceSpec = {
  ...spec,
  access: 'admin',
  method: 'delete',
  path: '/v1/resources/{id}',
  operationId: 'retireResource',
  summary: 'Take no more bookings for a resource; those made stay',
  params: idParams,
  answers: [{ status: 204, description: 'Retired' }, KEY, MISSING],
} as const;

export const listBlackoutsSpec = {
  ...spec,
  method: 'get',
  path: '/v1/blackouts',
  operationId: 'listBlackouts',
  summary: 'Times at which nothing can be booked, at most 500',
  query: optionalTenantQuery.extend({
    from: z.iso.datetime({ offset: true }).optional().describe('Those that end after it; left out = now.'),
  }),
  answers: [
    { status: 200, description: 'Blackouts', schema: z.object({ blackouts: z.array(blackoutReply) }) },
    KEY,
    MISSING,
  ],
} as const;

export const addBlackoutSpec = {
  ...spec,
  access: 'agent',
  method: 'post',
  path: '/v1/blackouts',
  operationId: 'addBlackout',
  summary: 'Close a resource, or the house; answers the numbers of bookings that stand in the time',
  body: z
    .strictObject({
      resource_id: z.uuid().nullable().default(null).describe('null = every resource.'),
      starts_at: z.iso.datetime({ offset: true }),
      ends_at: z.iso.datetime({ offset: true }),
      reason: z.string().trim().max(500).default(''),
    })
    .refine((given) => Date.parse(given.ends_at) > Date.parse(given.starts_at), {
      path: ['ends_at'],
      error: 'it ends before it begins',
    }),
  answers: [
    { status: 201, description: 'Closed', schema: z.object({ blackout: blackoutReply, bookings: z.array(z.int()) }) },
    KEY,
    MISSING,
    WRONG,
  ],
} as const;

export const removeBlackoutSpec = {
  ...spec,
  access: 'agent',
  method: 'delete',
  path: '/v1/blackouts/{id}',
  operationId: 'removeBlackout',
  summary: 'Open again',
  params: idParams,
  answers: [{ status: 204, description: 'Removed' }, KEY, MISSING],
} as const;
