import { z } from 'zod';
import { createOpenAiClient } from '#adapters/models/openai/create-openai-model.ts';
import { withDeadline } from '#adapters/models/shared/with-deadline.ts';
import { toOpenAiError } from '#adapters/models/openai/to-openai-error.ts';
import { EMBEDDING_LENGTH } from '#domain/embedder.ts';
import type { Embedder } from '#domain/embedder.ts';
import { ModelMalformedReply } from '#domain/errors.ts';

export interface OpenAiEmbedderOptions {
  readonly apiKey: string;
  readonly model: string;
  /** Address before `/embeddings`; OpenAI's own when absent. */
  readonly baseUrl?: string | undefined;
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch;
}

/** Larger inputs are refused by the provider; a token has at least one character. */
const LONGEST_TEXT = 8_000;

const answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).length(EMBEDDING_LENGTH) })),
});

/** OpenAI's embeddings, or those of any server that speaks the same protocol and knows `dimensions`. */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const label = `embeddings ${options.model}`;
  const client = createOpenAiClient({
    provider: 'openai',
    apiKey: options.apiKey,
    baseUrl: options.baseUrl,
    fetch: options.fetch ?? fetch,
  });
  return {
    name: `${options.model}@${EMBEDDING_LENGTH}`,
    remote: true,
    floor: 0.25,
    batch: 100,
    embed: (texts, { signal } = {}) => {
      const worded = texts.map((text, at) => ({ at, text: text.slice(0, LONGEST_TEXT).toWellFormed() }));
      const asked = worded.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
      if (asked.length === 0) return Promise.resolve(texts.map(() => null));
      return withDeadline(
        { label, signal: signal ?? new AbortController().signal, timeoutMs: options.timeoutMs },
        async (limited) => {
          const body: unknown = await client.embeddings.create(
            {
              model: options.model,
              input: asked.map(({ text }) => text),
              dimensions: EMBEDDING_LENGTH,
              encoding_format: 'float',
            },
            { signal: limited, timeout: options.timeoutMs },
          );
          return inOrder(label, body, asked, texts.length);
        },
        (error) => (error instanceof ModelMalformedReply ? error : toOpenAiError(label, error, Date.now())),
      );
    },
  };
}

function inOrder(
  label: string,
  body: unknown,
  asked: readonly { readonly at: number }[],
  texts: number,
): (readonly number[] | null)[] {
  const parsed = answer.safeParse(body);
  if (!parsed.success || parsed.data.data.length !== asked.length) {
    throw new ModelMalformedReply(
      `${label}: expected ${asked.length} vectors of ${EMBEDDING_LENGTH} numbers; does the server know "dimensions"?`,
    );
  }
  const vectors: (readonly number[] | null)[] = Array.from({ length: texts }, () => null);
  const seen = new Set<number>();
  for (const { index, embedding } of parsed.data.data) {
    const place = asked[index]?.at;
    if (place === undefined) throw new ModelMalformedReply(`${label}: vector ${index} belongs to no text`);
    if (seen.has(index)) throw new ModelMalformedReply(`${label}: vector ${index} comes twice`);
    seen.add(index);
    vectors[place] = unit(embedding);
  }
  return vectors;
}

/** Other servers need not answer unit vectors. One without a direction is near to nothing, and no cosine is a number. */
function unit(vector: readonly number[]): readonly number[] | null {
  const length = Math.hypot(...vector);
  if (length === 0) return null;
  return Math.abs(length - 1) < 1e-6 ? vector : vector.map((value) => value / length);
}
