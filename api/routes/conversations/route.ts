import { NotFound } from '#domain/errors.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { actOn } from '#api/conversations/act-on.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { setAutomationUpdate } from '#workflows/staff-messages.ts';
import { presentConversation } from './present.ts';
import { automationSpec, readSpec, renameSpec } from './schema.ts';

export function conversationEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(readSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      const [record, detail] = await Promise.all([
        deps.records.readConversation(tenant, params.id),
        deps.inbox.detail(tenant.id, params.id),
      ]);
      if (record === undefined) throw new NotFound(`there is no conversation "${params.id}"`);
      response.json(presentConversation(record, detail));
    }),
    defineEndpoint(renameSpec, async ({ query, params, body, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      await deps.inbox.rename(tenant.id, params.id, body.title);
      response.json({ id: params.id, title: body.title });
    }),
    defineEndpoint(automationSpec, async (input) => {
      const by = staffOf(callerOf(input.response));
      await actOn(deps, input, setAutomationUpdate, { by, enabled: input.body.enabled });
    }),
  ];
}
