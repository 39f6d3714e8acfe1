import { NotConfigured } from '#domain/errors.ts';
import type { LanguageModel } from '#domain/ports.ts';
import type { ModelRef } from '#domain/tenant/profile.ts';

import { seesImages } from '#adapters/models/shared/sees-images.ts';
import { createOfflineModel } from '#adapters/models/offline/offline-model.ts';
import { openAiDialects } from '#adapters/models/openai/openai-dialect.ts';
import type { OpenAiCompatibleProvider } from '#adapters/models/openai/openai-dialect.ts';

type RemoteProvider = OpenAiCompatibleProvider | 'anthropic';

export interface ProviderOptions {
  readonly apiKey?: string | undefined;
  /** Address before `/chat/completions` or `/v1/messages`; the provider's own one when absent. */
  readonly baseUrl?: string | undefined;
}

export interface ModelsOptions {
  /** Providers without a key are not configured; `offline` needs none. */
  readonly providers: Partial<Readonly<Record<RemoteProvider, ProviderOptions>>>;
  /** `provider:model` of models that take pictures, besides those known to. */
  readonly seeing?: readonly string[] | undefined;
  /** Longest time of one call from request to last byte, in milliseconds. */
  readonly timeoutMs: number;
  /** Replaces the global `fetch`, for a proxy or an agent of one's own. Node's keeps connections alive by itself. */
  readonly fetch?: typeof fetch | undefined;
}

export interface Models {
  /** @throws NotConfigured when the provider is unknown or has no key */
  get(ref: ModelRef): LanguageModel;
}

type Maker = (model: string) => LanguageModel;

/**
 * The models this process may call. SDKs are loaded only for providers with a key, since each costs a tenth of a second
 * of the start; their clients are made here, one a provider.
 */
export async function createModels(options: ModelsOptions): Promise<Models> {
  const seeing = new Set(options.seeing);
  const makers = new Map<string, Maker>([['offline', offlineMaker()], ...(await configuredMakers(options))]);
  return {
    get({ provider, model }) {
      const make = makers.get(provider);
      if (make === undefined) throw notConfigured(provider);
      const made = make(model);
      return seesImages(provider, model, seeing) ? { ...made, sees: true } : made;
    },
  };
}

async function configuredMakers(options: ModelsOptions): Promise<(readonly [string, Maker])[]> {
  const names = Object.keys(options.providers).filter(isRemote);
  const makers = names.map(async (provider) => {
    const access = accessTo(provider, options);
    return access && ([provider, await remoteMaker(provider, access, options.timeoutMs)] as const);
  });
  return (await Promise.all(makers)).filter((maker) => maker !== undefined);
}

async function remoteMaker(provider: RemoteProvider, access: Access, timeoutMs: number): Promise<Maker> {
  if (provider === 'anthropic') {
    const sdk = await import('./anthropic/create-anthropic-model.ts');
    const client = sdk.createAnthropicClient(access);
    return (model) => sdk.createAnthropicModel(client, model, timeoutMs);
  }
  const sdk = await import('./openai/create-openai-model.ts');
  const client = sdk.createOpenAiClient({ provider, ...access });
  return (model) => sdk.createOpenAiModel(client, { provider, model }, timeoutMs);
}

function notConfigured(provider: string): NotConfigured {
  if (isRemote(provider)) {
    return new NotConfigured(
      `models: the provider ${provider} has no API key; set ${provider.toUpperCase()}_API_KEY or choose another provider`,
    );
  }
  const known = ['offline', 'anthropic', ...Object.keys(openAiDialects)].join(', ');
  return new NotConfigured(`models: "${provider}" is no model provider, expected one of ${known}`);
}

function offlineMaker(): (model: string) => LanguageModel {
  const offline = createOfflineModel();
  return (model) => {
    if (model === offline.model) return offline;
    throw new NotConfigured(`models: the provider offline has no model "${model}", only ${offline.model}`);
  };
}

interface Access {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  readonly fetch: typeof fetch;
}

function accessTo(provider: RemoteProvider, options: ModelsOptions): Access | undefined {
  const { apiKey, baseUrl } = options.providers[provider] ?? {};
  if (apiKey === undefined || apiKey === '') return undefined;
  return { apiKey, baseUrl: baseUrl === '' ? undefined : baseUrl, fetch: options.fetch ?? fetch };
}

function isRemote(provider: string): provider is RemoteProvider {
  return provider === 'anthropic' || Object.hasOwn(openAiDialects, provider);
}
