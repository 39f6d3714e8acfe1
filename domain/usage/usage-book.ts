import type { Page, PageRequest } from '#domain/page.ts';
import type { UsageRecord } from '#domain/turn/step.ts';

/** One model call and what it cost. */
export interface UsageEntry extends UsageRecord {
  readonly id: string;
  readonly conversationId: string | null;
  readonly turn: number | null;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What model calls came to; `costNanoUsd` is integer billionths of a US dollar. */
export interface UsageSum {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costNanoUsd: number;
}

export interface UsageSummary {
  readonly total: UsageSum;
  readonly byModel: readonly (UsageSum & { readonly provider: string; readonly model: string })[];
  readonly byPurpose: readonly (UsageSum & { readonly purpose: string })[];
  /** By the local day of the shop, `YYYY-MM-DD`, oldest first; days without calls are left out. */
  readonly byDay: readonly (UsageSum & { readonly day: string })[];
}

/** Which model calls; what is left out does not matter. */
export interface UsageFilter {
  /** At this time or later, ISO 8601. */
  readonly since: string;
  readonly conversation?: string | undefined;
  readonly contact?: string | undefined;
}

/** What a shop's models cost. */
export interface UsageBook {
  summary(tenantId: string, filter: UsageFilter): Promise<UsageSummary>;
  /** The newest first. */
  events(tenantId: string, filter: UsageFilter, page: PageRequest): Promise<Page<UsageEntry>>;
}
