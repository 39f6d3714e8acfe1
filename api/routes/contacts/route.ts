import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tagAnswer, versionsSeen } from '#api/http/etag.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { presentBooking } from '#api/routes/bookings/present.ts';
import { presentEntry } from '#api/routes/inbox/present.ts';
import { presentOrder } from '#api/routes/orders/present.ts';
import { presentContact } from './present.ts';
import {
  changeContactSpec,
  contactBookingsSpec,
  contactConversationsSpec,
  contactOrdersSpec,
  listContactsSpec,
  readContactSpec,
} from './schema.ts';

/** The customers of a shop, and what each ordered, booked and said. */
export function contactEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { bookings, contacts, inbox, orders, records } = deps;
  const of = async (query: { readonly tenant?: string | undefined }, response: Response): Promise<string> =>
    (await tenantFor(records, callerOf(response), query.tenant)).id;
  return [
    defineEndpoint(listContactsSpec, async ({ query, response }) => {
      const tenantId = await of(query, response);
      const page = await contacts.list(tenantId, query.q ?? null, pageRequest(query, 1));
      response.json({ contacts: page.items.map(presentContact), next_cursor: cursorOf(page.next) });
    }),
    defineEndpoint(readContactSpec, async ({ query, params, response }) => {
      const { contact, version } = await contacts.read(await of(query, response), params.id);
      tagAnswer(response, version);
      response.json({ contact: presentContact(contact) });
    }),
    defineEndpoint(changeContactSpec, async ({ query, params, body, request, response }) => {
      const { time_zone: timeZone, ...profile } = body;
      const given = Object.entries({ ...profile, timeZone }).filter(([, value]) => value !== undefined);
      const changes: Parameters<typeof contacts.change>[2] = Object.fromEntries(given);
      const seen = versionsSeen(request.get('if-match'));
      const { contact, version } = await contacts.change(await of(query, response), params.id, changes, seen);
      tagAnswer(response, version);
      response.json({ contact: presentContact(contact) });
    }),
    defineEndpoint(contactOrdersSpec, async ({ query, params, response }) => {
      const tenantId = await of(query, response);
      await contacts.read(tenantId, params.id);
      const page = await orders.list(tenantId, { contact: params.id }, pageRequest(query, 1));
      response.json({ orders: page.items.map(presentOrder), next_cursor: cursorOf(page.next) });
    }),
    defineEndpoint(contactBookingsSpec, async ({ query, params, response }) => {
      const tenantId = await of(query, response);
      const [page, timeZone] = await Promise.all([
        contacts.bookings(tenantId, params.id, pageRequest(query, 1)),
        bookings.records.timeZone(tenantId),
      ]);
      response.json({
        bookings: page.items.map((booking) => presentBooking(booking, timeZone)),
        next_cursor: cursorOf(page.next),
      });
    }),
    defineEndpoint(contactConversationsSpec, async ({ query, params, response }) => {
      const tenantId = await of(query, response);
      await contacts.read(tenantId, params.id);
      const page = await inbox.list(tenantId, { contact: params.id }, pageRequest(query, 2));
      response.json({ conversations: page.items.map(presentEntry), next_cursor: cursorOf(page.next) });
    }),
  ];
}
