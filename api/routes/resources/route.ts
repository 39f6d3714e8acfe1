import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { TenantRef } from '#api/records.ts';
import { presentBlackout, presentResource } from './present.ts';
import { readResource } from './read-input.ts';
import {
  addBlackoutSpec,
  createResourceSpec,
  listBlackoutsSpec,
  listResourcesSpec,
  putResourceSpec,
  readResourceSpec,
  removeBlackoutSpec,
  retireResourceSpec,
} from './schema.ts';

/** What can be booked and when not, for staff. */
export function resourceEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { records } = deps.bookings;
  const of = (query: { readonly tenant?: string | undefined }, response: Response): Promise<TenantRef> =>
    tenantFor(deps.records, callerOf(response), query.tenant);
  return [
    defineEndpoint(listResourcesSpec, async ({ query, response }) => {
      const tenant = await of(query, response);
      response.json({ resources: (await records.listResources(tenant.id)).map(presentResource) });
    }),
    defineEndpoint(readResourceSpec, async ({ query, params, response }) => {
      const tenant = await of(query, response);
      response.json({ resource: presentResource(await records.getResource(tenant.id, params.id)) });
    }),
    defineEndpoint(createResourceSpec, async ({ query, body, response }) => {
      const tenant = await of(query, response);
      const given = readResource(body, await records.currency(tenant.id));
      response.status(201).json({ resource: presentResource(await records.createResource(tenant.id, given)) });
    }),
    defineEndpoint(putResourceSpec, async ({ query, params, body, response }) => {
      const tenant = await of(query, response);
      const given = readResource(body, await records.currency(tenant.id));
      response.json({ resource: presentResource(await records.replaceResource(tenant.id, params.id, given)) });
    }),
    defineEndpoint(retireResourceSpec, async ({ query, params, response }) => {
      const tenant = await of(query, response);
      await records.retireResource(tenant.id, params.id);
      response.status(204).end();
    }),
    defineEndpoint(listBlackoutsSpec, async ({ query, response }) => {
      const tenant = await of(query, response);
      const from = query.from ?? deps.clock().toISOString();
      response.json({ blackouts: (await records.listBlackouts(tenant.id, from)).map(presentBlackout) });
    }),
    defineEndpoint(addBlackoutSpec, async ({ query, body, response }) => {
      const tenant = await of(query, response);
      const { blackout, bookings } = await records.addBlackout(tenant.id, {
        resourceId: body.resource_id,
        startsAt: new Date(body.starts_at).toISOString(),
        endsAt: new Date(body.ends_at).toISOString(),
        reason: body.reason,
      });
      response.status(201).json({ blackout: presentBlackout(blackout), bookings });
    }),
    defineEndpoint(removeBlackoutSpec, async ({ query, params, response }) => {
      const tenant = await of(query, response);
      await records.removeBlackout(tenant.id, params.id);
      response.status(204).end();
    }),
  ];
}
