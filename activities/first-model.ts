import { NoModelLeft } from '#domain/errors.ts';
import type { LanguageModel } from '#domain/ports.ts';
import type { MemoryContext } from '#domain/store.ts';
import type { ActivityDeps } from './deps.ts';

/** The model for work beside the talk. @throws NoModelLeft */
export function firstModel(
  deps: Pick<ActivityDeps, 'models' | 'defaultModels'>,
  context: Pick<MemoryContext, 'tenant'>,
): LanguageModel {
  const ref = context.tenant.models[0] ?? deps.defaultModels[0];
  if (!ref) throw new NoModelLeft(`no model is configured for ${context.tenant.slug}`);
  return deps.models.get(ref);
}
