import type { RequestHandler } from 'express';
import { roleAllows } from '#domain/account/role.ts';
import { scopesCover } from '#domain/account/scope.ts';
import type { Scope } from '#domain/account/scope.ts';
import type { Access, Endpoint } from '#api/http/endpoint.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { callerOf } from './authenticate.ts';
import type { Caller } from './authenticate.ts';

/** Lets through who may call this endpoint; needs `authenticate` before it. @throws HttpProblem 403 */
export function requireAccess({ access, tag, method }: Guarded): RequestHandler {
  return (_request, response, next) => {
    const caller = callerOf(response);
    if (!mayDo(caller, access)) {
      throw new HttpProblem(
        403,
        'Forbidden',
        `This is for ${access === 'platform' ? 'the platform' : `the role ${access}`}.`,
      );
    }
    if (caller.kind === 'tenant') refuseOtherParts(caller.scopes, { tag, method });
    next();
  };
}

type Guarded = Pick<Endpoint['spec'], 'tag' | 'method'> & { readonly access: Exclude<Access, 'public'> };

/** @throws HttpProblem 403 that names what is missing */
function refuseOtherParts(scopes: readonly Scope[], { tag, method }: Pick<Guarded, 'tag' | 'method'>): void {
  const refuse = (detail: string) => new HttpProblem(403, 'ScopeMissing', detail, { extra: { scope: tag } });
  if (!scopesCover(scopes, tag)) throw refuse(`The key lacks the scope "${tag}"; it has: ${scopes.join(', ')}.`);
  // It would make a person, or another key, that may do more than itself.
  if (scopes.length > 0 && tag === 'Team' && method !== 'get')
    throw refuse('A key that is bound to scopes may see the team, not change it.');
}

function mayDo(caller: Caller, need: Exclude<Access, 'public'>): boolean {
  if (caller.kind === 'platform') return true;
  return need !== 'platform' && roleAllows(caller.role, need);
}
