import { z } from 'zod';
import { ROLES } from '#domain/account/role.ts';
import { SCOPES } from '#domain/account/scope.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

const scopes = z
  .array(z.enum(SCOPES))
  .max(SCOPES.length)
  .describe('Parts of the API by their tags that the key opens, as far as its role may; none = all.');

const keyView = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(ROLES),
  scopes,
  created_by: z.string().describe('Id of the person or key that made it, or "platform".'),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
});
export type KeyView = z.infer<typeof keyView>;

const common = { tag: 'Team', access: 'admin', query: optionalTenantQuery } as const;
const refusals = [
  { status: 401, description: 'No valid token or key' },
  { status: 403, description: 'Only admins may, or the key lacks the scope' },
  { status: 404, description: 'Unknown tenant or key' },
] as const;

export const listKeysSpec = {
  ...common,
  method: 'get',
  path: '/v1/api-keys',
  operationId: 'listApiKeys',
  summary: 'Keys of the shop’s programs, the newest first, without their secrets',
  answers: [{ status: 200, description: 'Keys', schema: z.object({ api_keys: z.array(keyView) }) }, ...refusals],
} as const;

export const createKeySpec = {
  ...common,
  method: 'post',
  path: '/v1/api-keys',
  operationId: 'createApiKey',
  summary: 'Make a key for a program; it is shown this once',
  body: z.strictObject({ name: z.string().trim().min(1).max(100), role: z.enum(ROLES), scopes: scopes.default([]) }),
  answers: [
    {
      status: 201,
      description: 'The key; only its hash is kept',
      schema: z.object({ id: z.uuid(), key: z.string().describe('Send it as x-api-key.') }),
    },
    { status: 422, description: 'The body does not fit' },
    ...refusals,
  ],
} as const;

export const revokeKeySpec = {
  ...common,
  method: 'delete',
  path: '/v1/api-keys/{id}',
  operationId: 'revokeApiKey',
  summary: 'Revoke a key: it opens nothing from the next request on',
  params: z.object({ id: z.uuid() }),
  answers: [{ status: 204, description: 'Revoked' }, ...refusals],
} as const;
