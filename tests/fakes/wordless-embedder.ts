import type { Embedder } from '#domain/embedder.ts';

/** Knows no meaning of anything: searches go by words. */
export const WORDLESS_EMBEDDER: Embedder = {
  name: 'wordless@1',
  remote: false,
  floor: 0,
  batch: 100,
  embed: (texts) => Promise.resolve(texts.map(() => null)),
};
