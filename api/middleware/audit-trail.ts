import type { Request, RequestHandler, Response } from 'express';
import type { Actor } from '#domain/account/audit.ts';
import type { ApiDeps } from '#api/deps.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { callerOf } from './authenticate.ts';
import type { Caller } from './authenticate.ts';
import { isReplay } from './idempotency.ts';
import { requestId } from './request-context.ts';

type TrailDeps = Pick<ApiDeps, 'accounts' | 'records' | 'log'>;

/** Writes down every change that staff ask for and get: who, which operation, the ids in the address. Never bodies. */
export function auditTrail(deps: TrailDeps): (spec: Endpoint['spec']) => RequestHandler {
  return (spec) => (request, response, next) => {
    if (spec.method !== 'get') {
      response.once('finish', () => {
        if (response.statusCode < 400 && !isReplay(response)) void write(deps, spec, request, response);
      });
    }
    next();
  };
}

async function write(deps: TrailDeps, spec: Endpoint['spec'], request: Request, response: Response): Promise<void> {
  const caller = callerOf(response);
  try {
    const tenantId = await tenantOf(deps, caller, request.query['tenant']);
    if (tenantId === undefined) return;
    await deps.accounts.audit(tenantId, {
      actor: actorOf(caller),
      action: spec.operationId,
      ...subjectOf(spec.path, request),
      requestId: requestId(response),
    });
  } catch (error) {
    const facts = { request_id: requestId(response), operation: spec.operationId };
    deps.log.error(
      { ...facts, name: error instanceof Error ? error.name : 'unknown' },
      'the audit log was not written',
    );
  }
}

/** As whom a caller stands in the log. */
export function actorOf(caller: Caller): Actor {
  if (caller.kind === 'tenant') return { kind: 'key', id: caller.keyId, name: caller.name };
  return { kind: caller.kind, ...staffOf(caller) };
}

async function tenantOf(deps: TrailDeps, caller: Caller, slug: unknown): Promise<string | undefined> {
  if (caller.kind !== 'platform') return caller.tenant.id;
  return typeof slug === 'string' ? (await deps.records.findTenant(slug))?.id : undefined;
}

/** `/v1/products/{id}/variants` is about `products` and that id. */
function subjectOf(path: string, request: Request): { readonly subject?: string; readonly subjectId?: string } {
  const [, subject, name] = /\/([\w-]+)\/\{(\w+)\}/.exec(path) ?? [];
  const value: unknown = name === undefined ? undefined : request.params[name];
  if (subject === undefined || typeof value !== 'string') return {};
  return { subject, subjectId: value.slice(0, 200) };
}
