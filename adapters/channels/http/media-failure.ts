import { ChannelRefused } from '#domain/errors.ts';
import type { DomainError } from '#domain/errors.ts';
import { MediaRefused, MediaUnavailable } from '#domain/media/errors.ts';

/** What a failed look-up of a file means: the errors of a channel's other calls, in the words of files. */
export function mediaFailure(provider: string, error: unknown): DomainError {
  if (error instanceof MediaRefused || error instanceof MediaUnavailable) return error;
  if (error instanceof ChannelRefused) {
    const trouble = error.reason === 'auth' ? 'not_allowed' : 'gone';
    return new MediaRefused(`${provider} does not hand out the file: ${error.message}`, trouble, { cause: error });
  }
  return new MediaUnavailable(`${provider} did not tell where the file is`, { cause: error });
}

/** What is left of a time limit since `startedAt`, ms; at least one, so that it can be given to a timer. */
export function timeLeft(startedAt: number, timeoutMs: number): number {
  return Math.max(1, timeoutMs - Math.round(performance.now() - startedAt));
}
