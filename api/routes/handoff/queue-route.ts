import { NotFound } from '#domain/errors.ts';
import type { HandoffFilter } from '#domain/handoff/handoff-book.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { Caller } from '#api/middleware/authenticate.ts';
import { presentHandoff } from './present.ts';
import { getHandoffSpec, listHandoffsSpec, ratingsSpec } from './queue-schema.ts';

/** State, priority, time and id. */
const KEY_LENGTH = 4;
const A_MONTH_MS = 30 * 24 * 3_600_000;

/** Who waits for a person, and what customers said afterwards. */
export function handoffQueueEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(listHandoffsSpec, async ({ query, response }) => {
      const caller = callerOf(response);
      const tenant = await tenantFor(deps.records, caller, query.tenant);
      const { state, priority, source, rated, assignee, conversation_id: conversationId } = query;
      const holder = holderOf(assignee, caller);
      const filter: HandoffFilter = { state, priority, source, rated, holder, conversationId };
      const page = await deps.handoffs.list(tenant.id, filter, pageRequest(query, KEY_LENGTH));
      response.json({ handoffs: page.items.map(presentHandoff), next_cursor: cursorOf(page.next) });
    }),
    defineEndpoint(ratingsSpec, async ({ query, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      const now = deps.clock().getTime();
      const { from = new Date(now - A_MONTH_MS).toISOString(), to = new Date(now).toISOString() } = query;
      response.json(await deps.handoffs.ratings(tenant.id, { from, to }));
    }),
    defineEndpoint(getHandoffSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      const handoff = await deps.handoffs.find(tenant.id, params.id);
      if (handoff === undefined) throw new NotFound(`there is no handoff "${params.id}"`);
      response.json(presentHandoff(handoff));
    }),
  ];
}

function holderOf(said: string | undefined, caller: Caller): string | null | undefined {
  if (said === 'none') return null;
  return said === 'me' ? staffOf(caller).id : said;
}
