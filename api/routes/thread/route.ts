import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { presentMessage, presentTurn } from './present.ts';
import { eventsSpec, messagesSpec, notesSpec, turnsSpec, workflowUrlSpec } from './schema.ts';

/** One conversation: what was said, what each turn did, what colleagues noted, how it moved. */
export function threadEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { inbox, records, settings } = deps;
  const of = async (query: { readonly tenant?: string | undefined }, response: Response): Promise<string> =>
    (await tenantFor(records, callerOf(response), query.tenant)).id;
  return [
    defineEndpoint(messagesSpec, async ({ query, params: { id }, response }) => {
      const page = await inbox.thread(await of(query, response), id, query.order, pageRequest(query, 1));
      response.json({
        messages: page.items.map((message) => presentMessage(id, message)),
        next_cursor: cursorOf(page.next),
      });
    }),
    defineEndpoint(turnsSpec, async ({ query, params: { id }, response }) => {
      const page = await inbox.turns(await of(query, response), id, pageRequest(query, 1));
      response.json({ turns: page.items.map(presentTurn), next_cursor: cursorOf(page.next) });
    }),
    defineEndpoint(notesSpec, async ({ query, params: { id }, response }) => {
      const page = await inbox.notes(await of(query, response), id, pageRequest(query, 2));
      response.json({ notes: page.items, next_cursor: cursorOf(page.next) });
    }),
    defineEndpoint(eventsSpec, async ({ query, params: { id }, response }) => {
      const page = await inbox.events(await of(query, response), id, pageRequest(query, 2));
      response.json({ events: page.items, next_cursor: cursorOf(page.next) });
    }),
    defineEndpoint(workflowUrlSpec, async ({ query, params: { id }, response }) => {
      const { workflowId } = await inbox.detail(await of(query, response), id);
      const { url, namespace } = settings.temporalUi;
      response.json({
        workflow_id: workflowId,
        namespace,
        url:
          url === undefined
            ? null
            : `${url}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`,
      });
    }),
  ];
}
