import type { z } from 'zod';
import type { Booking } from '#domain/booking/booking.ts';
import type { ResourceAvailability } from '#domain/booking/booking-records.ts';
import { priceOf } from '#domain/booking/slots.ts';
import { localTime } from '#domain/time/local-time.ts';
import { majorUnits } from '#api/http/money.ts';
import type { availabilityReply, readBookingSpec } from './schema.ts';

type BookingReply = z.infer<(typeof readBookingSpec)['answers'][0]['schema']>['booking'];
type Availability = z.infer<typeof availabilityReply>['availabilities'][number];

export function presentBooking(booking: Booking, timeZone: string): BookingReply {
  const start = localTime(booking.startsAt, timeZone);
  return {
    id: booking.id,
    number: booking.number,
    status: booking.status,
    resource_id: booking.resourceId,
    resource_name: booking.resourceName,
    date: start.date,
    start_time: start.time,
    end_time: localTime(booking.endsAt, timeZone).time,
    starts_at: booking.startsAt,
    ends_at: booking.endsAt,
    price: majorUnits(booking.priceMinor, booking.currency),
    price_minor: booking.priceMinor,
    currency: booking.currency,
    guest_name: booking.guestName,
    notes: booking.notes,
    held_until: booking.heldUntil,
    contact_id: booking.contactId,
    conversation_id: booking.conversationId,
    reminder_at: booking.reminderAt,
    reminder_outcome: booking.reminderOutcome,
    created_at: booking.createdAt,
  };
}

export function presentAvailability({ resource, free }: ResourceAvailability, timeZone: string): Availability {
  return {
    resource_id: resource.id,
    resource_name: resource.name,
    resource_type: resource.kind,
    category: resource.category,
    currency: resource.currency,
    available_slots: free.map((run) => {
      const [startsAt, endsAt] = [new Date(run[0]?.startsAt ?? 0), new Date(run.at(-1)?.endsAt ?? 0)];
      const price = priceOf(run);
      return {
        start_time: localTime(startsAt, timeZone).time,
        end_time: localTime(endsAt, timeZone).time,
        starts_at: startsAt.toISOString(),
        ends_at: endsAt.toISOString(),
        price: majorUnits(price, resource.currency),
        price_minor: price,
      };
    }),
  };
}
