import { toFile } from 'openai';
import { z } from 'zod';
import { createOpenAiClient } from '#adapters/models/openai/create-openai-model.ts';
import { withDeadline } from '#adapters/models/shared/with-deadline.ts';
import { toOpenAiError } from '#adapters/models/openai/to-openai-error.ts';
import { ModelMalformedReply } from '#domain/errors.ts';
import type { Transcriber } from '#domain/media/transcriber.ts';

export interface OpenAiTranscriberOptions {
  readonly apiKey: string;
  readonly model: string;
  /** Address before `/audio/transcriptions`; OpenAI's own when absent. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof fetch;
}

const answer = z.object({ text: z.string() });

/** OpenAI's transcriptions, or those of any server that speaks the same protocol. */
export function createOpenAiTranscriber(options: OpenAiTranscriberOptions): Transcriber {
  const label = `transcription ${options.model}`;
  const client = createOpenAiClient({
    provider: 'openai',
    apiKey: options.apiKey,
    baseUrl: options.baseUrl,
    fetch: options.fetch ?? fetch,
  });
  return {
    transcribe: ({ bytes, fileName, contentType }, { signal, timeoutMs }) =>
      withDeadline(
        { label, signal, timeoutMs },
        async (limited) => {
          const file = await toFile(bytes, fileName, { type: contentType });
          const body: unknown = await client.audio.transcriptions.create(
            { file, model: options.model, response_format: 'json' },
            { signal: limited, timeout: timeoutMs },
          );
          const parsed = answer.safeParse(body);
          if (!parsed.success) throw new ModelMalformedReply(`${label}: the answer has no text`);
          return parsed.data.text.trim();
        },
        (error) => toOpenAiError(label, error, Date.now()),
      ),
  };
}
