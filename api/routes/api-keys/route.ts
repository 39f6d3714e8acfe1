import type { ApiKeyView } from '#domain/account/account-store.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { staffOf } from '#api/http/staff-of.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { createKeySpec, listKeysSpec, revokeKeySpec } from './schema.ts';
import type { KeyView } from './schema.ts';

/** Keys of a shop's programs. */
export function apiKeyEndpoints({ accounts, records }: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(listKeysSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.json({ api_keys: (await accounts.listKeys(tenant.id)).map(present) });
    }),
    defineEndpoint(createKeySpec, async ({ query, body, response }) => {
      const caller = callerOf(response);
      const tenant = await tenantFor(records, caller, query.tenant);
      const made = await accounts.createKey(tenant.id, { ...body, by: staffOf(caller).id });
      response.status(201).set('Cache-Control', 'no-store').json(made);
    }),
    defineEndpoint(revokeKeySpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      await accounts.revokeKey(tenant.id, params.id);
      response.status(204).end();
    }),
  ];
}

function present({ id, name, role, scopes, createdBy, createdAt, lastUsedAt, revokedAt }: ApiKeyView): KeyView {
  return {
    id,
    name,
    role,
    scopes: [...scopes],
    created_by: createdBy,
    created_at: createdAt,
    last_used_at: lastUsedAt,
    revoked_at: revokedAt,
  };
}
