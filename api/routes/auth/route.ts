import type { Request, Response } from 'express';
import { NotFound } from '#domain/errors.ts';
import type { ApiDeps } from '#api/deps.ts';
import type { Login } from '#api/account-service.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { authLimits } from '#api/middleware/auth-limits.ts';
import { businessOf } from '#api/routes/tenants/present.ts';
import { presentLogin, presentMe } from './present.ts';
import { clearRefreshCookie, refreshCookie, setRefreshCookie } from './refresh-cookie.ts';
import {
  acceptInviteSpec,
  loginSpec,
  logoutSpec,
  meSpec,
  passwordSpec,
  refreshSpec,
  registerSpec,
  resetPasswordSpec,
} from './schema.ts';

const WRONG =
  'The e-mail address and the password do not fit, or too many tries have failed: then wait a quarter of an hour.';

/** Doors into the staff API for people. */
export function authEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { accounts, settings } = deps;
  const limits = authLimits(settings.authPerMinute);
  const door = { before: [limits.door] };
  const answer = (response: Response, login: Login, refreshIn: 'cookie' | 'body', status = 200) =>
    answerLogin(response, settings.publicUrl, login, refreshIn, status);
  return [
    defineEndpoint(
      registerSpec,
      async ({ body: { business, refresh_in, ...admin }, response }) => {
        if (!settings.registration) {
          throw new HttpProblem(403, 'RegistrationOff', 'New shops are opened by the operator here; ask for one.');
        }
        answer(response, await accounts.register(businessOf(business), admin), refresh_in, 201);
      },
      { before: [limits.register] },
    ),
    defineEndpoint(
      loginSpec,
      async ({ body: { refresh_in, ...credentials }, response }) => {
        const login = await accounts.login(credentials);
        if (login === undefined) throw new HttpProblem(401, 'LoginRefused', WRONG);
        answer(response, login, refresh_in);
      },
      { before: [limits.door], after: [limits.person] },
    ),
    defineEndpoint(
      refreshSpec,
      async ({ body, request, response }) => {
        const given = tokenOf(request, body);
        const login = given && (await accounts.refresh(given));
        if (!login) {
          clearRefreshCookie(response, settings.publicUrl);
          throw new HttpProblem(401, 'SessionEnded', 'This login has ended; log in again.');
        }
        answer(response, login, body.refresh_token === undefined ? 'cookie' : 'body');
      },
      { before: [limits.renew] },
    ),
    defineEndpoint(
      logoutSpec,
      async ({ body, request, response }) => {
        const given = tokenOf(request, body);
        if (given !== undefined) await accounts.endSession(given);
        clearRefreshCookie(response, settings.publicUrl);
        response.status(204).end();
      },
      { before: [limits.renew] },
    ),
    defineEndpoint(
      acceptInviteSpec,
      async ({ body: { token, refresh_in, ...set }, response }) => {
        answer(response, alive(await accounts.acceptInvite(token, set)), refresh_in);
      },
      door,
    ),
    defineEndpoint(
      resetPasswordSpec,
      async ({ body: { token, password, refresh_in }, response }) => {
        answer(response, alive(await accounts.resetPassword(token, password)), refresh_in);
      },
      door,
    ),
    ...ownEndpoints(deps, door),
  ];
}

function ownEndpoints(
  { accounts }: ApiDeps,
  door: { readonly before: readonly ReturnType<typeof authLimits>['door'][] },
) {
  return [
    defineEndpoint(meSpec, ({ response }) => {
      response.json(presentMe(callerOf(response)));
    }),
    defineEndpoint(
      passwordSpec,
      async ({ body, response }) => {
        const caller = callerOf(response);
        const changed = caller.kind === 'user' && (await accounts.changePassword(caller, body.current, body.next));
        if (!changed) throw new HttpProblem(403, 'PasswordRefused', 'The current password is not right.');
        response.status(204).end();
      },
      door,
    ),
  ];
}

function answerLogin(
  response: Response,
  publicUrl: string,
  login: Login,
  refreshIn: 'cookie' | 'body',
  status: number,
): void {
  if (refreshIn === 'cookie') setRefreshCookie(response, publicUrl, login.refreshToken, login.expiresAt);
  response.status(status).set('Cache-Control', 'no-store').json(presentLogin(login, refreshIn));
}

function tokenOf(request: Request, body: { readonly refresh_token?: string | undefined }): string | undefined {
  return body.refresh_token ?? refreshCookie(request);
}

function alive(login: Login | undefined): Login {
  if (login === undefined) throw new NotFound('the link is unknown, used or too old; ask for a new one');
  return login;
}
