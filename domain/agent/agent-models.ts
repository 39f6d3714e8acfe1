import type { ModelRef, TenantProfile } from '#domain/tenant/profile.ts';
import type { AgentRole } from './agent-role.ts';

type Shop = Pick<TenantProfile, 'models' | 'agents'>;

/** The models that a role's work is given to, in order: its own, else the planner's, else the shop's, else the platform's. */
export function modelsFor(shop: Shop, role: AgentRole, defaults: readonly ModelRef[]): readonly ModelRef[] {
  const own = shop.agents?.[role] ?? (role === 'knowledge' || role === 'booking' ? shop.agents?.planner : undefined);
  if (own !== undefined) return own.models;
  return shop.models.length > 0 ? shop.models : defaults;
}

/** How freely a role's model writes; undefined = the provider's own measure. */
export function temperatureFor(shop: Shop, role: AgentRole): number | undefined {
  const own = shop.agents?.[role] ?? (role === 'knowledge' || role === 'booking' ? shop.agents?.planner : undefined);
  return own?.temperature ?? undefined;
}
