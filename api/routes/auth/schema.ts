import { z } from 'zod';
import { newPassword, typedPassword } from '#domain/account/password.ts';
import { ROLES } from '#domain/account/role.ts';
import { emailAddress, personName } from '#domain/account/user.ts';
import { tenantSlug } from '#api/http/tenant.ts';
import { businessBody } from '#api/routes/tenants/schema.ts';

const tenantView = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });
const personView = z.object({ id: z.uuid(), name: z.string(), email: z.string() });

export const loginView = z.object({
  access_token: z.string().describe('Send it as Authorization: Bearer.'),
  token_type: z.literal('Bearer'),
  expires_in: z.int().describe('Seconds.'),
  refresh_token: z.string().optional().describe('Only for `refresh_in: body`; otherwise it is in a cookie.'),
  role: z.enum(ROLES),
  user: personView,
  tenant: tenantView,
});
export type LoginView = z.infer<typeof loginView>;

const refresh_in = z
  .enum(['cookie', 'body'])
  .default('cookie')
  .describe('Where the refresh token goes: an HttpOnly cookie for browsers, the answer for programs.');

const token = z.string().min(1).max(300);
const spec = { method: 'post', tag: 'Accounts', access: 'public' } as const;
const LOGGED_IN = { status: 200, description: 'Logged in', schema: loginView } as const;
const UNFIT = { status: 422, description: 'The body does not fit' } as const;
const TOO_MANY = { status: 429, description: 'Too many tries; `Retry-After` says when' } as const;
const DEAD_LINK = { status: 404, description: 'The link is unknown, used or too old' } as const;

export const registerSpec = {
  ...spec,
  path: '/v1/auth/register',
  operationId: 'register',
  summary: 'Open a shop and become its first admin',
  body: z.strictObject({
    business: businessBody,
    name: personName,
    email: emailAddress,
    password: newPassword,
    refresh_in,
  }),
  answers: [
    { status: 201, description: 'Registered and logged in', schema: loginView },
    { status: 403, description: 'Registration is switched off here' },
    { status: 409, description: 'The slug is taken' },
    UNFIT,
    TOO_MANY,
  ],
} as const;

export const loginSpec = {
  ...spec,
  path: '/v1/auth/login',
  operationId: 'login',
  summary: 'Log in with e-mail address and password',
  body: z.strictObject({
    email: emailAddress,
    password: typedPassword,
    tenant: tenantSlug.optional().describe('Slug of the shop, for people of several; left out = the one used last.'),
    refresh_in,
  }),
  answers: [
    LOGGED_IN,
    { status: 401, description: 'Address and password do not fit, or too many tries have failed' },
    UNFIT,
    TOO_MANY,
  ],
} as const;

export const refreshSpec = {
  ...spec,
  path: '/v1/auth/refresh',
  operationId: 'refresh',
  summary: 'Exchange the refresh token for the next one and a new access token; each is good once',
  body: z.strictObject({
    refresh_token: token.optional().describe('Left out = the one in the cookie.'),
  }),
  answers: [LOGGED_IN, { status: 401, description: 'Log in again' }, TOO_MANY],
} as const;

export const logoutSpec = {
  ...spec,
  path: '/v1/auth/logout',
  operationId: 'logout',
  summary: 'End a login; its access tokens are worth nothing any more',
  body: z.strictObject({
    refresh_token: token.optional().describe('Left out = the one in the cookie.'),
  }),
  answers: [{ status: 204, description: 'Ended, or there was none' }, TOO_MANY],
} as const;

export const acceptInviteSpec = {
  ...spec,
  path: '/v1/auth/accept-invite',
  operationId: 'acceptInvite',
  summary: 'Accept an invitation: choose a password and log in',
  body: z.strictObject({ token, password: newPassword, name: personName.optional(), refresh_in }),
  answers: [LOGGED_IN, DEAD_LINK, UNFIT, TOO_MANY],
} as const;

export const resetPasswordSpec = {
  ...spec,
  path: '/v1/auth/reset-password',
  operationId: 'resetPassword',
  summary: 'Choose a new password with a link that an admin made; every other login ends',
  body: z.strictObject({ token, password: newPassword, refresh_in }),
  answers: [LOGGED_IN, DEAD_LINK, UNFIT, TOO_MANY],
} as const;

export const meSpec = {
  method: 'get',
  tag: 'Accounts',
  access: 'viewer',
  path: '/v1/auth/me',
  operationId: 'getMe',
  summary: 'Who I am',
  answers: [
    {
      status: 200,
      description: 'The caller',
      schema: z.object({
        kind: z.enum(['user', 'key', 'platform']),
        role: z.enum(ROLES),
        user: personView.nullable(),
        tenant: tenantView.nullable().describe('Null for the platform.'),
      }),
    },
    { status: 401, description: 'No valid token or key' },
  ],
} as const;

export const passwordSpec = {
  method: 'post',
  tag: 'Accounts',
  access: 'viewer',
  path: '/v1/auth/password',
  operationId: 'changePassword',
  secretBody: true,
  summary: 'Change my own password; my other logins end',
  body: z.strictObject({ current: typedPassword, next: newPassword }),
  answers: [
    { status: 204, description: 'Changed' },
    { status: 401, description: 'No valid token' },
    { status: 403, description: 'The current password is wrong, or a key asks, which has none' },
    UNFIT,
    TOO_MANY,
  ],
} as const;
