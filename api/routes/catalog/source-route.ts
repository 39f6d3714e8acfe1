import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { presentSource } from '#api/routes/products/present.ts';
import { fetchSourceSpec, readSourceSpec, removeSourceSpec, saveSourceSpec } from '#api/routes/products/schema.ts';

/** The shop's catalogue at an address of its own. */
export function catalogSourceEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { records } = deps;
  const { source } = deps.products;
  return [
    defineEndpoint(readSourceSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.json(presentSource(await source.read(tenant.id)));
    }),
    defineEndpoint(saveSourceSpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      source.check(body.url);
      const saved = await source.save(tenant.id, { url: body.url, everyMinutes: body.every_minutes });
      await source.schedules.set(tenant.id, body.every_minutes);
      response.json(presentSource(saved));
    }),
    defineEndpoint(removeSourceSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      // The clock first: without a row it would only find that there is nothing to do.
      await source.schedules.remove(tenant.id);
      await source.remove(tenant.id);
      response.status(204).end();
    }),
    defineEndpoint(fetchSourceSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const known = await source.read(tenant.id);
      await source.schedules.fetchNow(tenant.id);
      response.status(202).json(presentSource(known));
    }),
  ];
}
