import { z } from 'zod';
import { BOOKING_STATUSES } from '#domain/booking/booking.ts';
import { RESOURCE_KINDS } from '#domain/booking/resource.ts';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { optionalTenantQuery, tenantQuery, tenantSlug } from '#api/http/tenant.ts';
import { clock, day, idParams, KEY, minutes, MISSING, WRONG } from './fields.ts';

const slot = z.object({
  start_time: z.string().describe('Local, HH:MM.'),
  end_time: z.string(),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  price: z.number().describe('In the currency’s main unit.'),
  price_minor: z.int(),
});
export const availabilityReply = z.object({
  date: z.string(),
  time_zone: z.string(),
  availabilities: z.array(
    z.object({
      resource_id: z.string(),
      resource_name: z.string(),
      resource_type: z.enum(RESOURCE_KINDS),
      category: z.string(),
      currency: z.string(),
      available_slots: z.array(slot),
    }),
  ),
});

const bookingReply = z.object({
  id: z.string(),
  number: z.int().describe('The number customers see.'),
  status: z.enum(BOOKING_STATUSES),
  resource_id: z.string(),
  resource_name: z.string(),
  date: z.string().describe('Local day of the start.'),
  start_time: z.string(),
  end_time: z.string(),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  price: z.number(),
  price_minor: z.int(),
  currency: z.string(),
  guest_name: z.string().nullable(),
  notes: z.string().nullable(),
  held_until: z.iso.datetime().nullable(),
  contact_id: z.string().nullable(),
  conversation_id: z.string().nullable(),
  reminder_at: z.iso.datetime().nullable(),
  reminder_outcome: z.string().nullable().describe('What became of the reminder, or why none was sent.'),
  created_at: z.iso.datetime(),
});
const one = z.object({ booking: bookingReply });
const NOT_FREE = {
  status: 409,
  description: 'Not free, or it stands no more; `alternatives` names what is free',
} as const;

const question = {
  date: day,
  resource_type: z.enum(RESOURCE_KINDS).optional(),
  resource_id: z.uuid().optional(),
  category: z.string().max(200).optional(),
  duration: z.coerce.number().pipe(minutes).optional().describe('Minutes; left out = one slot.'),
};

export const availabilitySpec = {
  method: 'get',
  path: '/v1/bookings/availability',
  operationId: 'getAvailability',
  summary: 'Free slots of a day, with prices',
  tag: 'Bookings',
  access: 'public',
  query: tenantQuery.extend(question),
  answers: [{ status: 200, description: 'Free slots by resource', schema: availabilityReply }, MISSING, WRONG],
} as const;

export const seedAvailabilitySpec = {
  method: 'get',
  path: '/api/v1/bookings/availability/check',
  operationId: 'checkAvailability',
  summary: 'The same under its older address, with the tenant in X-Tenant-Id or ?tenant=',
  tag: 'Bookings',
  access: 'public',
  query: z.object({ ...question, tenant: tenantSlug.optional() }),
  answers: [{ status: 200, description: 'Free slots by resource', schema: availabilityReply }, MISSING, WRONG],
} as const;

export const listBookingsSpec = {
  method: 'get',
  path: '/v1/bookings',
  operationId: 'listBookings',
  summary: 'Bookings that touch a stretch of time, in the order of their start',
  tag: 'Bookings',
  access: 'viewer',
  query: optionalTenantQuery.extend({
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    status: z.enum(BOOKING_STATUSES).optional(),
    resource_id: z.uuid().optional(),
    ...pageQuery,
    limit: pageQuery.limit.default(100),
  }),
  answers: [
    {
      status: 200,
      description: 'Bookings',
      schema: z.object({
        bookings: z.array(bookingReply),
        time_zone: z.string().describe('IANA zone of the shop: dates and clock times are its.'),
        next_cursor: nextCursor,
      }),
    },
    KEY,
    MISSING,
  ],
} as const;

export const readBookingSpec = {
  method: 'get',
  path: '/v1/bookings/{id}',
  operationId: 'getBooking',
  summary: 'One booking',
  tag: 'Bookings',
  access: 'viewer',
  query: optionalTenantQuery,
  params: idParams,
  answers: [{ status: 200, description: 'The booking', schema: one }, KEY, MISSING],
} as const;

export const createBookingSpec = {
  method: 'post',
  path: '/v1/bookings',
  operationId: 'createBooking',
  summary: 'Book for somebody who called or came by; the same Idempotency-Key books once',
  tag: 'Bookings',
  access: 'agent',
  query: optionalTenantQuery,
  body: z.strictObject({
    resource_id: z.uuid(),
    date: day,
    start_time: clock,
    duration: minutes.optional(),
    guest_name: z.string().trim().max(200).optional(),
    notes: z.string().trim().max(1_000).optional(),
  }),
  answers: [{ status: 201, description: 'Booked and confirmed', schema: one }, KEY, MISSING, NOT_FREE, WRONG],
} as const;

export const rescheduleBookingSpec = {
  method: 'post',
  path: '/v1/bookings/{id}/reschedule',
  operationId: 'rescheduleBooking',
  summary: 'Move a booking; what is left out stays. The customer hears of it',
  tag: 'Bookings',
  access: 'agent',
  query: optionalTenantQuery,
  params: idParams,
  body: z
    .strictObject({
      resource_id: z.uuid().optional(),
      date: day.optional(),
      start_time: clock.optional(),
      duration: minutes.optional(),
    })
    .refine((changes) => Object.values(changes).some((change) => change !== undefined), 'nothing to change was given'),
  answers: [{ status: 200, description: 'Moved', schema: one }, KEY, MISSING, NOT_FREE, WRONG],
} as const;

export const cancelBookingSpec = {
  method: 'post',
  path: '/v1/bookings/{id}/cancel',
  operationId: 'cancelBooking',
  summary: 'Cancel a booking. The customer hears of it',
  tag: 'Bookings',
  access: 'agent',
  query: optionalTenantQuery,
  params: idParams,
  answers: [{ status: 200, description: 'Cancelled', schema: one }, KEY, MISSING, NOT_FREE],
} as const;

export const confirmBookingSpec = {
  method: 'post',
  path: '/v1/bookings/{id}/confirm',
  operationId: 'confirmBooking',
  summary: 'Make a hold final. The customer hears of it',
  tag: 'Bookings',
  access: 'agent',
  query: optionalTenantQuery,
  params: idParams,
  answers: [{ status: 200, description: 'Confirmed', schema: one }, KEY, MISSING, NOT_FREE],
} as const;
