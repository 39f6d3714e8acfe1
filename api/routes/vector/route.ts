import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { streamAnswer } from '#api/http/stream-answer.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { TenantRef } from '#api/records.ts';
import { presentHit, presentPassage } from './present.ts';
import { searchSpec, searchStreamSpec } from './schema.ts';
import type { SearchBody } from './schema.ts';

/** What the agent would find, for staff. */
export function vectorEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(searchSpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      response.json(await search(deps, tenant, body, response));
    }),
    defineEndpoint(searchStreamSpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      await streamAnswer(deps, response, async (events) => {
        events.send('thinking', { query: body.query });
        const { passages, products } = await search(deps, tenant, body, response);
        for (const passage of passages) events.send('passage', passage);
        for (const product of products) events.send('product', product);
        events.send('done', { passages: passages.length, products: products.length });
      });
    }),
  ];
}

async function search(deps: ApiDeps, tenant: TenantRef, { query, limit, kinds }: SearchBody, response: Response) {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, deps.closing]);
  const { passages, products } = await deps.knowledge.search(tenant.id, query, limit, signal);
  return {
    passages: kinds.includes('passages') ? passages.map(presentPassage) : [],
    products: kinds.includes('products') ? products.map(presentHit) : [],
  };
}
