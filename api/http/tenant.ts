import { z } from 'zod';
import { NotFound } from '#domain/errors.ts';
import type { Caller } from '#api/middleware/authenticate.ts';
import type { ApiRecords, TenantRef } from '#api/records.ts';
import { HttpProblem } from './problem.ts';

/** A tenant's slug as it stands in addresses. */
export const tenantSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected a tenant slug: a-z, 0-9 and -');

/** `?tenant=` of public endpoints. */
export const tenantQuery = z.object({ tenant: tenantSlug.describe('Slug of the tenant.') });

/** `?tenant=` of staff endpoints: mandatory for the platform, implied by a tenant's own people and keys. */
export const optionalTenantQuery = z.object({
  tenant: tenantSlug.optional().describe('Slug of the tenant; may be left out with a tenant’s own token or key.'),
});

/**
 * The tenant a staff request is about.
 * @throws NotFound for an unknown tenant, and for a key of another one: foreign and missing look the same
 */
export async function tenantFor(
  records: Pick<ApiRecords, 'findTenant'>,
  caller: Caller,
  slug: string | undefined,
): Promise<TenantRef> {
  if (caller.kind !== 'platform') {
    if (slug !== undefined && slug !== caller.tenant.slug) throw unknownTenant(slug);
    return caller.tenant;
  }
  if (slug === undefined)
    throw new HttpProblem(422, 'ValidationFailed', 'tenant: the platform key needs ?tenant=<slug>');
  const tenant = await records.findTenant(slug);
  if (tenant === undefined) throw unknownTenant(slug);
  return tenant;
}

export function unknownTenant(slug: string): NotFound {
  return new NotFound(`there is no tenant "${slug}"`);
}
