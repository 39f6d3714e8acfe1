import type { Request, RequestHandler, Response } from 'express';
import type { Role } from '#domain/account/role.ts';
import type { ApiDeps } from '#api/deps.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { sameText } from '#api/http/same-text.ts';
import type { KeyHolder, TenantRef } from '#api/records.ts';

/** A person of a shop who has logged in. */
export interface UserCaller {
  readonly kind: 'user';
  readonly tenant: TenantRef;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly role: Role;
}

/** Who is calling: the platform's operator, a program of a shop by its key, or a person of a shop. */
export type Caller = { readonly kind: 'platform' } | ({ readonly kind: 'tenant' } & KeyHolder) | UserCaller;

/** Reads `x-api-key` (or a bearer key): the platform's admin key, or the key of one tenant. */
export function authenticate(deps: Pick<ApiDeps, 'settings' | 'records'>): RequestHandler {
  return async (request, response, next) => {
    response.locals['caller'] = await identify(deps, keyOf(request));
    next();
  };
}

/** The caller that `authenticate` found. */
export function callerOf(response: Response): Caller {
  const caller = response.locals['caller'] as Caller | undefined;
  if (caller === undefined) throw new Error('callerOf was used on a route without authentication');
  return caller;
}

async function identify(deps: Pick<ApiDeps, 'settings' | 'records'>, key: string | undefined): Promise<Caller> {
  if (key === undefined) throw unauthorized('Send your key as x-api-key.');
  const admin = deps.settings.adminKey;
  if (admin !== undefined && sameText(key, admin)) return { kind: 'platform' };
  const holder = await deps.records.verifyApiKey(key);
  if (holder === undefined) throw unauthorized('The key is not valid.');
  return { kind: 'tenant', ...holder };
}

function keyOf(request: Request): string | undefined {
  const key = request.get('x-api-key') ?? /^Bearer ([^\s]+)$/i.exec(request.get('authorization') ?? '')?.[1];
  return key === undefined || key === '' || key.length > 512 ? undefined : key;
}

function unauthorized(detail: string): HttpProblem {
  return new HttpProblem(401, 'Unauthorized', detail, { headers: { 'WWW-Authenticate': 'ApiKey' } });
}
