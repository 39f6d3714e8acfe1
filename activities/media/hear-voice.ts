import { Context } from '@temporalio/activity';
import { DomainError } from '#domain/errors.ts';
import { MediaUnavailable } from '#domain/media/errors.ts';
import type { StoredMedia } from '#domain/media/media.ts';
import type { MediaDeps } from './media-deps.ts';
import { readWhole } from './read-whole.ts';

/** Servers choose the decoder by the name's ending. */
const ENDINGS: Readonly<Record<string, string>> = {
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
  'audio/flac': 'flac',
  'audio/webm': 'webm',
  'audio/amr': 'amr',
  'audio/aac': 'aac',
  'audio/3gpp': '3gp',
};

/**
 * The words of a stored voice note; empty when there are none, or when the server can't tell them: the note is then answered
 * like one that nobody listened to.
 * @throws MediaUnavailable when it may work the next time
 */
export async function hearVoice(
  { files, transcriber }: MediaDeps,
  stored: StoredMedia,
  { leftMs, isLast }: { readonly leftMs: number; readonly isLast: boolean },
): Promise<string> {
  if (transcriber === undefined) return '';
  const { log, cancellationSignal: signal } = Context.current();
  try {
    const bytes = await readWhole(files, stored);
    const fileName = `voice.${ENDINGS[stored.contentType] ?? 'ogg'}`;
    const { contentType } = stored;
    return await transcriber.transcribe({ bytes, fileName, contentType }, { signal, timeoutMs: Math.max(1, leftMs) });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.isRetryable && !isLast) {
      throw new MediaUnavailable(`the voice note was not heard: ${error.message}`, { cause: error });
    }
    log.warn('voice note not heard', { reason: error.message });
    return '';
  }
}
