import type { RequestHandler } from 'express';
import { roleAllows } from '#domain/account/role.ts';
import type { Access } from '#api/http/endpoint.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { callerOf } from './authenticate.ts';
import type { Caller } from './authenticate.ts';

/** Lets through who may do this; needs `authenticate` before it. @throws HttpProblem 403 */
export function requireAccess(need: Exclude<Access, 'public'>): RequestHandler {
  return (_request, response, next) => {
    const caller = callerOf(response);
    if (!mayDo(caller, need)) {
      throw new HttpProblem(
        403,
        'Forbidden',
        `This is for ${need === 'platform' ? 'the platform' : `the role ${need}`}.`,
      );
    }
    next();
  };
}

function mayDo(caller: Caller, need: Exclude<Access, 'public'>): boolean {
  if (caller.kind === 'platform') return true;
  return need !== 'platform' && roleAllows(caller.role, need);
}
