import type { Passage } from '#domain/knowledge/passage.ts';
import type { ReportDesk } from '#domain/report/report.ts';
import type { SearchQuestion } from '#domain/search/search-desk.ts';
import type { ModelRef, TenantProfile } from '#domain/tenant/profile.ts';
import type { UsageRecord } from '#domain/turn/step.ts';

/** What answering questions of staff reaches the world through, besides models and embedder. */
export interface ReportDeps {
  readonly desk: ReportDesk;
  readonly record: {
    /** @throws NotFound */
    shop(tenantId: string): Promise<{
      readonly name: string;
      readonly currency: string;
      readonly timeZone: string;
      readonly slug: string;
      readonly models: readonly ModelRef[];
      readonly agents: NonNullable<TenantProfile['agents']>;
      readonly prompts: NonNullable<TenantProfile['prompts']>;
      readonly documents: readonly string[];
    }>;
    passages(tenantId: string, question: SearchQuestion, limit: number): Promise<readonly Passage[]>;
    saveUsage(tenantId: string, usage: UsageRecord): Promise<void>;
  };
}
