import type { Transcriber } from '#domain/media/transcriber.ts';

export interface TranscriberOptions {
  /** Not set = voice notes are kept but not heard. */
  readonly model: string | undefined;
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
}

/** The transcriber the configuration names, if it names one; its SDK is loaded only then. */
export async function createTranscriber({
  model,
  apiKey,
  baseUrl,
}: TranscriberOptions): Promise<Transcriber | undefined> {
  if (model === undefined) return undefined;
  const { createOpenAiTranscriber } = await import('./openai-transcriber.ts');
  // Servers of one's own often want no key; the SDK wants one.
  return createOpenAiTranscriber({ model, apiKey: apiKey ?? 'none', baseUrl });
}
