import { NotFound } from '#domain/errors.ts';
import type { ModelRef } from '#domain/tenant/profile.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { tenantSettings } from '#adapters/db/tenant-cache.ts';

const MODELS: Statement = { name: 'shop_models', text: `SELECT settings FROM tenants WHERE id = $1` };

/** The models that a shop's profile names; empty = it leaves them to the platform. @throws NotFound */
export function shopModels(db: Database, tenantId: string): Promise<readonly ModelRef[]> {
  return inTenant(db, tenantId, async (tx) => {
    const [row] = await tx.last<{ settings: unknown }>(MODELS, [tenantId]);
    if (row === undefined) throw new NotFound(`tenant ${tenantId}: not found`);
    return tenantSettings.parse(row.settings).models;
  });
}
