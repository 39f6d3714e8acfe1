import type { ApiDeps } from '#api/deps.ts';
import type { TenantRef } from '#api/records.ts';

/**
 * Has new texts embedded, beside the request: words find the product already, and a wake-up that gets lost is made up for
 * by the sweep.
 */
export function wakeSearch(deps: Pick<ApiDeps, 'products' | 'log'>, tenant: TenantRef): void {
  deps.products.wakeEmbedding(tenant.id).catch((error: unknown) => {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.warn({ tenant: tenant.slug, error: name }, 'texts wait for their vectors until the next sweep');
  });
}
