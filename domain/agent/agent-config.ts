import type { ModelRef } from '#domain/tenant/profile.ts';
import type { AgentRole } from './agent-role.ts';

/** Which models do the work of one role, and how freely. */
export interface AgentSetting {
  /** Tried in order; never empty. */
  readonly models: readonly ModelRef[];
  /** 0 to 2; null = the provider's own. */
  readonly temperature: number | null;
}

export interface AgentConfig extends AgentSetting {
  readonly role: AgentRole;
  readonly version: number;
  /** Who set it. */
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly updatedAt: string;
}

export interface AgentConfigBook {
  /** Only the roles that were set. */
  list(tenantId: string): Promise<readonly AgentConfig[]>;
  find(tenantId: string, role: AgentRole): Promise<AgentConfig | undefined>;
  /** @param versions what the caller has seen; null = whatever there is. @throws Stale */
  set(
    tenantId: string,
    role: AgentRole,
    setting: AgentSetting & { readonly by: string },
    versions: readonly string[] | null,
  ): Promise<AgentConfig>;
  /** Back to the models of the shop. @throws NotFound, Stale */
  remove(tenantId: string, role: AgentRole, versions: readonly string[] | null): Promise<void>;
}
