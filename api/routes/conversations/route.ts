import type { ConversationRecord } from '#domain/conversation/record.ts';
import { NotFound } from '#domain/errors.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { Caller } from '#api/middleware/authenticate.ts';
import { presentConversation } from './present.ts';
import { automationSpec, readSpec } from './schema.ts';

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
    defineEndpoint(automationSpec, async ({ query, params, body, response }) => {
      const caller = callerOf(response);
      const record = await find(deps, caller, query.tenant, params.id);
      const by = staffOf(caller).id;
      const { status } = await deps.gateway.setAutomation(record.workflowId, { enabled: body.enabled, by });
      response.json({ id: record.id, status });
    }),
  ];
}

async function find(deps: ApiDeps, caller: Caller, slug: string | undefined, id: string): Promise<ConversationRecord> {
  const tenant = await tenantFor(deps.records, caller, slug);
  const record = await deps.records.readConversation(tenant, id);
  if (record === undefined) throw new NotFound(`there is no conversation "${id}"`);
  return record;
}
