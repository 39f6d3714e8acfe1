import { z } from 'zod';
import { isTimeZone } from '#domain/time/local-time.ts';
import { ifMatchHeader } from '#api/http/etag.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';
import { readBookingSpec } from '#api/routes/bookings/schema.ts';
import { entryView } from '#api/routes/inbox/schema.ts';
import { ordersReply } from '#api/routes/orders/schema.ts';

export const contactView = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  address: z.string().nullable(),
  language: z.string().nullable(),
  notes: z.string().nullable(),
  time_zone: z
    .string()
    .nullable()
    .describe('IANA; null = not known. Quiet hours of follow-ups are by it, else by the shop’s.'),
  opted_out_at: z.iso
    .datetime()
    .nullable()
    .describe('When this person asked for no more messages; only they take it back.'),
  marketing_opted_out_at: z.iso.datetime().nullable(),
  identities: z.array(
    z.object({
      channel: z.string(),
      name: z.string().nullable().describe('What they call themselves there.'),
      blocked_at: z.iso.datetime().nullable().describe('When the provider said that they want nothing from us there.'),
    }),
  ),
  order_count: z.int(),
  booking_count: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

const one = z.object({ contact: contactView });
const KEY = { status: 401, description: 'No valid key' } as const;
const MISSING = { status: 404, description: 'No such contact of this tenant' } as const;
const WRONG = { status: 422, description: 'Something does not fit; nothing was changed' } as const;
const common = { tag: 'Contacts', params: z.object({ id: z.uuid() }), query: optionalTenantQuery } as const;
const words = (max: number) => z.string().trim().min(1).max(max).nullable().optional();

export const listContactsSpec = {
  method: 'get',
  path: '/v1/contacts',
  operationId: 'listContacts',
  summary: 'Customers, the newest first',
  tag: 'Contacts',
  access: 'viewer',
  query: optionalTenantQuery.extend({
    ...pageQuery,
    q: z.string().trim().min(1).max(100).optional().describe('Part of the name, in any spelling.'),
  }),
  answers: [
    {
      status: 200,
      description: 'A page of contacts',
      schema: z.object({ contacts: z.array(contactView), next_cursor: nextCursor }),
    },
    KEY,
    { status: 404, description: 'Unknown tenant' },
    WRONG,
  ],
} as const;

export const readContactSpec = {
  ...common,
  method: 'get',
  path: '/v1/contacts/{id}',
  operationId: 'getContact',
  summary: 'One customer; the ETag is the version',
  access: 'viewer',
  answers: [{ status: 200, description: 'The contact', schema: one }, KEY, MISSING],
} as const;

export const changeContactSpec = {
  ...common,
  method: 'patch',
  path: '/v1/contacts/{id}',
  operationId: 'changeContact',
  summary: 'Changes what is known of a customer; the agent knows it from its next reply on',
  access: 'agent',
  headers: ifMatchHeader,
  body: z
    .strictObject({
      name: words(100),
      address: words(500),
      language: z
        .string()
        .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'expected a BCP 47 language, like en or he')
        .nullable()
        .optional(),
      notes: words(2_000),
      time_zone: z
        .string()
        .max(64)
        .refine(isTimeZone, 'expected an IANA time zone, like Asia/Jakarta')
        .nullable()
        .optional(),
    })
    .refine((body) => Object.keys(body).length > 0, 'expected something to change'),
  answers: [
    { status: 200, description: 'The contact as it is now', schema: one },
    KEY,
    MISSING,
    { status: 412, description: 'It has changed since it was read; nothing was changed' },
    WRONG,
  ],
} as const;

const pages = { ...common, method: 'get', access: 'viewer', query: optionalTenantQuery.extend(pageQuery) } as const;

export const contactOrdersSpec = {
  ...pages,
  path: '/v1/contacts/{id}/orders',
  operationId: 'listOrdersOfContact',
  summary: 'What a customer ordered, the newest first',
  answers: [{ status: 200, description: 'A page of orders', schema: ordersReply }, KEY, MISSING, WRONG],
} as const;

export const contactBookingsSpec = {
  ...pages,
  path: '/v1/contacts/{id}/bookings',
  operationId: 'listBookingsOfContact',
  summary: 'What a customer booked, the newest first',
  answers: [
    {
      status: 200,
      description: 'A page of bookings',
      schema: z.object({
        bookings: z.array(readBookingSpec.answers[0].schema.shape.booking),
        next_cursor: nextCursor,
      }),
    },
    KEY,
    MISSING,
    WRONG,
  ],
} as const;

export const contactConversationsSpec = {
  ...pages,
  path: '/v1/contacts/{id}/conversations',
  operationId: 'listConversationsOfContact',
  summary: 'A customer’s conversations, the latest activity first',
  answers: [
    {
      status: 200,
      description: 'A page of conversations',
      schema: z.object({ conversations: z.array(entryView), next_cursor: nextCursor }),
    },
    KEY,
    MISSING,
    WRONG,
  ],
} as const;
