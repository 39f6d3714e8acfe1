import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tagAnswer, versionsSeen } from '#api/http/etag.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { deedId } from '#api/middleware/idempotency.ts';
import { changeLabelSpec, createLabelSpec, listLabelsSpec, removeLabelSpec, setLabelsSpec } from './schema.ts';

export function labelEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { labels, records } = deps;
  const of = async (query: { readonly tenant?: string | undefined }, response: Response): Promise<string> =>
    (await tenantFor(records, callerOf(response), query.tenant)).id;
  return [
    defineEndpoint(listLabelsSpec, async ({ query, response }) => {
      response.json({ labels: await labels.list(await of(query, response)) });
    }),
    defineEndpoint(createLabelSpec, async ({ query, body, response }) => {
      const label = await labels.create(await of(query, response), deedId(response), body);
      tagAnswer(response, label.version);
      response.status(201).json({ label });
    }),
    defineEndpoint(changeLabelSpec, async ({ query, params, body, request, response }) => {
      const { name, color } = body;
      const changes = { ...(name !== undefined && { name }), ...(color !== undefined && { color }) };
      const seen = versionsSeen(request.get('if-match'));
      const label = await labels.change(await of(query, response), params.id, changes, seen);
      tagAnswer(response, label.version);
      response.json({ label });
    }),
    defineEndpoint(removeLabelSpec, async ({ query, params, request, response }) => {
      await labels.remove(await of(query, response), params.id, versionsSeen(request.get('if-match')));
      response.status(204).end();
    }),
    defineEndpoint(setLabelsSpec, async ({ query, params, body, response }) => {
      const by = staffOf(callerOf(response)).id;
      response.json({ labels: await labels.set(await of(query, response), params.id, body.labels, by) });
    }),
  ];
}
