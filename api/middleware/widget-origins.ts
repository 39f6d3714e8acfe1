import type { Request, RequestHandler } from 'express';
import { allowsOrigin } from '#domain/widget/allows-origin.ts';
import type { ApiDeps } from '#api/deps.ts';
import { HttpProblem } from '#api/http/problem.ts';

/** What browsers on other sites may call. */
export const WIDGET_PATHS = [
  '/v1/widget/bootstrap',
  '/v1/widget/session',
  '/v1/widget/history',
  '/v1/widget/events',
  '/v1/chat',
] as const;

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** Browsers ask again after this long, s: a site taken off the list is shut out by then. */
const PREFLIGHT_SECONDS = 600;

/**
 * Lets a tenant's own sites in and every other site out. Callers that are no browser on another site send no `Origin`
 * or our own, and pass.
 * @throws HttpProblem 403 for an origin that is not on the tenant's list
 */
export function widgetOrigins(deps: Pick<ApiDeps, 'connections' | 'settings'>): RequestHandler {
  return async (request, response, next) => {
    response.vary('Origin');
    const origin = request.get('origin');
    if (origin === undefined || isOurs(request, origin, deps.settings.publicUrl)) {
      next();
      return;
    }
    const tenant = request.query['tenant'];
    const slug = typeof tenant === 'string' && SLUG.test(tenant) ? tenant : '';
    const listed = slug === '' ? [] : ((await deps.connections.find(slug, 'web'))?.widget?.origins ?? []);
    if (!allowsOrigin(listed, origin)) {
      throw new HttpProblem(
        403,
        'OriginNotAllowed',
        `${origin.slice(0, 200)} is not on the list of sites that may show the chat of "${slug}"; add it to widget.origins of the tenant.`,
      );
    }
    response.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id',
    });
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response
      .status(204)
      .set({
        'Access-Control-Allow-Methods': 'GET, POST',
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
        'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
      })
      .end();
  };
}

function isOurs(request: Request, origin: string, publicUrl: string): boolean {
  return origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.get('host') ?? ''}`;
}
