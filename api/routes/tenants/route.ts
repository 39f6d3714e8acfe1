import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { presentLink } from '#api/routes/users/present.ts';
import { businessOf } from './present.ts';
import { createTenantSpec, listTenantsSpec } from './schema.ts';

/** Shops, for the platform's operator. */
export function tenantEndpoints({ accounts, settings }: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(listTenantsSpec, async ({ response }) => {
      response.json({ tenants: await accounts.listTenants() });
    }),
    defineEndpoint(createTenantSpec, async ({ body, response }) => {
      const { tenant, link } = await accounts.createTenant(businessOf(body.business), body.admin);
      await accounts.audit(tenant.id, {
        actor: { kind: 'platform', id: 'platform', name: 'Platform' },
        action: createTenantSpec.operationId,
        subject: 'tenants',
        subjectId: tenant.id,
      });
      response.status(201).json({ tenant, invite: presentLink(settings.publicUrl, 'invite', link) });
    }),
  ];
}
