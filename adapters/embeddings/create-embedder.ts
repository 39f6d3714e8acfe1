import type { Embedder } from '#domain/embedder.ts';
import { NotConfigured } from '#domain/errors.ts';
import { createHashingEmbedder } from './hashing-embedder.ts';
import { createOpenAiEmbedder } from './openai-embedder.ts';

export interface EmbedderOptions {
  readonly provider: 'offline' | 'openai';
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  readonly timeoutMs: number;
}

/** The embedder the configuration names. @throws NotConfigured when it needs a key and has none */
export function createEmbedder(options: EmbedderOptions): Embedder {
  if (options.provider === 'offline') return createHashingEmbedder();
  if (options.apiKey === undefined || options.apiKey === '') {
    throw new NotConfigured('embeddings: EMBEDDINGS_PROVIDER is openai; set EMBEDDINGS_API_KEY or OPENAI_API_KEY');
  }
  return createOpenAiEmbedder({ ...options, apiKey: options.apiKey });
}
