import { NotFound } from '#domain/errors.ts';
import type { Passage } from '#domain/knowledge/passage.ts';
import type { SearchQuestion } from '#domain/search/search-desk.ts';
import type { ModelRef, TenantProfile } from '#domain/tenant/profile.ts';
import type { UsageRecord } from '#domain/turn/step.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import { findPassages } from '#adapters/db/knowledge/find-passages.ts';
import type { Database } from '#adapters/db/pool.ts';
import { loadShop } from '#adapters/db/tenant-cache.ts';
import { saveUsage } from '#adapters/db/write/save-usage.ts';

/** What planning and answering a question of staff needs kept and read. */
export function createStaffRecord(db: Database) {
  return {
    shop: (
      tenantId: string,
    ): Promise<{
      readonly name: string;
      readonly currency: string;
      readonly timeZone: string;
      readonly slug: string;
      readonly models: readonly ModelRef[];
      readonly agents: NonNullable<TenantProfile['agents']>;
      readonly prompts: NonNullable<TenantProfile['prompts']>;
      readonly documents: readonly string[];
    }> =>
      inTenant(db, tenantId, async (tx) => {
        const { tenant } = await loadShop(tx);
        if (tenant.id !== tenantId) throw new NotFound(`tenant ${tenantId}: not found`);
        const { name, currency, timeZone, slug, models, agents = {}, prompts = {}, knowledge } = tenant;
        return { name, currency, timeZone, slug, models, agents, prompts, documents: knowledge ?? [] };
      }),
    passages: (tenantId: string, question: SearchQuestion, limit: number): Promise<readonly Passage[]> =>
      inTenant(db, tenantId, (tx) => findPassages(tx, question, limit)),
    saveUsage: (tenantId: string, usage: UsageRecord): Promise<void> =>
      inTenant(db, tenantId, (tx) => saveUsage(tx, usage)),
  };
}
