import type { z } from 'zod';
import type { FoundMessage } from '#domain/inbox/found-message.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { searchMessagesSpec } from './schema.ts';
import type { foundMessageView } from './schema.ts';

export function searchEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(searchMessagesSpec, async ({ query, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      const { q, author, conversation } = query;
      const page = await deps.inbox.search(tenant.id, { q, author, conversation }, pageRequest(query, 1));
      response.json({ messages: page.items.map(present), next_cursor: cursorOf(page.next) });
    }),
  ];
}

function present({ staffName, ...found }: FoundMessage): z.infer<typeof foundMessageView> {
  return { ...found, author_name: staffName };
}
