import { modelsFor, temperatureFor } from '#domain/agent/agent-models.ts';
import type { AgentRole } from '#domain/agent/agent-role.ts';
import { NoModelLeft } from '#domain/errors.ts';
import type { LanguageModel } from '#domain/ports.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';
import type { ActivityDeps } from './deps.ts';

export interface ChosenModel {
  readonly model: LanguageModel;
  /** Ready to be spread into a request. */
  readonly measure: { readonly temperature?: number };
}

/** The model of a role's list, from 0. @throws NoModelLeft past its end, NotConfigured */
export function chooseModel(
  deps: Pick<ActivityDeps, 'models' | 'defaultModels'>,
  tenant: Pick<TenantProfile, 'slug' | 'models' | 'agents'>,
  role: AgentRole,
  index: number,
): ChosenModel {
  const list = modelsFor(tenant, role, deps.defaultModels);
  const ref = list[index];
  if (!ref) throw new NoModelLeft(`model ${index + 1} asked for, the list of ${tenant.slug} has ${list.length}`);
  const temperature = temperatureFor(tenant, role);
  return { model: deps.models.get(ref), measure: temperature === undefined ? {} : { temperature } };
}
