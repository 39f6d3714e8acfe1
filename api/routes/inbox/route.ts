import type { ConversationFilter } from '#domain/inbox/conversation-entry.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { Caller } from '#api/middleware/authenticate.ts';
import { presentEntry } from './present.ts';
import { listConversationsSpec } from './schema.ts';

/** Last activity and id. */
const KEY_LENGTH = 2;

/** The inbox: which conversations there are. */
export function inboxEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(listConversationsSpec, async ({ query, response }) => {
      const caller = callerOf(response);
      const tenant = await tenantFor(deps.records, caller, query.tenant);
      const { handoff_reason: handoffReason, updated_since: updatedSince, assignee, ...rest } = query;
      const filter: ConversationFilter = {
        ...rest,
        handoffReason,
        updatedSince,
        assignee: assigneeOf(assignee, caller),
      };
      const page = await deps.inbox.list(tenant.id, filter, pageRequest(query, KEY_LENGTH));
      response.json({
        conversations: page.items.map(presentEntry),
        next_cursor: cursorOf(page.next),
        as_of: page.asOf,
      });
    }),
  ];
}

function assigneeOf(said: string | undefined, caller: Caller): string | null | undefined {
  if (said === 'none') return null;
  return said === 'me' ? staffOf(caller).id : said;
}
