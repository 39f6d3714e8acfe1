import type { ApiDeps } from '#api/deps.ts';
import type { TenantRef } from '#api/records.ts';

/** The row is committed, so the work is safe: while Temporal is away the sweep starts it later. */
export async function wakeDocument(deps: ApiDeps, tenant: TenantRef, documentId: string): Promise<void> {
  try {
    await deps.knowledge.wake({ tenantId: tenant.id, documentId });
  } catch (error) {
    deps.log.warn({ name: error instanceof Error ? error.name : 'unknown' }, 'a document waits for the sweep');
  }
}
