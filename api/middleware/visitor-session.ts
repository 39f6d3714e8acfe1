import type { Request, RequestHandler } from 'express';
import { isWidgetVisitor } from '#domain/widget/visitor-session.ts';
import type { ApiDeps } from '#api/deps.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { unknownTenant } from '#api/http/tenant.ts';
import type { StoredConnection } from '#api/records.ts';

/** Whose session a request carries, and the web chat it belongs to. */
export interface Visit {
  readonly connection: StoredConnection;
  readonly visitorId: string;
}

/** The session token of `Authorization: Bearer`, when there is one. */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer (\S{1,512})$/i.exec(request.get('authorization') ?? '')?.[1];
}

/** @throws HttpProblem 401 without a valid session of this tenant, NotFound for an unknown tenant */
export async function visitOf(
  deps: Pick<ApiDeps, 'connections' | 'widget'>,
  request: Request,
  tenant: string,
): Promise<Visit> {
  const connection = await deps.connections.find(tenant, 'web');
  if (connection === undefined) throw unknownTenant(tenant);
  const token = bearerOf(request);
  const visitorId = token === undefined ? undefined : deps.widget.sessions.visitorOf(connection.tenant.id, token);
  if (visitorId === undefined) {
    throw new HttpProblem(
      401,
      'SessionInvalid',
      'Send the token of POST /v1/widget/session as Authorization: Bearer; this one is missing, has expired or is not of this tenant.',
      { headers: { 'WWW-Authenticate': 'Bearer realm="widget"' } },
    );
  }
  return { connection, visitorId };
}

/** A visitor of the widget is spoken for by who holds the session, by nobody else. Runs on the parsed body. */
export function ownVisitorOnly(deps: Pick<ApiDeps, 'connections' | 'widget'>): RequestHandler {
  return async (request, _response, next) => {
    const body: unknown = request.body;
    const claimed = typeof body === 'object' && body !== null && 'user_id' in body ? body.user_id : undefined;
    const tenant = request.query['tenant'];
    if (typeof claimed === 'string' && isWidgetVisitor(claimed) && typeof tenant === 'string') {
      const { visitorId } = await visitOf(deps, request, tenant);
      if (visitorId !== claimed) {
        throw new HttpProblem(403, 'NotYourSession', 'user_id: the session is of another visitor.');
      }
    }
    next();
  };
}
