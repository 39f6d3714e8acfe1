import type { OpenChannel } from '#activities/deps.ts';
import { TooLarge } from '#domain/errors.ts';
import { MediaRefused, MediaUnavailable } from '#domain/media/errors.ts';
import type { StoredMedia } from '#domain/media/media.ts';
import type { PendingMedia } from '#domain/media/media-store.ts';
import { acceptedType, SNIFF_BYTES } from '#domain/media/sniff-media.ts';
import type { TurnRef } from '#domain/turn/turn-ref.ts';
import type { MediaDeps } from './media-deps.ts';

/**
 * Streams one file from its provider into the storage, under a key of its own: done again it replaces itself.
 * @throws MediaRefused (too large, not what it was said to be, gone, …), MediaUnavailable
 */
export async function keepMedia(
  { files, maxBytes }: MediaDeps,
  { media, target }: OpenChannel,
  turn: TurnRef,
  { messageId, index, attachment }: PendingMedia,
  leftMs: number,
): Promise<StoredMedia> {
  if (media === undefined) throw new MediaRefused('the channel brings no files', 'not_allowed');
  if (leftMs <= 0) throw new MediaUnavailable('no time left for this file');
  const limits = { maxBytes, timeoutMs: leftMs };
  const { content } = await media.fetch(target.credentials, attachment, limits);
  const rest = content[Symbol.asyncIterator]();
  try {
    const head = await firstBytes(rest);
    const contentType = acceptedType(attachment.kind, head);
    if (contentType === undefined) throw new MediaRefused(`the file is no ${attachment.kind}`, 'wrong_type');
    const key = `media/${turn.tenantId}/${turn.conversationId}/${messageId}-${index}`;
    const stored = await files.put(key, both(head, rest), { maxBytes, contentType });
    return { key, contentType, ...stored };
  } catch (error) {
    if (error instanceof TooLarge) throw new MediaRefused(error.message, 'too_large', { cause: error });
    throw error;
  } finally {
    await rest.return?.();
  }
}

/** At least what telling the type takes, unless the file is shorter. */
async function firstBytes(content: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head = new Uint8Array();
  while (head.length < SNIFF_BYTES) {
    const { done, value } = await content.next();
    if (done === true) break;
    const longer = new Uint8Array(head.length + value.length);
    longer.set(head);
    longer.set(value, head.length);
    head = longer;
  }
  if (head.length === 0) throw new MediaRefused('the file is empty', 'wrong_type');
  return head;
}

async function* both(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (;;) {
    const { done, value } = await rest.next();
    if (done === true) return;
    yield value;
  }
}
