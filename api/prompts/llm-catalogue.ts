import { modelPrices } from '#domain/money/model-price-table.ts';
import type { ModelRef } from '#domain/tenant/profile.ts';
import type { LlmCatalogue } from './agent-desk.ts';

export interface LlmSettings {
  readonly defaults: readonly ModelRef[];
  readonly providers: Readonly<Record<string, { readonly apiKey?: string | undefined }>>;
}

/** What there is to choose from: every provider we speak to, with the models whose prices we know. */
export function llmCatalogue({ defaults, providers }: LlmSettings): LlmCatalogue {
  const names = ['offline', ...Object.keys(providers)];
  return {
    defaults: defaults.map(({ provider, model }) => ({ provider, model })),
    providers: names.map((name) => ({
      name,
      // The embedded model needs no key.
      configured: name === 'offline' || (providers[name]?.apiKey ?? '') !== '',
      models: Object.keys(modelPrices[name] ?? {}),
    })),
  };
}
