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
  /** The login this request belongs to. */
  readonly sessionId: string;
}

/** Who is calling: the platform's operator, a program of a shop by its key, or a person of a shop. */
export type Caller = { readonly kind: 'platform' } | ({ readonly kind: 'tenant' } & KeyHolder) | UserCaller;

type AuthDeps = Pick<ApiDeps, 'settings' | 'records' | 'accounts'>;

/** Longer ones are none of ours. */
const LONGEST = 1_024;
/** A JWT has three parts; no key has a dot. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Reads `x-api-key`, or the bearer token: a person's access token, the platform's key, or the key of one shop. */
export function authenticate(deps: AuthDeps): RequestHandler {
  return async (request, response, next) => {
    const token = tokenOf(request);
    if (token === undefined)
      throw unauthorized('Send an access token as Authorization: Bearer, or a key as x-api-key.');
    const caller = await identifyToken(deps, token);
    if (caller === undefined) throw unauthorized('The token or key is not valid, or not any more.');
    response.locals['caller'] = caller;
    next();
  };
}

/** The caller that `authenticate` found. */
export function callerOf(response: Response): Caller {
  const caller = response.locals['caller'] as Caller | undefined;
  if (caller === undefined) throw new Error('callerOf was used on a route without authentication');
  return caller;
}

/** Whose access token or key this is; for sockets, which carry it in their first frame. Undefined = nobody's. */
export async function identifyToken(deps: AuthDeps, token: string): Promise<Caller | undefined> {
  if (token === '' || token.length > LONGEST) return undefined;
  if (JWT.test(token)) return deps.accounts.identify(token);
  const admin = deps.settings.adminKey;
  if (admin !== undefined && sameText(token, admin)) return { kind: 'platform' };
  const holder = await deps.records.verifyApiKey(token);
  return holder && { kind: 'tenant', ...holder };
}

export function tokenOf(request: Request): string | undefined {
  return request.get('x-api-key') ?? /^Bearer ([^\s]+)$/i.exec(request.get('authorization') ?? '')?.[1];
}

function unauthorized(detail: string): HttpProblem {
  return new HttpProblem(401, 'Unauthorized', detail, { headers: { 'WWW-Authenticate': 'Bearer, ApiKey' } });
}
