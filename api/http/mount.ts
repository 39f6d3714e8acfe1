import express from 'express';
import type { Express, Request, RequestHandler } from 'express';
import { requireAccess } from '#api/middleware/require-access.ts';
import type { Endpoint } from './endpoint.ts';
import { HttpProblem } from './problem.ts';

const BODY_LIMIT = '1mb';
/** Meta batches up to 1000 updates, 3 MB at most. */
const WEBHOOK_LIMIT = '3mb';

/** What stands before every endpoint that is not public. */
export interface StaffGuards {
  readonly authenticate: RequestHandler;
  readonly audit: (spec: Endpoint['spec']) => RequestHandler;
  /** Makes a POST with an `Idempotency-Key` one deed. */
  readonly once: (spec: Endpoint['spec']) => RequestHandler;
}

/** Registers endpoints by address, so that a known address with another method answers 405, not 404. */
export function mountEndpoints(app: Express, endpoints: readonly Endpoint[], staff: StaffGuards): void {
  const byPath = Map.groupBy(endpoints, (endpoint) => endpoint.spec.path);
  for (const [path, group] of byPath) {
    const route = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const endpoint of group) {
      const { spec } = endpoint;
      route[spec.method](
        nameRoute(path),
        ...(spec.access === 'public'
          ? []
          : [staff.authenticate, requireAccess({ ...spec, access: spec.access }), staff.audit(spec)]),
        ...(endpoint.guards.before ?? []),
        ...(spec.body === undefined ? [] : [requireJson, express.json({ limit: BODY_LIMIT, inflate: false })]),
        ...(endpoint.guards.after ?? []),
        ...(spec.access === 'public' || spec.method !== 'post' ? [] : [staff.once(spec)]),
        endpoint.handler,
      );
    }
    const allowed = [...new Set(group.map((endpoint) => endpoint.spec.method.toUpperCase()))];
    route.all(nameRoute(path), refuseMethod(allowed));
  }
}

/** Keeps a webhook's body as the bytes that came. */
export const rawBytes: RequestHandler = express.raw({ type: () => true, limit: WEBHOOK_LIMIT, inflate: false });

/** Keeps an upload as the bytes that came, up to `limit` of them; larger ones answer 413 before they are read. */
export function uploadedBytes(limit: number): RequestHandler {
  return express.raw({ type: () => true, limit, inflate: false });
}

/** For logs and metrics: the pattern instead of the address. */
function nameRoute(path: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = path;
    next();
  };
}

const requireJson: RequestHandler = (request, _response, next) => {
  if (!isJson(request)) {
    throw new HttpProblem(415, 'UnsupportedMediaType', 'Send the body as Content-Type: application/json.');
  }
  next();
};

function isJson(request: Request): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(request.get('content-type') ?? '');
}

function refuseMethod(allowed: readonly string[]): RequestHandler {
  const allow = allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed;
  return (request) => {
    throw new HttpProblem(
      405,
      'MethodNotAllowed',
      `${request.method} is not possible here; use ${allow.join(' or ')}.`,
      {
        headers: { Allow: allow.join(', ') },
      },
    );
  };
}
