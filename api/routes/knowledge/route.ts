import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { presentDocument } from './present.ts';
import { ingestSpec, listDocumentsSpec, readDocumentSpec, removeDocumentSpec, uploadSpec } from './schema.ts';
import { uploadDocument } from './upload.ts';
import { wakeDocument } from './wake-document.ts';

/** The documents that the agent may answer from. */
export function knowledgeEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { knowledge, records } = deps;
  return [
    defineEndpoint(uploadSpec, async ({ query, request, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { document, isNew } = await uploadDocument(deps, tenant, request, response);
      response.status(isNew ? 201 : 200).json({ document: presentDocument(document) });
    }),
    defineEndpoint(listDocumentsSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { items, next } = await knowledge.list(tenant.id, pageRequest(query, 1));
      response.json({ documents: items.map(presentDocument), next_cursor: cursorOf(next) });
    }),
    defineEndpoint(readDocumentSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.json({ document: presentDocument(await knowledge.read(tenant.id, params.id)) });
    }),
    defineEndpoint(ingestSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const document = await knowledge.ingestAgain(tenant.id, params.id);
      await wakeDocument(deps, tenant, document.id);
      response.status(202).json({ document: presentDocument(document) });
    }),
    defineEndpoint(removeDocumentSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      await knowledge.remove(tenant.id, params.id);
      await wakeDocument(deps, tenant, params.id);
      response.status(204).end();
    }),
  ];
}
