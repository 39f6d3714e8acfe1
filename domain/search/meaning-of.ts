import type { Embedder } from '#domain/embedder.ts';
import { DomainError } from '#domain/errors.ts';
import type { Meaning } from './search-desk.ts';

/**
 * What a question means. Null when it has no words, and when the embedder's server is away: a search then goes by words
 * alone, which beats no answer.
 * @throws what is not the provider's (the signal's reason when aborted)
 */
export async function meaningOf(
  embedder: Embedder,
  said: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Meaning | null> {
  try {
    const [vector] = await embedder.embed([said], options);
    return vector ? { vector, embedder: embedder.name, floor: embedder.floor } : null;
  } catch (error) {
    if (error instanceof DomainError && error.type.startsWith('Model')) return null;
    throw error;
  }
}
