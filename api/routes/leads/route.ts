import { leadsCsv } from '#domain/lead/leads-csv.ts';
import type { LeadFilter } from '#domain/lead/lead.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { presentLead } from './present.ts';
import { exportLeadsSpec, listLeadsSpec } from './schema.ts';

const MOST_EXPORTED = 50_000;

export function leadEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { leads, records } = deps;
  return [
    defineEndpoint(listLeadsSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { items, next } = await leads.list(tenant.id, filterOf(query), pageRequest(query, 2));
      response.json({ leads: items.map(presentLead), next_cursor: cursorOf(next) });
    }),
    defineEndpoint(exportLeadsSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { items } = await leads.list(tenant.id, filterOf(query), { limit: MOST_EXPORTED, after: null });
      response.attachment(`leads-${tenant.slug}.csv`).type('text/csv; charset=utf-8').send(leadsCsv(items));
    }),
  ];
}

function filterOf(query: Partial<Record<'search' | 'source' | 'from' | 'to', string | undefined>>): LeadFilter {
  const { search, source, from, to } = query;
  return { search: search ?? null, source: source ?? null, from: from ?? null, to: to ?? null };
}
