import type { Embedder } from '#domain/embedder.ts';
import { NotConfigured } from '#domain/errors.ts';
import { createHashingEmbedder } from './hashing-embedder.ts';

export interface EmbedderOptions {
  readonly provider: 'offline' | 'openai';
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  readonly timeoutMs: number;
}

/** The embedder the configuration names; an SDK is loaded only when it is used. @throws NotConfigured when it needs a key and has none */
export async function createEmbedder(options: EmbedderOptions): Promise<Embedder> {
  if (options.provider === 'offline') return createHashingEmbedder();
  if (options.apiKey === undefined || options.apiKey === '') {
    throw new NotConfigured('embeddings: EMBEDDINGS_PROVIDER is openai; set EMBEDDINGS_API_KEY or OPENAI_API_KEY');
  }
  const { createOpenAiEmbedder } = await import('./openai-embedder.ts');
  return createOpenAiEmbedder({ ...options, apiKey: options.apiKey });
}
