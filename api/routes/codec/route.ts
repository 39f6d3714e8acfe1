import type { Request } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { actorOf } from '#api/middleware/audit-trail.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { requestId } from '#api/middleware/request-context.ts';
import { codecLoginSpec, decodeSpec, encodeSpec } from './schema.ts';

/** What Temporal's Web UI and command line ask so that staff can read histories. */
export function codecEndpoints({ codec, accounts, settings }: ApiDeps): readonly Endpoint[] {
  const checkNamespace = (request: Request) => {
    const asked = request.get('x-namespace');
    // The command line leaves it empty.
    if (asked !== undefined && asked !== '' && asked !== settings.temporalUi.namespace) {
      throw new HttpProblem(404, 'NotFound', `X-Namespace: this deployment has no namespace "${asked.slice(0, 100)}".`);
    }
  };
  return [
    defineEndpoint(decodeSpec, async ({ body, request, response }) => {
      checkNamespace(request);
      const caller = callerOf(response);
      const tenantId = caller.kind === 'platform' ? undefined : caller.tenant.id;
      const decoded = await codec.decode(body.payloads, tenantId);
      // A tenant's own people are written down by the trail of every change; of the platform each tenant must know itself.
      const readOf = caller.kind === 'platform' ? decoded.flatMap((one) => one.tenantIds) : [];
      for (const read of new Set(readOf)) {
        await accounts.audit(read, {
          actor: actorOf(caller),
          action: 'readHistory',
          subject: 'payloads',
          subjectId: String(decoded.filter((one) => one.tenantIds.includes(read)).length),
          requestId: requestId(response),
        });
      }
      response.set('Cache-Control', 'no-store').json({ payloads: decoded.map((one) => one.payload) });
    }),
    defineEndpoint(codecLoginSpec, ({ response }) => {
      response.set('Cache-Control', 'no-store').type('text/plain').send('Histories are readable in this browser now.');
    }),
    defineEndpoint(encodeSpec, async ({ body, request, response }) => {
      checkNamespace(request);
      response.set('Cache-Control', 'no-store').json({ payloads: await codec.encode(body.payloads) });
    }),
  ];
}
