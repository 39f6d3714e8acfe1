import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { BookingOutcome } from '#domain/booking/place-booking.ts';
import { localTime } from '#domain/time/local-time.ts';
import type { AvailabilityQuestion } from '#domain/booking/booking-records.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor, unknownTenant } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { TenantRef } from '#api/records.ts';
import { presentAvailability, presentBooking } from './present.ts';
import { wakePayment } from '#api/routes/payments/service.ts';
import { refusalProblem } from './refusal-problem.ts';
import {
  availabilitySpec,
  cancelBookingSpec,
  confirmBookingSpec,
  createBookingSpec,
  listBookingsSpec,
  readBookingSpec,
  rescheduleBookingSpec,
  seedAvailabilitySpec,
} from './schema.ts';

const LONGEST_KEY = 200;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is free, for everybody; bookings, for staff. */
export function bookingEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { records } = deps.bookings;
  const of = (query: { readonly tenant?: string | undefined }, response: Response): Promise<TenantRef> =>
    tenantFor(deps.records, callerOf(response), query.tenant);
  const zone = (tenant: TenantRef) => records.timeZone(tenant.id);
  const answer = async (tenant: TenantRef, outcome: BookingOutcome, response: Response, status = 200) => {
    if ('refusal' in outcome) throw refusalProblem(outcome.refusal);
    const { booking } = outcome;
    // The booking stands; a clock that can't be woken now is woken by the sweep.
    await deps.bookings
      .wake({ tenantId: tenant.id, subject: 'booking', id: booking.id })
      .catch(() => deps.log.warn({ booking: booking.id }, 'the clock of a booking was not woken'));
    response.status(status).json({ booking: presentBooking(booking, await zone(tenant)) });
  };
  return [
    defineEndpoint(availabilitySpec, async ({ query, response }) => {
      await answerFree(deps, query.tenant, questionOf(query), response);
    }),
    defineEndpoint(seedAvailabilitySpec, async ({ query, request, response }) => {
      const tenant = query.tenant ?? request.get('x-tenant-id');
      if (tenant === undefined)
        throw new HttpProblem(422, 'ValidationFailed', 'Send X-Tenant-Id: the tenant’s slug or id.');
      await answerFree(deps, tenant, questionOf(query), response);
    }),
    defineEndpoint(listBookingsSpec, async ({ query, response }) => {
      const tenant = await of(query, response);
      const { from, to, status, resource_id: resourceId } = query;
      const filter = {
        ...(from && { from }),
        ...(to && { to }),
        ...(status && { status }),
        ...(resourceId && { resourceId }),
      };
      const [{ items, next }, timeZone] = await Promise.all([
        records.listBookings(tenant.id, filter, pageRequest(query, 2)),
        zone(tenant),
      ]);
      const bookings = items.map((booking) => presentBooking(booking, timeZone));
      response.json({ bookings, time_zone: timeZone, next_cursor: cursorOf(next) });
    }),
    defineEndpoint(readBookingSpec, async ({ query, params, response }) => {
      const tenant = await of(query, response);
      const [booking, timeZone] = await Promise.all([records.getBooking(tenant.id, params.id), zone(tenant)]);
      response.json({ booking: presentBooking(booking, timeZone) });
    }),
    defineEndpoint(createBookingSpec, async ({ query, body, request, response }) => {
      const tenant = await of(query, response);
      const outcome = await records.createBooking(
        tenant.id,
        {
          resourceId: body.resource_id,
          date: body.date,
          minute: body.start_time,
          duration: body.duration ?? null,
          guestName: body.guest_name || null,
          notes: body.notes || null,
          requestKey: requestKey(request),
        },
        deps.clock(),
      );
      await answer(tenant, outcome, response, 201);
    }),
    defineEndpoint(rescheduleBookingSpec, async ({ query, params, body, response }) => {
      const tenant = await of(query, response);
      const to = {
        ...(body.resource_id !== undefined && { resourceId: body.resource_id }),
        ...(body.date !== undefined && { date: body.date }),
        ...(body.start_time !== undefined && { minute: body.start_time }),
        ...(body.duration !== undefined && { duration: body.duration }),
      };
      await answer(tenant, await records.moveBooking(tenant.id, params.id, to, deps.clock()), response);
    }),
    defineEndpoint(cancelBookingSpec, async ({ query, params, response }) => {
      const tenant = await of(query, response);
      const outcome = await records.cancelBooking(tenant.id, params.id, deps.clock());
      if (outcome.openPayment !== null) await wakePayment(deps, tenant, outcome.openPayment);
      await answer(tenant, outcome, response);
    }),
    defineEndpoint(confirmBookingSpec, async ({ query, params, response }) => {
      const tenant = await of(query, response);
      await answer(tenant, await records.confirmBooking(tenant.id, params.id), response);
    }),
  ];
}

async function answerFree(
  deps: ApiDeps,
  slug: string,
  question: AvailabilityQuestion,
  response: Response,
): Promise<void> {
  const tenant = UUID.test(slug) ? await deps.payments.tenantById(slug) : await deps.records.findTenant(slug);
  if (tenant === undefined) throw unknownTenant(slug);
  const now = deps.clock();
  const { timeZone, resources } = await deps.bookings.records.availability(tenant.id, question, now);
  const today = localTime(now, timeZone).date;
  if (question.date < today)
    throw new HttpProblem(422, 'PastDate', `date: ${question.date} is past; today is ${today} there.`);
  response.json({
    date: question.date,
    time_zone: timeZone,
    availabilities: resources.map((one) => presentAvailability(one, timeZone)),
  });
}

function questionOf(query: {
  readonly date: string;
  readonly resource_type?: AvailabilityQuestion['kind'];
  readonly resource_id?: string | undefined;
  readonly category?: string | undefined;
  readonly duration?: number | undefined;
}): AvailabilityQuestion {
  const { date, resource_type: kind, resource_id: resourceId, category, duration } = query;
  return {
    date,
    ...(kind !== undefined && { kind }),
    ...(resourceId !== undefined && { resourceId }),
    ...(category !== undefined && { category }),
    ...(duration !== undefined && { duration }),
  };
}

/** The caller's `Idempotency-Key`, kept apart from keys of tool calls; without one every request is its own. */
function requestKey(request: Request): string {
  const given = request.get('idempotency-key');
  if (given === undefined || given.trim() === '') return `api:${randomUUID()}`;
  if (given.length > LONGEST_KEY)
    throw new HttpProblem(422, 'ValidationFailed', `Idempotency-Key: at most ${LONGEST_KEY} characters`);
  return `api:key:${given.trim()}`;
}
