import { z } from 'zod';
import { newPassword } from '#domain/account/password.ts';
import { ROLES } from '#domain/account/role.ts';
import { emailAddress, personName, USER_STATUSES } from '#domain/account/user.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const userView = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  status: z.enum(USER_STATUSES),
  created_at: z.iso.datetime(),
  last_login_at: z.iso.datetime().nullable(),
});
export type UserView = z.infer<typeof userView>;

export const linkView = z.object({
  token: z.string().describe('For POST /v1/auth/accept-invite or /v1/auth/reset-password; shown once.'),
  url: z.url().describe('The page that asks for the password. Colloquy sends no e-mail: hand it on yourself.'),
  expires_at: z.iso.datetime(),
});
export type LinkView = z.infer<typeof linkView>;

const role = z.enum(ROLES).describe('viewer reads; agent also talks and sells; admin also changes the shop.');
const params = z.object({ id: z.uuid() });
const common = { tag: 'Team', access: 'admin', query: optionalTenantQuery } as const;
const refusals = [
  { status: 401, description: 'No valid token or key' },
  { status: 403, description: 'Only admins may' },
  { status: 404, description: 'Unknown tenant or person' },
] as const;
const UNFIT = { status: 422, description: 'The body does not fit' } as const;
const one = z.object({ user: userView });

export const listUsersSpec = {
  ...common,
  access: 'viewer',
  method: 'get',
  path: '/v1/users',
  operationId: 'listUsers',
  summary: 'The people of the shop',
  answers: [{ status: 200, description: 'People', schema: z.object({ users: z.array(userView) }) }, ...refusals],
} as const;

export const createUserSpec = {
  ...common,
  method: 'post',
  path: '/v1/users',
  operationId: 'createUser',
  secretBody: true,
  summary: 'Add somebody with a password of your choice; better invite them',
  body: z.strictObject({ email: emailAddress, name: personName, role, password: newPassword }),
  answers: [
    { status: 201, description: 'Added', schema: one },
    { status: 409, description: 'The shop has this address already' },
    UNFIT,
    ...refusals,
  ],
} as const;

export const inviteSpec = {
  ...common,
  method: 'post',
  path: '/v1/users/invite',
  operationId: 'inviteUser',
  summary: 'Invite somebody, or again; the link is in the answer and good for a week',
  body: z.strictObject({ email: emailAddress, name: personName, role }),
  answers: [
    { status: 201, description: 'Invited', schema: one.extend({ invite: linkView }) },
    { status: 409, description: 'They have accepted already' },
    UNFIT,
    ...refusals,
  ],
} as const;

export const changeUserSpec = {
  ...common,
  method: 'patch',
  path: '/v1/users/{id}',
  operationId: 'changeUser',
  summary: 'Change name or role, deactivate, activate again; holds from the next request on',
  params,
  body: z
    .strictObject({ name: personName.optional(), role: role.optional(), active: z.boolean().optional() })
    .refine((change) => Object.keys(change).length > 0, 'expected name, role or active'),
  answers: [
    { status: 200, description: 'Changed', schema: one },
    { status: 409, description: 'This is the last admin' },
    UNFIT,
    ...refusals,
  ],
} as const;

export const removeUserSpec = {
  ...common,
  method: 'delete',
  path: '/v1/users/{id}',
  operationId: 'deactivateUser',
  summary: 'Deactivate somebody: their logins end; what they did stays theirs',
  params,
  answers: [
    { status: 204, description: 'Deactivated' },
    { status: 409, description: 'This is the last admin' },
    ...refusals,
  ],
} as const;

export const resetLinkSpec = {
  ...common,
  method: 'post',
  path: '/v1/users/{id}/reset-link',
  operationId: 'makeResetLink',
  summary: 'A link with which somebody who forgot their password chooses a new one; good for a day',
  params,
  answers: [
    { status: 201, description: 'The link', schema: z.object({ reset: linkView }) },
    { status: 409, description: 'They are deactivated, or have not accepted the invitation' },
    ...refusals,
  ],
} as const;
