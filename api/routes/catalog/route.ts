import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { unknownTenant } from '#api/http/tenant.ts';
import { presentProduct } from './present.ts';
import { catalogSpec } from './schema.ts';

export function catalogEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(catalogSpec, async ({ query, response }) => {
      const tenant = await deps.records.findTenant(query.tenant);
      if (tenant === undefined) throw unknownTenant(query.tenant);
      const { items, next } = await deps.records.listCatalogue(tenant, pageRequest(query, 2));
      response.json({ products: items.map(presentProduct), next_cursor: cursorOf(next) });
    }),
  ];
}
